/**
 * @module
 */
import type { Construct } from 'constructs';
import type * as compose from '../languages/compose';
import { isDeferred, isText } from '../languages/compose';
import { Artifact } from './artifact';
import { type Awaitable, awaitableOf } from './awaitable';
import { besideAfter } from './beside';
import { Client, type ReadSecretOptions } from './client';
import type { Config } from './config';
import type { ConnectOptions, Provider } from './connection';
import { Element } from './element';
import { propertiesOf } from './element-properties';
import { commandUnknown, targetNotAbsolute, variablesTaken } from './errors';
import { composeText } from './form';
import { takes } from './inspect';
import { type Mountable, mountableOf } from './mountable';
import type { Network } from './network';
import type { Paths } from './paths';
import { report } from './problem';
import type { Secret, SecretHolder } from './secret';
import { inOrder } from './service-order';
import { mayReadAll, numbersOf } from './service-user';
import { type Starter, StartScript } from './start-script';
import { filled, joinOptions, mountOptions, readConfigOptions, startOptions } from './verb-options';
import {
  type JoinOptions,
  type MountOptions,
  type ReadConfigOptions,
  type SecretMountOptions,
  type StartCondition,
  type StartOptions,
  Wiring,
} from './wiring';
import { namesIn } from './written';

/** Compose's properties of a build; its Dockerfile may be a generated one. */
export interface ServiceBuildProps extends Omit<compose.ServiceBuild, 'dockerfile'> {
  readonly dockerfile?: compose.ComposeText | Artifact;
}

/**
 * Compose's properties of a service, https://docs.docker.com/reference/compose-file/services/. Paths of files are
 * relative to the folder of `stack.ts`.
 */
export interface ServiceProps extends Omit<compose.Service, 'build'> {
  /** A folder, or everything about the build. */
  readonly build?: compose.ComposeText | ServiceBuildProps;
}

/**
 * A service: the properties are Compose's own, and verbs relate it to other elements.
 *
 * @example
 * ```ts
 * const cache = new Service(this, 'cache', { image: 'valkey/valkey:8.1', read_only: true });
 * cache.join(backend);
 * ```
 *
 * @example The hardening that containers of constructs have
 * ```ts
 * new Service(this, 'exporter', { image: 'prom/node-exporter:v1.9.1', ...hardened(this, { memory: '64m' }) });
 * ```
 */
