/**
 * @module
 */

import { Construct } from 'constructs';
import {
  accepts,
  admit,
  type Connection,
  known,
  type Names,
  Network,
  type Provider,
  remember,
  report,
  Service,
} from '../../lib/core';
import { type DatabaseFacts, postgres } from '../../lib/images';
import { versionUnknown } from '../checked';
import type { SecretSource } from '../secrets';
import { SecretFile } from '../secrets';
import { DataVolume } from '../storage';
import { hardened, type Limits, probe } from '../workload';
import type { Engine } from './engine';
import { databaseNameInvalid } from './errors';

export interface DatabaseProps extends Limits {
  /** Which database runs, in which version. */
  readonly engine: Engine;
  /** Name of the database that is created on the first start. */
  readonly database: string;
  /** Name of the user that owns it. @default the database's name */
  readonly user?: string;
  /** Where the user's password comes from. @default `SecretSource.generated()` */
  readonly password?: SecretSource;
  /** Where the data is, such as a volume that is there already. @default a volume of its own */
  readonly data?: DataVolume;
  /** @default '1g' */
  readonly memory?: string;
}

/** What a client can be told about a database. */
export type DatabaseDetail = 'host' | 'port' | 'database' | 'user' | 'password' | 'passwordFile' | 'url';

const PROPERTIES: Names<DatabaseProps> = {
  engine: true,
  database: true,
  user: true,
  password: true,
  data: true,
  memory: true,
  cpus: true,
  processes: true,
};

/**
 * A PostgreSQL server with one database: its data in a volume, its password in a secret file, in a network that only
 * its clients join.
 *
 * @example
 * ```ts
 * const db = new Database(this, 'db', { engine: Engine.postgres('17'), database: 'shop' });
 * web.connect(db);
 * ```
 */
export class Database extends Construct implements Provider<DatabaseDetail> {
  /** The Compose element that runs the server. */
  readonly service: Service;
  /** The network that clients join. */
  readonly network: Network;
  /** The password of the database's user. */
  readonly password: SecretFile;
  /** Where the data is. */
  readonly data: DataVolume;
  private readonly database: string;
  private readonly user: string;
  private readonly facts: DatabaseFacts;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, admit(scope, id));
    remember(this);
    known(this, 'Database', props, PROPERTIES);
    this.database = props.database;
    this.user = props.user ?? props.database;
    this.facts = this.factsOf(props.engine);
    for (const name of new Set([this.database, this.user])) {
      if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) report(this, databaseNameInvalid(name));
    }
    this.network = new Network(this, 'private', { internal: true });
    this.data = this.dataIn(props.data);
    this.password = new SecretFile(this, 'password', props.password ? { source: props.password } : {});
    this.service = this.serve(props);
  }

  connection(prefix = 'DATABASE'): Connection<DatabaseDetail> {
    const { database, user, service, facts } = this;
    const { secret } = this.password;
    const address = `${service.name}:${facts.port}`;
    return {
      service,
      healthy: true,
      keepsData: true,
      network: this.network,
      details: {
        host: service.name,
        port: String(facts.port),
        database,
        user,
        password: { kind: 'text', secret, before: '', after: '', encoded: false },
        passwordFile: { kind: 'file', secret },
        url: { kind: 'text', secret, before: `postgres://${user}:`, after: `@${address}/${database}`, encoded: true },
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

  private serve(props: DatabaseProps): Service {
    const { facts, database, user } = this;
    const service = new Service(this, 'Default', {
      image: facts.reference,
      // without root from the start: no capability is needed to step down
      user: `${facts.user.uid}:${facts.user.gid}`,
      environment: { POSTGRES_DB: database, POSTGRES_USER: user },
      healthcheck: probe(facts.probe({ database, user })),
      // PostgreSQL shares memory between its processes and needs more than Docker's 64 MB for parallel queries
      shm_size: '128m',
      // time to finish transactions and write everything down
      stop_grace_period: '1m',
      ...hardened(this, { ...props, memory: props.memory ?? '1g', tmpfs: facts.scratch }),
    });
    service.join(this.network);
    service.mount(this.data.volume, { at: facts.dataPath });
    this.data.writtenBy(this);
    const path = service.readSecret(this.password.secret, { user: facts.user });
    service.setEnvironment('POSTGRES_PASSWORD_FILE', path);
    return service;
  }

  private dataIn(volume: DataVolume | undefined): DataVolume {
    const isUsable =
      volume !== undefined && accepts(this, 'data', 'a DataVolume', volume, (candidate) => 'volume' in candidate);
    return isUsable ? volume : new DataVolume(this, 'data');
  }

  private factsOf({ version }: Engine): DatabaseFacts {
    const facts = postgres.facts(version);
    if (facts) return facts;
    report(this, versionUnknown('PostgreSQL', version, '"17", "17.6" or "18-alpine"'));
    return postgres.facts('17') as DatabaseFacts; // a version that has facts, so that building can go on
  }
}
