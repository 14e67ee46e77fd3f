/**
 * @module
 */
import type { Construct } from 'constructs';
import {
  ComposeConstruct,
  type Connection,
  type ConnectionDetail,
  either,
  type Forms,
  type FrameworkWords,
  inspected,
  type Network,
  oneOf,
  type Provider,
  type Service,
} from '../../lib/core';
import { SecretFile, type SecretSource, secretSourceForm } from '../secrets';
import {
  answeringCache,
  bytesOf,
  type CacheEngine,
  cacheEngineForm,
  clientsNetwork,
  Engine,
  engineOf,
  givenVolume,
  SERVER_PROPERTIES,
  type ServerProps,
  serve,
} from '../server';
import type { DataVolume } from '../storage';
import { cacheHasNoPassword, cacheKeepsNothing } from './errors';

/** The properties of a {@link Cache}. */
export interface CacheProps extends ServerProps {
  /** The cache product and its version. */
  readonly engine: CacheEngine;
  /**
   * Where the password comes from; `none` lets clients in without one, for programs that cannot have it. Memcached has
   * none.
   *
   * @default `SecretSource.generated()`
   */
  readonly password?: SecretSource | 'none';
  /**
   * A volume that keeps the content, as queues and sessions need it. The server then refuses new content when its memory
   * is full, and throws nothing away.
   *
   * @default nothing is kept: the content ends with its container, and what nobody asks for makes room
   */
  readonly data?: DataVolume;
  /**
   * Most memory that the container may use. Three quarters of it are for the content; of less than 128 MiB, all but 32 MiB.
   *
   * @default '256m'
   */
  readonly memory?: string;
}

/** The details that a client can get from a cache; one without a password has neither `password` nor `passwordFile`. */
export type CacheDetail = 'host' | 'port' | 'address' | 'password' | 'passwordFile' | 'url';

const ROOM = 32 * 2 ** 20;

/**
 * The program itself, its clients and one large script need room, too. A server whose limit is reached is killed:
 * https://redis.io/docs/latest/develop/reference/eviction/#how-the-eviction-process-works
 */
function contentOf(memory: number): number {
  return Math.floor(Math.max(memory / 4, Math.min((memory * 3) / 4, memory - ROOM)));
}

/** The engine is looked at by itself. */
type Given = Omit<CacheProps, 'engine'> & { readonly engine?: CacheEngine };

const PROPERTIES: Forms<Given> = {
  ...SERVER_PROPERTIES,
  engine: true,
  password: either("a source of secrets, or 'none'", secretSourceForm, oneOf('none')),
  data: true,
};

/**
 * A server that keeps things in memory: pages, sessions, queues. Its password is in a secret file, and only its clients
 * join its network.
 *
 * @example
 * ```ts
 * const cache = new Cache(this, 'cache', { engine: Engine.valkey('8.1') });
 * web.connect(cache); // REDIS_URL, REDIS_HOST, …
 * ```
 *
 * @example A queue, whose content must not be lost
 * ```ts
 * new Cache(this, 'jobs', { engine: Engine.valkey('8.1'), data: new DataVolume(this, 'jobs-data') });
 * ```
 */
export class Cache extends ComposeConstruct implements Provider<CacheDetail> {
  /** The Compose element that runs the server. */
  readonly service: Service;
  /** The network that clients join. */
  readonly network: Network;
  /** The password of clients; undefined where they need none. */
  readonly password: SecretFile | undefined;
  /** Where the content is kept; undefined where nothing is. */
  readonly data: DataVolume | undefined;
  readonly #engine: CacheEngine;

  constructor(scope: Construct, id: string, props: CacheProps) {
    super(scope, id, props);
    const sound = inspected<Given>(this, 'Cache', props, PROPERTIES, {});
    const instead = (): CacheEngine => Engine.valkey('8.1');
    const check = { kind: 'cache', example: "Engine.valkey('8.1')", form: cacheEngineForm, instead } as const;
    this.#engine = answeringCache(this, engineOf(this, sound.engine, check));
    const { image, product } = this.#engine;
    this.network = clientsNetwork(this);
    const data = givenVolume(this, sound.data);
    if (data && image.dataPath === undefined) this.report(cacheKeepsNothing(product));
    this.data = image.dataPath === undefined ? undefined : data;
    this.password = this.#passwordOf(sound.password);
    this.service = this.#serve(sound);
  }

  connection(asked?: string): Connection<CacheDetail> {
    const { service, network, password } = this;
    const { port, scheme, word } = this.#engine.image;
    const prefix = asked ?? word;
    const address = `${service.name}:${port}`;
    const secret = password?.secret;
    const withPassword = secret && {
      password: { kind: 'text', secret, before: '', after: '', encoded: false } as const,
      passwordFile: { kind: 'file', secret } as const,
    };
    const url: ConnectionDetail = secret
      ? { kind: 'text', secret, before: `${scheme}://:`, after: `@${address}`, encoded: true }
      : `${scheme}://${address}`;
    return {
      service,
      network,
      healthy: true,
      details: { host: service.name, port: String(port), address, url, ...withPassword },
      variables: {
        [`${prefix}_HOST`]: 'host',
        [`${prefix}_PORT`]: 'port',
        ...(secret && { [`${prefix}_PASSWORD_FILE`]: 'passwordFile' }),
        [`${prefix}_URL`]: 'url',
      },
      words: scheme === 'redis' ? this.#wordsOf({ url, password: withPassword?.password }, asked) : {},
    };
  }

  #wordsOf(
    { url, password }: { readonly url: ConnectionDetail; readonly password: ConnectionDetail | undefined },
    prefix: string | undefined,
  ): FrameworkWords {
    const [host, port] = [this.service.name, String(this.#engine.image.port)];
    const own = prefix ?? 'REDIS';
    const spring = prefix ?? 'SPRING_DATA_REDIS';
    const asUrl = { [`${own}_URL`]: url };
    return {
      // https://laravel.com/docs/redis#configuration
      laravel: { [`${own}_HOST`]: host, [`${own}_PORT`]: port, ...(password && { [`${own}_PASSWORD`]: password }) },
      // https://guides.rubyonrails.org/caching_with_rails.html#activesupport-cache-rediscachestore
      rails: asUrl,
      // https://django-environ.readthedocs.io/en/latest/types.html#environ-env-cache-url
      django: asUrl,
      // https://docs.spring.io/spring-boot/appendix/application-properties/index.html#appendix.application-properties.data
      spring: {
        [`${spring}_HOST`]: host,
        [`${spring}_PORT`]: port,
        ...(password && { [`${spring}_PASSWORD`]: password }),
      },
    };
  }

  #serve(props: Given): Service {
    const { image } = this.#engine;
    const { memory = '256m', settings = {} } = props;
    const content = contentOf(bytesOf(memory));
    return serve(this, {
      engine: this.#engine,
      network: this.network,
      props: { ...props, memory },
      environment: {},
      command: image.command({ memory: content, isKept: this.data !== undefined, settings }),
      probe: image.probe,
      ...(this.data && { data: this.data }),
      secrets: this.password && image.passwordFile !== undefined ? [[this.password, image.passwordFile]] : [],
    });
  }

  #passwordOf(source: CacheProps['password']): SecretFile | undefined {
    const { image, product } = this.#engine;
    if (image.passwordFile !== undefined) {
      return source === 'none' ? undefined : new SecretFile(this, 'password', source ? { source } : {});
    }
    if (source !== undefined && source !== 'none') this.report(cacheHasNoPassword(product));
    return undefined;
  }
}
