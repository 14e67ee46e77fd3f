/**
 * @module
 */
import type { Construct } from 'constructs';
import {
  Artifact,
  ComposeConstruct,
  Config,
  inspected,
  intend,
  type JoinOptions,
  Network,
  namedIdOf,
  Service,
  type ServiceProps,
  Stack,
  takes,
  Volume,
} from '../../lib/core';
import { resticFacts } from '../../lib/images';
import { isTimeZone } from '../checked';
import { clockScript, NEVER_READ, readSchedule } from '../schedule';
import { SecretFile, type SecretSource } from '../secrets';
import { checkTimeZone, hardened, probe } from '../workload';
import { type BackupClient, clientOf } from './client';
import { backupTargetInvalid } from './errors';
import { isRetention, keepOptions, USUAL } from './keep';
import { BACKUP, type BackupProps, DAILY, problemsOfProps, type Requested } from './props';
import { backupScript, SCRIPT, STATE } from './scripts';
import { type BackedUp, sourcesOf } from './sources';
import {
  type BackupTarget,
  isSecretFile,
  isTarget,
  nameOf,
  problemsOfTarget,
  REPOSITORY,
  repositoryOf,
  targetForm,
} from './target';
import { BACK, type BackupTask, CLONE, TASKS } from './tasks';

/**
 * Backups of databases and volumes, on a schedule and encrypted. The health check fails when a backup fails or is too
 * old. restic keeps them, and `synth` prints the tasks with which a person restores them.
 *
 * @example
 * ```ts
 * new Backup(this, 'backup', {
 *   of: [db, uploads],
 *   to: BackupTarget.folder('/srv/backups'),
 *   schedule: '0 3 * * *',
 *   keep: { daily: 7, weekly: 4, monthly: 6 },
 * });
 * ```
 */
export class Backup extends ComposeConstruct {
  /** The Compose element that makes backups on schedule. */
  readonly service: Service;
  /** The password of the repository. Without it nobody restores anything, so keep a copy elsewhere. */
  readonly password: SecretFile;
  /** The services that copy databases, by the name of the database. */
  readonly clients: ReadonlyMap<string, Service>;
  /** The commands that a person runs, by name: `now`, `list`, `check`, `restore`, and `clone` where there is one. */
  readonly tasks: ReadonlyMap<string, Service>;
  readonly #sources: BackedUp;
  readonly #clients: readonly BackupClient[];
  readonly #state: Volume;
  readonly #script: Config;
  readonly #secretKey: SecretFile | undefined;
  readonly #outside: Network | undefined;
  readonly #target: BackupTarget;
  readonly #props: Requested;

