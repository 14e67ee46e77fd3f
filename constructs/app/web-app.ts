/**
 * @module
 */

import { Construct } from 'constructs';
import { admit, Network, remember, report, Service, type ServiceProps, Stack, type Text } from '../../lib/core';
import { accepts, commandEmpty, known, type Names } from '../checked';
import type { Image } from '../image';
import { build, madeOf } from '../image';
import type { SecretFile } from '../secrets';
import type { DataVolume } from '../storage';
import {
  type Connection,
  type ConnectOptions,
  checkPort,
  commandUnknown,
  folderNotWritable,
  folderOfImage,
  HealthCheck,
  hardened,
  healthcheckOf,
  hides,
  isProvider,
  type Limits,
  namesOf,
  type Provider,
  type Publish,
  published,
  type SecretVariable,
  StartScript,
  Variables,
  withSecrets,
} from '../workload';
import { portVariable } from './errors';

export interface WebAppProps extends Limits {
  /** What runs: built from a folder, or taken from a registry. */
  readonly image: Image;
  /** Port that the app listens to; it finds the number in the variable `PORT`. */
  readonly port: number;
  /** Variables of its environment, each exactly as written here. Secrets do not belong here: see `readSecret`. */
  readonly environment?: Readonly<Record<string, Text>>;
  /** What runs instead of the image's own command. */
  readonly command?: readonly string[];
  /** How the app is asked whether it works. @default `HealthCheck.http('/')` */
  readonly healthCheck?: HealthCheck;
  /** A step that brings the database up to date: before the app in development, on demand in production. */
  readonly migrate?: { readonly command: readonly string[] };
  /** Whether it may call the outside world. @default false: it reaches what it connects to, and nothing else */
  readonly internet?: boolean;
  /** A port of the host that reaches it without a proxy. @default none */
  readonly publish?: Publish;
  /** @default '512m' */
  readonly memory?: string;
}

const CONNECT_OPTIONS: Names<ConnectOptions> = { as: true, wait: true, secrets: true };

const PROPERTIES: Names<WebAppProps> = {
  image: true,
  port: true,
  environment: true,
  command: true,
  healthCheck: true,
  migrate: true,
  internet: true,
  publish: true,
  memory: true,
  cpus: true,
  processes: true,
};

/**
 * An app that answers HTTP requests.
 *
 * @example
 * ```ts
 * const web = new WebApp(this, 'web', { image: Image.node({ source: './app' }), port: 3000 });
 * web.connect(db);
 * web.mount(uploads, { at: '/var/uploads' });
 * ```
 */
