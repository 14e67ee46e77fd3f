/**
 * @module
 */
import type { Construct } from 'constructs';
import {
  ComposeConstruct,
  type Connection,
  type ConnectionDetail,
  type Forms,
  inspected,
  type Network,
  type Provider,
  type Service,
} from '../../lib/core';
import { SecretFile, type SecretSource, secretSourceForm } from '../secrets';
import {
  answeringSearch,
  bytesOf,
  clientsNetwork,
  dataIn,
  Engine,
  engineOf,
  SERVER_PROPERTIES,
  type SearchEngine,
  type ServerProps,
  searchEngineForm,
  serve,
} from '../server';
import type { DataVolume } from '../storage';
import { wordsOf } from './words';

/** The properties of a {@link Search}. */
export interface SearchProps extends ServerProps {
  /** The search engine and its version. */
  readonly engine: SearchEngine;
  /** Where the password comes from; of Meilisearch, the master key. @default `SecretSource.generated()` */
  readonly password?: SecretSource;
  /** Where the indexes are kept, such as a volume that is there already. @default a volume of its own */
  readonly data?: DataVolume;
  /** Most memory that the container may use; half of it is for the heap. @default '2g'; Meilisearch: '512m' */
  readonly memory?: string;
  /** Most processes and threads. @default 4096; Meilisearch: 512 */
  readonly processes?: number;
}

/** The details that a client can get from a search engine. Meilisearch has no `user`, and its password is a key. */
export type SearchDetail = 'host' | 'port' | 'endpoint' | 'user' | 'password' | 'passwordFile' | 'url';

/** The engine is looked at by itself. */
type Given = Omit<SearchProps, 'engine'> & { readonly engine?: SearchEngine };

const PROPERTIES: Forms<Given> = { ...SERVER_PROPERTIES, engine: true, password: secretSourceForm, data: true };

/**
 * A search engine. Its indexes are in a volume, its password in a secret file, and only its clients join its network.
 *
 * @example
 * ```ts
 * const search = new Search(this, 'search', { engine: Engine.meilisearch('v1.53') });
 * web.connect(search); // MEILISEARCH_URL, MEILISEARCH_PASSWORD_FILE, …
 * ```
 */
export class Search extends ComposeConstruct implements Provider<SearchDetail> {
  /** The Compose element that runs the server. */
  readonly service: Service;
  /** The network that clients join. */
  readonly network: Network;
  /** The password of clients; of Meilisearch, the master key. */
  readonly password: SecretFile;
  /** Where the indexes are kept. */
  readonly data: DataVolume;
  readonly #engine: SearchEngine;

  constructor(scope: Construct, id: string, props: SearchProps) {
    super(scope, id, props);
    const sound = inspected<Given>(this, 'Search', props, PROPERTIES, {});
    const instead = (): SearchEngine => Engine.meilisearch('v1.53');
    const check = { kind: 'search', example: "Engine.meilisearch('v1.53')", form: searchEngineForm, instead } as const;
    this.#engine = answeringSearch(this, engineOf(this, sound.engine, check));
    this.network = clientsNetwork(this);
    this.data = dataIn(this, sound.data);
    this.password = new SecretFile(this, 'password', sound.password ? { source: sound.password } : {});
    this.service = this.#serve(sound);
  }

  connection(asked?: string): Connection<SearchDetail> {
    const { service, network } = this;
    const { port, word, login } = this.#engine.image;
    const prefix = asked ?? word;
    const { secret } = this.password;
    const place = `${service.name}:${port}`;
    const endpoint = `http://${place}`;
    const password: ConnectionDetail = { kind: 'text', secret, before: '', after: '', encoded: false };
    const url: ConnectionDetail =
      login === undefined
        ? endpoint
        : { kind: 'text', secret, before: `http://${login}:`, after: `@${place}`, encoded: true };
    return {
      service,
      network,
      healthy: true,
      details: {
        host: service.name,
        port: String(port),
        endpoint,
        ...(login !== undefined && { user: login }),
        password,
        passwordFile: { kind: 'file', secret },
        url,
      },
      variables: {
        [`${prefix}_HOST`]: 'host',
        [`${prefix}_PORT`]: 'port',
        ...(login !== undefined && { [`${prefix}_USER`]: 'user' }),
        [`${prefix}_PASSWORD_FILE`]: 'passwordFile',
        [`${prefix}_URL`]: 'url',
      },
      words: wordsOf({ product: this.#engine.name, endpoint, login, password, url, secret }, asked),
    };
  }

  #serve(props: Given): Service {
    const { image } = this.#engine;
    const { memory = image.usualMemory, processes = image.usualProcesses, settings = {} } = props;
    const { environment, command } = image.run({ memory: bytesOf(memory), settings });
    return serve(this, {
      engine: this.#engine,
      network: this.network,
      props: { ...props, memory, ...(processes !== undefined && { processes }) },
      environment,
      command,
      probe: image.probe,
      data: this.data,
      secrets: [[this.password, image.passwordFile]],
    });
  }
}
