/**
 * @module
 */
import type { Construct } from 'constructs';
import {
  Artifact,
  ComposeConstruct,
  Config,
  type Connection,
  type ConnectionDetail,
  type Forms,
  inspected,
  type Network,
  type Provider,
  type Service,
} from '../../lib/core';
import type { Variable } from '../../lib/languages/compose';
import { SecretFile, type SecretSource, secretSourceForm } from '../secrets';
import {
  answeringQueue,
  bytesOf,
  clientsNetwork,
  dataIn,
  Engine,
  engineOf,
  nameForm,
  type QueueEngine,
  queueEngineForm,
  SERVER_PROPERTIES,
  type ServerProps,
  serve,
} from '../server';
import type { DataVolume } from '../storage';
import { queueNameHidden, queueNameInvalid, settingInvalid, virtualHostUnused } from './errors';
import { wordsOf } from './words';

/** The properties of a {@link Queue}. */
export interface QueueProps extends ServerProps {
  /** The message broker and its version. */
  readonly engine: QueueEngine;
  /** Name of the user that clients log in as. With a Variable, `connect` cannot tell clients about it. @default 'app' */
  readonly user?: string | Variable;
  /** Where the user's password comes from. @default `SecretSource.generated()` */
  readonly password?: SecretSource;
  /** The part of RabbitMQ that clients use; for a Variable holds the same. @default '/' */
  readonly virtualHost?: string | Variable;
  /** Where messages are kept, such as a volume that is there already. @default a volume of its own */
  readonly data?: DataVolume;
  /** @default '512m' */
  readonly memory?: string;
}

/** The details that a client can get from a queue; only RabbitMQ has a `virtualHost`. */
export type QueueDetail = 'host' | 'port' | 'user' | 'password' | 'passwordFile' | 'virtualHost' | 'url';

/** The engine is looked at by itself. */
type Given = Omit<QueueProps, 'engine'> & { readonly engine?: QueueEngine };

const PROPERTIES: Forms<Given> = {
  ...SERVER_PROPERTIES,
  engine: true,
  user: nameForm,
  password: secretSourceForm,
  virtualHost: nameForm,
  data: true,
};

/** Names that stand in a URL, a shell and a settings file as they are. */
const NAME = /^[A-Za-z][\w.-]{0,63}$/;

/**
 * A message broker. Its messages are in a volume, its password in a secret file, and only its clients join its network.
 *
 * @example
 * ```ts
 * const queue = new Queue(this, 'queue', { engine: Engine.rabbitmq('4.2') });
 * web.connect(queue); // AMQP_URL, AMQP_HOST, …
 * ```
 */
export class Queue extends ComposeConstruct implements Provider<QueueDetail> {
  /** The Compose element that runs the server. */
  readonly service: Service;
  /** The network that clients join. */
  readonly network: Network;
  /** The password of clients. */
  readonly password: SecretFile;
  /** Where messages are kept. */
  readonly data: DataVolume;
  readonly #engine: QueueEngine;
  readonly #user: string | Variable;
  readonly #virtualHost: string | Variable;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id, props);
    const sound = inspected<Given>(this, 'Queue', props, PROPERTIES, {});
    const instead = (): QueueEngine => Engine.rabbitmq('4.2');
    const check = { kind: 'queue', example: "Engine.rabbitmq('4.2')", form: queueEngineForm, instead } as const;
    this.#engine = answeringQueue(this, engineOf(this, sound.engine, check));
    this.#user = sound.user ?? 'app';
    this.#virtualHost = sound.virtualHost ?? '/';
    this.#checkNames(sound);
    this.network = clientsNetwork(this);
    this.data = dataIn(this, sound.data);
    this.password = new SecretFile(this, 'password', sound.password ? { source: sound.password } : {});
    this.service = this.#serve(sound);
  }

  connection(asked?: string): Connection<QueueDetail> {
    const { service, network } = this;
    const { port, scheme, word, hasVirtualHosts = false } = this.#engine.image;
    const prefix = asked ?? word;
    const { secret } = this.password;
    const isHidden = [this.#user, this.#virtualHost].some((name) => typeof name !== 'string');
    const [user = '', virtualHost = ''] = [this.#user, this.#virtualHost].map((name) =>
      typeof name === 'string' ? name : '',
    );
    // only a client that asks for details needs the names
    const checkNames = (): void => {
      if (isHidden) this.report(queueNameHidden());
    };
    const path = hasVirtualHosts ? `/${encodeURIComponent(virtualHost)}` : '';
    const url = (end = ''): ConnectionDetail => {
      const [before, after] = [`${scheme}://${user}:`, `@${service.name}:${port}${path}${end}`];
      return { kind: 'text', secret, before, after, encoded: true };
    };
    const password: ConnectionDetail = { kind: 'text', secret, before: '', after: '', encoded: false };
    const address = { host: service.name, port: String(port), user, virtualHost };
    const details = {
      host: service.name,
      port: String(port),
      user,
      password,
      passwordFile: { kind: 'file', secret },
      url: url(),
      ...(hasVirtualHosts && { virtualHost }),
    } as const;
    return {
      service,
      network,
      healthy: true,
      get details(): Connection<QueueDetail>['details'] {
        checkNames();
        return details;
      },
      variables: {
        [`${prefix}_HOST`]: 'host',
        [`${prefix}_PORT`]: 'port',
        [`${prefix}_USER`]: 'user',
        [`${prefix}_PASSWORD_FILE`]: 'passwordFile',
        ...(hasVirtualHosts && { [`${prefix}_VHOST`]: 'virtualHost' }),
        [`${prefix}_URL`]: 'url',
      },
      words: hasVirtualHosts && !isHidden ? wordsOf({ ...address, password, url }, asked) : {},
    };
  }

  #serve(props: Given): Service {
    const { memory = '512m', settings = {} } = props;
    const { image } = this.#engine;
    const login = { user: this.#user, virtualHost: this.#virtualHost };
    const { environment, command, probe, lines } = image.run({ ...login, memory: bytesOf(memory), settings });
    const service = serve(this, {
      engine: this.#engine,
      network: this.network,
      props: { ...props, memory },
      environment,
      command,
      probe,
      data: this.data,
      secrets: [[this.password, image.passwordFile]],
    });
    const name = image.settingsAt.slice(image.settingsAt.lastIndexOf('/') + 1);
    const render = (): string => `${lines.join('\n')}\n`;
    const file = new Artifact(this, 'settings-file', { file: `${service.name}/${name}`, render });
    service.readConfig(new Config(this, 'settings', { file }), { at: image.settingsAt });
    return service;
  }

  #checkNames({ settings = {}, virtualHost }: Given): void {
    const { image, product } = this.#engine;
    const user = this.#user;
    if (typeof user === 'string' && !NAME.test(user)) this.report(queueNameInvalid('user', user));
    if (virtualHost !== undefined && !image.hasVirtualHosts) this.report(virtualHostUnused(product));
    if (typeof virtualHost === 'string' && virtualHost !== '/' && !NAME.test(virtualHost)) {
      this.report(queueNameInvalid('virtual host', virtualHost));
    }
    for (const [name, value] of Object.entries(settings)) {
      if (/[\r\n]/.test(name + value)) this.report(settingInvalid(name));
    }
  }
}