export class Service extends Element<compose.Service> {
  /** The section of the Compose file that it stands in. */
  declare readonly section: 'services';
  readonly #wiring = new Wiring();
  readonly #late: (() => Partial<ServiceProps>)[] = [];
  #asClient: Client | undefined;
  readonly #starts: Starter[] = [];
  #command: readonly string[] = [];
  readonly #props: ServiceProps;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id, 'services');
    this.#props = propertiesOf(this, props);
  }

  /** Joins a network, where other services find this one under its name. */
  join(network: Network, options: JoinOptions = {}): void {
    if (!this.accepts('join', 'networks', network)) return;
    this.#wiring.join(network, joinOptions(this, options));
    network.joinedBy(this);
  }

  /**
   * Starts only after another service; of two conditions the stricter one holds.
   *
   * @param other a Service, or a construct with one: a workload, a provider such as a Database, a ReverseProxy
   * @param options when, or all that Compose can say of it. @default when a job has ended, when a provider is ready, else
   * when the service is healthy
   */
  startAfter(other: Awaitable, options: StartCondition | StartOptions = {}): void {
    const awaited = awaitableOf(this, other);
    if (awaited === undefined) return;
    const { condition = awaited.condition, ...others } = startOptions(this, options);
    this.#wiring.startAfter(awaited.service, { condition, ...others });
  }

  /**
   * Lets the service use a provider. It joins the provider's network, starts after the provider is healthy, and gets
   * variables with the provider's address. Secrets come as files, and their paths as variables such as
   * `DATABASE_PASSWORD_FILE`. `{ secrets: 'variable' }` adds variables such as `DATABASE_URL`; the service then needs
   * `entrypoint` and `command` as lists.
   *
   * @example
   * ```ts
   * const db = new Database(this, 'db', { engine: Engine.postgres('17'), database: 'shop' });
   * const admin = new Service(this, 'admin', { image: 'adminer:5.4' });
   * admin.connect(db, { variables: { ADMINER_DEFAULT_SERVER: 'host' } });
   * ```
   */
  connect<Name extends string>(provider: Provider<Name>, options: ConnectOptions<NoInfer<Name>> = {}): void {
    this.#client().connect(provider, options);
  }

  /**
   * Mounts a volume, or a file or folder of the host.
   *
   * @param what a DataVolume, a Volume or a path. A path begins with `./`, `../`, `/` or `~/` and is relative to the
   * folder of `stack.ts`
   */
  mount(what: Mountable, options: MountOptions): void {
    const chosen = mountOptions(this, options);
    const volume = mountableOf(this, what);
    if (volume === undefined) return;
    const name = isText(volume) ? 'a path of the host' : `volume "${volume.name}"`;
    if (!this.#isAbsolute(name, chosen.at)) return;
    this.#wiring.mounts.push({ what: volume, options: chosen });
    if (typeof what === 'object' && 'writtenBy' in what && !chosen.readOnly) what.writtenBy?.(this);
    if (!isText(volume)) volume.mountedBy(this, chosen.at);
  }

  /**
   * Reads a secret, as a file below `/run/secrets`.
   *
   * @returns the path of the file in the container
   */
  readSecret(secret: Secret | SecretHolder, options: ReadSecretOptions = {}): string {
    return this.#client().readSecret(secret, options);
  }

  /** Reads a config, as a file. */
  readConfig(config: Config, options: ReadConfigOptions): void {
    if (!this.accepts('readConfig', 'configs', config)) return;
    const { at } = readConfigOptions(this, options);
    if (this.#isAbsolute(`config "${config.name}"`, at)) this.#wiring.configs.push({ config, options: { at } });
  }

  /** Sets an environment variable, which must not be set already. */
  setEnvironment(name: string, value: compose.ComposeText): void {
    const isSound = [
      takes(this, 'setEnvironment', 'name', name, filled),
      takes(this, 'setEnvironment', 'value', value, composeText),
    ];
    if (isSound.includes(false)) return;
    if (this.#wiring.environment.has(name) || namesIn(this.#props.environment).includes(name)) {
      report(this, variablesTaken([name]));
    }
    this.#wiring.environment.set(name, value);
  }

  /**
   * Adds properties that are known only when the whole tree is built. They replace the values of the service's
   * constructor, and a later call replaces an earlier one. Verbs and overrides apply after them.
   *
   * @internal
   */
  whenLowered(properties: () => Partial<ServiceProps>): void {
    this.#late.push(properties);
  }

  /** Adds a further group of the service's process. @internal */
  addGroup(gid: number): void {
    this.#wiring.groups.add(String(gid));
  }

  /** Its image, and where that comes from, for a service that runs beside it. @internal */
  get made(): Pick<compose.Service, 'image' | 'pull_policy'> {
    const { image, pull_policy } = this.#props;
    return { ...(image !== undefined && { image }), ...(pull_policy !== undefined && { pull_policy }) };
  }

  /** Mounts the file of a secret. @returns its path in the container @internal */
  addSecret(secret: Secret, options: SecretMountOptions): string {
    secret.readBy(options.user ? String(options.user.uid) : this.#props.user, mayReadAll(this.#props));
    const user = options.user ?? numbersOf(this.#props.user);
    return this.#wiring.readSecret(secret, { ...options, ...(user && { user }) });
  }

  /**
   * Lets a script run before the service's own command, and before what else its author lets run in the container.
   *
   * @param command the whole command, entrypoint included. @default the value of the properties
   * @internal
   */
  startWith(script: Starter, command: readonly string[] = this.#words() ?? []): void {
    script.giveTo(this);
    if (this.#starts.length === 0) this.whenLowered(() => this.#started());
    this.#starts.push(script);
    this.#command = command;
  }

  /** Lets the service stand in a network, or in none, if it joins no other one. @internal */
  standAlone(network: Network | 'none'): void {
    this.#wiring.alone = network;
  }

  /** The networks that this service joins by verbs. @internal */
  get networks(): readonly Network[] {
    return this.#wiring.networks;
  }

  /** Where verbs mount something; a folder ends with a slash. @internal */
  places(root: string): readonly string[] {
    return this.#wiring.places(root);
  }

  /** The configs that this service reads. @internal */
  get configs(): readonly Config[] {
    return this.#wiring.configs.map(({ config }) => config);
  }

  /** @internal */
  override toCompose(paths: Paths): compose.Service {
    const props: ServiceProps = Object.assign({}, this.#props, ...this.#late.map((properties) => properties()));
    const service = this.#wiring.into(lower(props, paths));
    return inOrder({ ...service, ...this.#writableForCopies(service) });
  }

  /** One script runs the next one, and the last one the command. */
  #started(): Partial<ServiceProps> {
    const entrypoint = this.#starts.flatMap((script) => script.entrypoint);
    const beside = this.#starts.flatMap((script) => (script.isForProgramAlone ? [] : script.entrypoint));
    return { entrypoint, command: [...this.#command], ...besideAfter(beside, this.#props) };
  }

  #client(): Client {
    if (!this.#asClient) {
      this.#asClient = new Client(this, {
        variables: namesIn(this.#props.environment),
        secrets: 'file',
        whyNotStarted: () =>
          this.#words()
            ? undefined
            : commandUnknown(`service "${this.name}"`, 'Give it `entrypoint` and `command` as lists'),
        makeScript: () => new StartScript(this, 'start', { folder: this.name }),
      });
      this.#asClient.add(this);
    }
    return this.#asClient;
  }

  /** The whole command, where both of its parts are lists of words. */
  #words(): readonly string[] | undefined {
    const { entrypoint, command } = this.#props;
    const parts = [entrypoint, command];
    return parts.every(isWords) ? parts.flat() : undefined;
  }

  /** @param at `unknown`, because a program without types can pass anything */
  #isAbsolute(what: string, at: unknown): at is string {
    const isAbsolute = typeof at === 'string' && at.startsWith('/');
    if (!isAbsolute) report(this, targetNotAbsolute(what, at));
    return isAbsolute;
  }

  /**
   * Compose copies a secret or config that is no file into the container before it starts. It refuses where the root file
   * system is read-only, https://github.com/docker/compose/blob/v2.40.3/pkg/compose/secrets.go. The rule `root-writable`
   * says so.
   */
  #writableForCopies({ read_only }: compose.Service): { readonly read_only?: false } {
    return read_only && this.#wiring.readsCopies ? { read_only: false } : {};
  }
}

function isWords(part: unknown): part is readonly string[] {
  return Array.isArray(part) && part.every((word) => typeof word === 'string');
}

/** With generated files by their paths; what is not as its type says stays for the schema to reject. */
function lower(props: ServiceProps, paths: Paths): compose.Service {
  const { build } = props;
  const isMap = typeof build === 'object' && build !== null && !isDeferred(build);
  // `build` is the one property of another type, and overwritten; keys keep the author's order
  return { ...props, ...(isMap && { build: lowerBuild(build, paths) }) } as compose.Service;
}

function lowerBuild({ dockerfile, context = '.', ...rest }: ServiceBuildProps, paths: Paths): compose.ServiceBuild {
  return {
    context,
    ...(dockerfile !== undefined && {
      dockerfile: Artifact.isArtifact(dockerfile) ? paths.artifactFrom(context, dockerfile) : dockerfile,
    }),
    ...rest,
  };
}
