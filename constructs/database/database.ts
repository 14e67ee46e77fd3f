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
  string,
  strings,
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
import type { DataVolume, DumpClient } from '../storage';
import { connectionTo, type DatabaseDetail } from './connection';
import { dumpClientOf } from './dump-client';
import { databaseCannot, databaseNameHidden, databaseTwice, noRootPassword } from './errors';
import { FurtherDatabase, type FurtherDatabaseProps } from './further-database';
import { inContainer } from './in-container';
import { Preparation } from './preparation';

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
  /** Extensions of PostgreSQL, such as `pgcrypto`; the image must contain them. @default none */
  readonly extensions?: readonly string[];
  /**
   * A folder with scripts of SQL or of a shell. The image runs them on the first start, in the order of their names.
   * Relative to the folder of `stack.ts`.
   *
   * @default none
   */
  readonly scripts?: string;
  /**
   * The language whose rules sort texts, such as `de-DE`: for PostgreSQL from 15 on, and on the first start only.
   *
   * @default the image's own
   */
  readonly locale?: string;
  /** The time zone of the server, such as `Europe/Berlin`. @default UTC */
  readonly timeZone?: string;
  /** @default '1g' */
  readonly memory?: string;
}

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
  extensions: strings,
  scripts: string,
  locale: string,
  timeZone: string,
};

const FURTHER: Forms<FurtherDatabaseProps> = { user: string, password: secretSourceForm, extensions: strings };

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
  /** The client that copies the database from a container of its own, for a `Backup`. */
  readonly dumpClient: DumpClient | undefined;
  readonly #login: DatabaseLogin;
  readonly #engine: DatabaseEngine;
  readonly #settings: Readonly<Record<string, string>>;
  readonly #extensions: readonly string[];
  #preparation: Preparation | undefined;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id, props);
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
    this.#settings = this.#settingsOf(sound);
    this.service = this.#serve(sound);
    this.dumpClient = dumpClientOf(this.#engine, { ...this.#login, host: this.service.name, password: this.password });
    if (sound.scripts !== undefined) {
      this.service.mount(sound.scripts, { at: '/docker-entrypoint-initdb.d', readOnly: true });
    }
    this.#extensions = sound.extensions ?? [];
    if (this.#extensions.length === 0) return;
    if (image.hasExtensions) this.#prepared();
    else this.report(databaseCannot(product, 'extensions'));
  }

  connection(prefix?: string): Connection<DatabaseDetail> {
    const [database, user] = [this.#login.database, this.#login.user].map((name) =>
      typeof name === 'string' ? name : '',
    );
    // only a client that asks for details needs the names
    const checkNames = (): void => {
      if (!database || !user) this.report(databaseNameHidden());
    };
    const { service, network, password } = this;
    const { image } = this.#engine;
    const address = { service, network, image, database: database ?? '', user: user ?? '', password };
    const { details, words = {}, ...rest } = connectionTo(address, prefix);
    return {
      ...rest,
      get details(): Connection<DatabaseDetail>['details'] {
        checkNames();
        return details;
      },
      words: database && user ? words : {},
    };
  }

  /**
   * A further database on the same server, with a user of its own. The server makes both when it starts and lacks them,
   * also on a volume that is there already. Clients connect to it as to the first one.
   *
   * @param name of the database; it becomes its id, too
   * @example
   * ```ts
   * const bss = db.database('bss', { user: 'bss' });
   * web.connect(bss, { as: 'BSS' });
   * ```
   */
  database(name: string, props: FurtherDatabaseProps = {}): FurtherDatabase {
    const sound = inspected<FurtherDatabaseProps>(this, 'database', props, FURTHER, {});
    const { service, network } = this;
    const { image, product } = this.#engine;
    const argument = inspected(this, 'database', { name }, { name: string }, { name: 'further' });
    const { user = argument.name, password: source, extensions = [] } = sound;
    const login = { database: argument.name, user };
    for (const problem of this.#engine.check(login)) this.report(problem);
    const taken = [this.#login, ...(this.#preparation?.databases ?? [])];
    if (taken.some((one) => one.database === login.database)) this.report(databaseTwice('database', login.database));
    if (taken.some((one) => one.user === login.user)) this.report(databaseTwice('user', login.user));
    if (extensions.length > 0 && !image.hasExtensions) this.report(databaseCannot(product, 'extensions'));
    const further = new FurtherDatabase(this, login.database, {
      ...login,
      service,
      network,
      image,
      ...(source && { source }),
      dumpClient: (own) => {
        const { reachesAll = false } = image.client ?? {};
        const client = reachesAll
          ? { user: this.#login.user, password: this.password }
          : { user: login.user, password: own };
        return dumpClientOf(this.#engine, { ...client, database: login.database, host: service.name });
      },
    });
    const passwordFile = service.readSecret(further.password.secret, { user: image.user });
    this.#prepared()?.databases.push({ ...login, passwordFile, extensions });
    return further;
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
      environment: { ...engine.environment(this.#login), ...this.#environmentOf(props) },
      command: this.#command(),
      probe: image.probe(this.#login),
      data: this.data,
      secrets: passwords.flatMap(([file, variable]) => (file && variable !== undefined ? [[file, variable]] : [])),
    });
  }

  /** The variables of a language and of a place on earth. */
  #environmentOf({ locale, timeZone }: Given): Readonly<Record<string, string>> {
    const { image, product } = this.#engine;
    if (locale !== undefined && !image.located) this.report(databaseCannot(product, 'locale'));
    return { ...(timeZone !== undefined && { TZ: timeZone }), ...(locale !== undefined && image.located?.(locale)) };
  }

  #settingsOf({ settings, timeZone }: Given): Readonly<Record<string, string>> {
    const { zoneSettings = [] } = this.#engine.image;
    const zones = timeZone === undefined ? [] : zoneSettings.map((name) => [name, timeZone]);
    return { ...Object.fromEntries(zones), ...settings };
  }

  /** The command of the server; empty for the image's own. */
  #command(): readonly string[] {
    const { command, program, start } = this.#engine.image;
    const words = command?.(this.#settings) ?? [];
    // an entrypoint of ours lets Compose forget the image's command
    const isOurs = this.#preparation !== undefined || start !== undefined;
    return words.length > 0 || program === undefined || !isOurs ? words : [program];
  }

  /** Lets the server make at each start what it lacks. */
  #prepared(): Preparation | undefined {
    const { image, product } = this.#engine;
    const { program, prepare } = image;
    if (program === undefined || !prepare) {
      this.report(databaseCannot(product, 'further databases'));
      return undefined;
    }
    this.#preparation ??= new Preparation(this, this.service, {
      entrypoint: image.start === undefined ? ['docker-entrypoint.sh'] : ['/bin/sh', '-c', image.start, 'sh'],
      command: () => this.#command(),
      probe: image.probe(this.#login),
      script: prepare,
      extensions: this.#extensions,
    });
    return this.#preparation;
  }

  #secret(id: string, source: SecretSource | undefined): SecretFile {
    return new SecretFile(this, id, source ? { source } : {});
  }
}