export class WebApp extends Construct implements Provider {
  /** The Compose element that runs the app. */
  readonly service: Service;
  /** The Compose element that migrates the database, if the app has such a step. */
  readonly migration: Service | undefined;
  /** The network in which its own clients meet it. */
  readonly network: Network;
  readonly port: number;
  private script: StartScript | undefined;
  /** Folders of the image that volumes are mounted at. */
  private readonly folders = new Set<string>();
  /** Environment variables that have a value. */
  private readonly variables: Variables;
  private migrationConnected = false;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WebAppProps,
  ) {
    super(scope, admit(scope, id));
    remember(this);
    known(this, 'WebApp', props, PROPERTIES);
    this.port = props.port;
    checkPort(this, props.port);
    this.variables = new Variables(this, [
      'PORT',
      ...Object.keys(props.image.environment),
      ...Object.keys(props.environment ?? {}),
    ]);
    if (Object.hasOwn(props.environment ?? {}, 'PORT')) report(this, portVariable());
    if (props.command?.length === 0) report(this, commandEmpty('The command of the app'));
    if (props.migrate?.command.length === 0) report(this, commandEmpty('The command of the migration'));
    this.network = new Network(this, 'private', { internal: true });
    this.service = this.serve();
    this.service.join(this.network);
    this.migration = props.migrate && this.migrateWith(props.migrate.command);
    if (props.internet || props.publish) this.goOutside();
  }

  /**
   * Lets the app use a provider: it joins the provider's network, starts after it is healthy, and finds where it is in
   * variables such as `DATABASE_URL`.
   *
   * @example
   * ```ts
   * web.connect(db, { as: 'SHOP' }); // SHOP_URL, SHOP_HOST, …
   * ```
   */
  connect(provider: Provider, options: ConnectOptions = {}): void {
    if (!accepts(this, 'connect', 'a construct to connect to, such as a Database', provider, isProvider)) return;
    known(this, 'connect', options, CONNECT_OPTIONS);
    const connection = withSecrets(provider.connection(options.as), options.secrets ?? 'variable');
    if (!this.variables.take(namesOf(connection))) return;
    const { service, network, healthy, keepsData = false, environment, secrets } = connection;
    this.migrationConnected ||= keepsData;
    for (const own of this.services()) {
      // a migration has the same settings as its app, and needs nothing but the data to run
      if (own === this.service || keepsData) {
        own.join(network);
        if (options.wait ?? true) own.startAfter(service, healthy ? 'service_healthy' : 'service_started');
      }
      for (const [name, value] of Object.entries(environment)) own.setEnvironment(name, value);
    }
    for (const secret of secrets) this.readVariable(secret);
  }

  /**
   * Lets the app read a secret, as a file under `/run/secrets`.
   *
   * @param options.variable a variable that holds the value, for an app that cannot read files
   * @param options.fileVariable a variable that holds the path of the file
   */
  readSecret(secret: SecretFile, options: { readonly variable?: string; readonly fileVariable?: string } = {}): void {
    if (!accepts(this, 'readSecret', 'a SecretFile', secret, (candidate) => 'secret' in candidate)) return;
    known(this, 'readSecret', options, { variable: true, fileVariable: true });
    const { variable, fileVariable } = options;
    if (!this.variables.take([variable, fileVariable].filter((name) => name !== undefined))) return;
    this.readVariable({
      secret: secret.secret,
      ...(fileVariable !== undefined && { fileVariable }),
      ...(variable !== undefined && { variable: { name: variable, before: '', after: '', encoded: false } }),
    });
  }

  /** Mounts a volume: the app is its one writer, unless it says that it only reads. */
  mount(volume: DataVolume, options: { readonly at: string; readonly readOnly?: boolean }): void {
    if (!accepts(this, 'mount', 'a DataVolume', volume, (candidate) => 'volume' in candidate)) return;
    known(this, 'mount', options, { at: true, readOnly: true });
    for (const service of this.services()) service.mount(volume.volume, options);
    // what is no path is reported by now
    if (typeof options?.at !== 'string' || options.readOnly) return;
    volume.writtenBy(this);
    if (hides(options.at, this.props.image.home)) {
      report(this, folderOfImage(options.at));
      return;
    }
    this.folders.add(options.at);
    const { image } = this.props;
    if (image.has(options.at) || image.user?.uid === 0) return;
    report(this, folderNotWritable(volume.volume.name, options.at, image.user?.uid));
  }

  connection(prefix = this.node.id.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')): Connection {
    const { service, network, port } = this;
    return {
      service,
      network,
      healthy: this.props.healthCheck?.kind !== 'none',
      environment: { [`${prefix}_URL`]: `http://${service.name}:${port}` },
      secrets: [],
    };
  }

  private serve(): Service {
    const { props, port } = this;
    const { image } = props;
    if (image.kind === 'registry') for (const problem of image.problems('')) report(this, problem);
    const health = healthcheckOf(this, props.healthCheck ?? HealthCheck.http('/'), image, port);
    const service = new Service(this, 'Default', {
      ...madeOf(this, image),
      ...(image.kind === 'built' && build(this, image, () => [...this.folders])),
      ...runs(props.command),
      environment: { PORT: String(port), ...image.environment, ...props.environment },
      ...(props.publish && { ports: published(this, props.publish, port) }),
      ...health,
      ...hardened(this, { ...props, memory: props.memory ?? '512m', scratch: image.scratch }),
    });
    service.whenLowered(() => this.startsWith(props.command));
    return service;
  }

  /** The same image with another command: it ends, and the app waits for it where it runs by itself. */
  private migrateWith(command: readonly string[]): Service {
    const { props } = this;
    const { image } = props;
    const { isDevelopment } = Stack.of(this).environment;
    const { restart: _, ...hardening } = hardened(this, {
      ...props,
      memory: props.memory ?? '512m',
      scratch: image.scratch,
    });
    const migration = new Service(this, 'migrate', {
      // an unattended migration can destroy production data: there a person runs it, by name
      ...(!isDevelopment && { profiles: ['migrate'] }),
      ...madeOf(this, image),
      ...runs(command),
      environment: { ...image.environment, ...props.environment },
      restart: 'no',
      ...hardening,
    });
    migration.whenLowered(() => ({
      ...this.startsWith(command),
      // Compose puts a service without networks into one that reaches the outside world
      ...(!this.migrationConnected && { networks: { [this.network.name]: {} } }),
    }));
    if (isDevelopment) this.service.startAfter(migration, 'service_completed_successfully');
    return migration;
  }

  private startsWith(own: readonly string[] | undefined): Partial<ServiceProps> {
    if (!this.script) return {};
    const { image } = this.props;
    const command = [...image.entrypoint, ...(own ?? image.command ?? [])];
    return { entrypoint: [...this.script.entrypoint], command };
  }

  private readVariable({ secret, fileVariable, variable }: SecretVariable): void {
    const { image } = this.props;
    for (const service of this.services()) {
      const file = service.readSecret(secret, image.user ? { user: image.user } : {});
      if (fileVariable !== undefined) service.setEnvironment(fileVariable, file);
    }
    if (!variable) return;
    if (!image.command && !this.props.command) report(this, commandUnknown(image.name));
    if (!this.script) {
      this.script = new StartScript(this, 'start', this.service.name);
      for (const service of this.services()) this.script.giveTo(service);
    }
    this.script.add(`/run/secrets/${secret.name}`, variable);
  }

  private services(): Service[] {
    return this.migration ? [this.service, this.migration] : [this.service];
  }

  private goOutside(): void {
    const outside = new Network(this, 'public');
    for (const service of this.services()) service.join(outside);
  }
}

function runs(command: readonly string[] | undefined): Pick<ServiceProps, 'command'> {
  return command ? { command: [...command] } : {};
}