  constructor(scope: Construct, id: string, props: BackupProps) {
    super(scope, id, props);
    const sound = inspected<Requested>(this, 'Backup', props, BACKUP, {});
    for (const problem of problemsOfProps(sound, Stack.of(this).name)) this.report(problem);
    checkTimeZone(this, sound.timeZone);
    this.#props = sound;
    this.#target = this.#targetOf(sound.to);
    this.#sources = sourcesOf(this, sound.of ?? []);
    this.password = new SecretFile(this, 'password', sound.password ? { source: sound.password } : {});
    this.#secretKey = this.#target.kind === 's3' ? this.#keyOf(this.#target.secretKey) : undefined;
    this.#outside = this.#target.kind === 's3' ? new Network(this, 'public') : undefined;
    this.#state = new Volume(this, 'state');
    this.#clients = this.#sources.databases.map((database) => clientOf(this, database));
    this.clients = new Map(this.#clients.map(({ name, service }) => [name, service]));
    this.service = this.#serve('Default', {
      command: ['run'],
      healthcheck: probe(['/bin/sh', SCRIPT, 'healthy']),
      stop_grace_period: '1m',
      ...hardened(this, { ...this.#limits, capabilities: [this.#reading] }),
    });
    const file = new Artifact(this, 'file', { file: `${this.service.name}/backup.sh`, render: () => this.#render() });
    this.#script = new Config(this, 'Default', { file });
    this.#give(this.service, true);
    const tasks = sound.cloneFrom === undefined ? TASKS : [...TASKS, CLONE];
    this.tasks = new Map(tasks.map((task) => [task.name, this.#addTask(task)]));
  }

  /** Joins a network, such as the one of an object store. */
  join(network: Network, options: JoinOptions = {}): void {
    this.service.join(network, options);
    for (const task of this.tasks.values()) task.join(network);
  }

  #keyOf(key: SecretSource | SecretFile): SecretFile {
    return isSecretFile(key) ? key : new SecretFile(this, 'secret-key', { source: key });
  }

  #addTask({ name, description, isWriter, asksClients }: BackupTask): Service {
    const capabilities = isWriter ? BACK : [this.#reading];
    const tmpfs = isWriter ? [...resticFacts.tmpfs, '/databases', '/volumes'] : resticFacts.tmpfs;
    const task = this.#serve(name, {
      profiles: [name],
      entrypoint: ['/bin/sh', SCRIPT, name],
      ...hardened(this, { ...this.#limits, capabilities, tmpfs, ends: true }),
    });
    this.#give(task, asksClients, isWriter);
    intend(this, { kind: 'task', name, service: task.name, like: this.service.name, command: [name], description });
    return task;
  }

  /** A service with restic. */
  #serve(id: string, own: ServiceProps): Service {
    const target = this.#target;
    const { timeZone } = this.#props;
    return new Service(this, id, {
      image: resticFacts.reference,
      // One of our containers works at a time. So a lock of the same host without its process is a dead one for restic
      hostname: `${Stack.of(this).name}-${namedIdOf(this)}`.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 63),
      entrypoint: ['/bin/sh', SCRIPT],
      environment: {
        RESTIC_REPOSITORY: repositoryOf(target),
        RESTIC_CACHE_DIR: `${STATE}/cache`,
        ...(target.kind === 's3' && { AWS_ACCESS_KEY_ID: target.keyId }),
        ...(target.kind === 's3' && target.region !== undefined && { AWS_DEFAULT_REGION: target.region }),
        ...(timeZone !== undefined && { TZ: timeZone }),
      },
      ...own,
    });
  }

  /** Gives a service with restic its networks, files and volumes. */
  #give(service: Service, asksClients: boolean, isWriter = false): void {
    const target = this.#target;
    service.setEnvironment('RESTIC_PASSWORD_FILE', service.readSecret(this.password.secret));
    if (this.#secretKey) service.readSecret(this.#secretKey.secret);
    if (this.#outside) service.join(this.#outside);
    else service.standAlone('none');
    service.readConfig(this.#script, { at: SCRIPT });
    service.mount(this.#state, { at: STATE, nocopy: true });
    if (target.kind === 'folder') service.mount(target.folder, { at: REPOSITORY });
    if (target.kind === 'volume') service.mount(target.volume, { at: REPOSITORY, nocopy: true });
    if (!asksClients) return;
    for (const volume of this.#sources.volumes) {
      service.mount(volume, { at: `/volumes/${volume.name}`, readOnly: !isWriter, nocopy: true });
    }
    for (const client of this.#clients) {
      service.mount(client.exchange, { at: `/databases/${client.name}`, nocopy: true });
      service.startAfter(client.service, 'service_started');
    }
  }

  /** The capability with which root reads files of others. The repository may be somebody else's folder, too. */
  get #reading(): string {
    return this.#target.kind === 's3' ? 'DAC_READ_SEARCH' : 'DAC_OVERRIDE';
  }

  get #clock(): string {
    const { schedule = DAILY, timeZone = 'UTC' } = this.#props;
    const read = readSchedule(schedule);
    // mistakes are reported
    return clockScript('why' in read ? NEVER_READ : read, isTimeZone(timeZone) ? timeZone : 'UTC');
  }

  get #limits(): { readonly memory: string; readonly cpus?: number; readonly processes?: number } {
    const { memory = '1g', cpus, processes } = this.#props;
    return { memory, ...(cpus !== undefined && { cpus }), ...(processes !== undefined && { processes }) };
  }

  #targetOf(target: BackupTarget | undefined): BackupTarget {
    const isSound = isTarget(target) && takes(this, 'Backup', 'to', target, targetForm);
    if (!isTarget(target)) this.report(backupTargetInvalid());
    if (!isSound) return { kind: 'folder', folder: '/var/backups' };
    for (const problem of problemsOfTarget(target)) this.report(problem);
    return target;
  }

  #render(): string {
    const { keep: asked, exclude = [], cloneFrom } = this.#props;
    // what is none is reported
    const keep = asked === 'all' || isRetention(asked) ? asked : USUAL;
    const key = this.#secretKey?.secret.name;
    return backupScript({
      stack: Stack.of(this).name,
      service: this.service.name,
      target: nameOf(this.#target),
      databases: this.#sources.databases.map(({ name }) => name),
      volumes: this.#sources.volumes.map(({ name }) => name),
      excluded: exclude,
      clock: this.#clock,
      keep: keep === 'all' ? [] : keepOptions(keep),
      ...(cloneFrom !== undefined && { cloneFrom }),
      secrets: key === undefined ? {} : { AWS_SECRET_ACCESS_KEY: `/run/secrets/${key}` },
    });
  }
}
