/**
 * @module
 */
import type { Construct } from 'constructs';
import {
  ComposeConstruct,
  type Connection,
  intend,
  Network,
  type PropertyNames,
  type Provider,
  Service,
} from '../../lib/core';
import type { DatabaseLogin } from '../../lib/images';
import type { Variable } from '../../lib/languages/compose';
import type { SecretSource } from '../secrets';
import { SecretFile } from '../secrets';
import { DataVolume } from '../storage';
import { hardened, probe, type ResourceLimits } from '../workload';
import { databaseNameHidden, engineInvalid, noRootPassword } from './errors';
import { anEngine, type Engine } from './factories';
import { inContainer } from './in-container';

/** The properties of a {@link Database}. */
export interface DatabaseProps extends ResourceLimits {
  /** The database product and its version. */
  readonly engine: Engine;
  /** Name of the database that is created on the first start. With a Variable, `connect` cannot tell clients about it. */
  readonly database: string | Variable;
  /** Name of the user that owns it. @default the database's name */
  readonly user?: string | Variable;
  /** Where the user's password comes from. @default `SecretSource.generated()` */
  readonly password?: SecretSource;
  /**
   * Where the password of the server's administrator comes from: `root` of MariaDB. PostgreSQL has none beside the user.
   *
   * @default `SecretSource.generated()`
   */
  readonly rootPassword?: SecretSource;
  /** Where the data is, such as a volume that is there already. @default a volume of its own */
  readonly data?: DataVolume;
  /** @default '1g' */
  readonly memory?: string;
}

/** The details that a client can get from a database. */
export type DatabaseDetail = 'host' | 'port' | 'database' | 'user' | 'password' | 'passwordFile' | 'url';

const PROPERTIES: PropertyNames<DatabaseProps> = {
  engine: true,
  database: true,
  user: true,
  password: true,
  rootPassword: true,
  data: true,
  memory: true,
  cpus: true,
  processes: true,
};

/**
 * A server with one database. Its data is in a volume, its password in a secret file, and only its clients join its
 * network.
 *
 * @example
 * ```ts
 * const db = new Database(this, 'db', { engine: Engine.postgres('17'), database: 'shop' });
 * web.connect(db);
 * ```
 */
export class Database extends ComposeConstruct implements Provider<DatabaseDetail> {
  /** The Compose element that runs the server. */
  readonly service: Service;
  /** The network that clients join. */
  readonly network: Network;
  /** The password of the database's user. */
  readonly password: SecretFile;
  /** The password of the server's administrator; undefined where there is none beside the user. */
  readonly rootPassword: SecretFile | undefined;
  /** Where the data is. */
  readonly data: DataVolume;
  /** Writes a copy of the database to standard output: for `docker compose exec -T`. */
  readonly dumpCommand: readonly string[];
  /** Reads such a copy from standard input and replaces the database by it: for `docker compose exec -T`. */
  readonly restoreCommand: readonly string[];
  readonly #login: DatabaseLogin;
  readonly #engine: Engine;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    this.checkProperties('Database', props, PROPERTIES);
    this.#login = { database: props.database, user: props.user ?? props.database };
    this.#engine = this.#engineOf(props.engine);
    const { image, rootPasswordFile, product } = this.#engine;
    for (const problem of [...this.#engine.problems, ...this.#engine.check(this.#login)]) this.report(problem);
    if (props.rootPassword && rootPasswordFile === undefined) this.report(noRootPassword(product));
    this.network = new Network(this, 'private', Network.closed);
    this.data = this.#dataIn(props.data);
    this.password = this.#secret('password', props.password);
    this.rootPassword = rootPasswordFile === undefined ? undefined : this.#secret('root-password', props.rootPassword);
    const variables = this.#engine.environment(this.#login);
    this.dumpCommand = inContainer(image.dump(this.#login), variables);
    this.restoreCommand = inContainer(image.restore(this.#login), variables);
    this.service = this.#serve(props);
  }

  connection(prefix = 'DATABASE'): Connection<DatabaseDetail> {
    const [database, user] = [this.#login.database, this.#login.user].map((name) =>
      typeof name === 'string' ? name : '',
    );
    // only a client that asks for details needs the names
    const checkNames = (): void => {
      if (!database || !user) this.report(databaseNameHidden());
    };
    const { port, scheme } = this.#engine.image;
    const { service } = this;
    const { secret } = this.password;
    const [before, after] = [`${scheme}://${user}:`, `@${service.name}:${port}/${database}`];
    return {
      service,
      healthy: true,
      keepsData: true,
      network: this.network,
      get details(): Connection<DatabaseDetail>['details'] {
        checkNames();
        return {
          host: service.name,
          port: String(port),
          database: database ?? '',
          user: user ?? '',
          password: { kind: 'text', secret, before: '', after: '', encoded: false },
          passwordFile: { kind: 'file', secret },
          url: { kind: 'text', secret, before, after, encoded: true },
        };
      },
      variables: {
        [`${prefix}_HOST`]: 'host',
        [`${prefix}_PORT`]: 'port',
        [`${prefix}_NAME`]: 'database',
        [`${prefix}_USER`]: 'user',
        [`${prefix}_PASSWORD_FILE`]: 'passwordFile',
        [`${prefix}_URL`]: 'url',
      },
    };
  }

  #serve(props: DatabaseProps): Service {
    const { data } = this;
    const engine = this.#engine;
    const login = this.#login;
    const { image } = engine;
    const service = new Service(this, 'Default', {
      image: image.reference,
      // without root from the start: no capability is needed to step down
      user: `${image.user.uid}:${image.user.gid}`,
      environment: engine.environment(login),
      healthcheck: probe(image.probe(login)),
      ...(image.sharedMemory !== undefined && { shm_size: image.sharedMemory }),
      stop_grace_period: image.stopGrace,
      ...hardened(this, { ...props, memory: props.memory ?? '1g', tmpfs: image.tmpfs }),
      ...(image.isFirstProcess && { init: false }),
    });
    service.join(this.network);
    service.mount(data.volume, { at: image.dataPath });
    data.writtenBy(this);
    const { name: product, version } = engine;
    intend(this, { kind: 'data', volume: data.volume.name, engine: { product, version } });
    for (const [file, variable] of [
      [this.password, engine.passwordFile],
      [this.rootPassword, engine.rootPasswordFile],
    ] as const) {
      if (!file || variable === undefined) continue;
      service.setEnvironment(variable, service.readSecret(file.secret, { user: image.user }));
    }
    return service;
  }

  #secret(id: string, source: SecretSource | undefined): SecretFile {
    return new SecretFile(this, id, source ? { source } : {});
  }

  #dataIn(volume: DataVolume | undefined): DataVolume {
    const isUsable =
      volume !== undefined && this.checkConstruct('data', 'a DataVolume', volume, (candidate) => 'volume' in candidate);
    return isUsable ? volume : new DataVolume(this, 'data');
  }

  #engineOf(engine: Engine): Engine {
    // a program without types can pass anything
    if (typeof engine === 'object' && engine !== null && 'image' in engine) return engine;
    this.report(engineInvalid(engine));
    return anEngine;
  }
}
