/**
 * @module
 */
import type { Construct } from 'constructs';
import {
  ComposeConstruct,
  type Connection,
  type Forms,
  inspected,
  type Network,
  type Provider,
  type Service,
} from '../../lib/core';
import type { DatabaseLogin } from '../../lib/images';
import type { Variable } from '../../lib/languages/compose';
import type { SecretSource } from '../secrets';
import { SecretFile, secretSourceForm } from '../secrets';
import {
  answeringDatabase,
  clientsNetwork,
  type DatabaseEngine,
  databaseEngineForm,
  dataIn,
  Engine,
  engineOf,
  nameForm,
  SERVER_PROPERTIES,
  type ServerProps,
  serve,
} from '../server';
import type { DataVolume } from '../storage';
import { databaseNameHidden, noRootPassword } from './errors';
import { inContainer } from './in-container';

/** The properties of a {@link Database}. */
export interface DatabaseProps extends ServerProps {
  /** The database product and its version. */
  readonly engine: DatabaseEngine;
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

/** The engine is looked at by itself. */
type Given = Omit<DatabaseProps, 'engine'> & { readonly engine?: DatabaseEngine };

const PROPERTIES: Forms<Given> = {
  ...SERVER_PROPERTIES,
  engine: true,
  database: nameForm,
  user: nameForm,
  password: secretSourceForm,
  rootPassword: secretSourceForm,
  data: true,
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
  readonly #engine: DatabaseEngine;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const sound = inspected<Given>(this, 'Database', props, PROPERTIES, { database: 'app' });
    this.#login = { database: sound.database, user: sound.user ?? sound.database };
    const instead = (): DatabaseEngine => Engine.postgres('17');
    const check = { kind: 'database', example: "Engine.postgres('17')", form: databaseEngineForm, instead } as const;
    this.#engine = answeringDatabase(this, engineOf(this, sound.engine, check));
    const { image, rootPasswordFile, product } = this.#engine;
    for (const problem of this.#engine.check(this.#login)) this.report(problem);
    if (sound.rootPassword && rootPasswordFile === undefined) this.report(noRootPassword(product));
    this.network = clientsNetwork(this);
    this.data = dataIn(this, sound.data);
    this.password = this.#secret('password', sound.password);
    this.rootPassword = rootPasswordFile === undefined ? undefined : this.#secret('root-password', sound.rootPassword);
    const variables = this.#engine.environment(this.#login);
    this.dumpCommand = inContainer(image.dump(this.#login), variables);
    this.restoreCommand = inContainer(image.restore(this.#login), variables);
    this.service = this.#serve(sound);
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

  #serve(props: Given): Service {
    const engine = this.#engine;
    const { image } = engine;
    const passwords = [
      [this.password, engine.passwordFile],
      [this.rootPassword, engine.rootPasswordFile],
    ] as const;
    return serve(this, {
      engine,
      network: this.network,
      props: { ...props, memory: props.memory ?? '1g' },
      environment: engine.environment(this.#login),
      command: image.command?.(props.settings ?? {}) ?? [],
      probe: image.probe(this.#login),
      data: this.data,
      secrets: passwords.flatMap(([file, variable]) => (file && variable !== undefined ? [[file, variable]] : [])),
    });
  }

  #secret(id: string, source: SecretSource | undefined): SecretFile {
    return new SecretFile(this, id, source ? { source } : {});
  }
}
