/**
 * The common parts of all containers of constructs.
 *
 * @module
 */
import type { Construct } from 'constructs';
import {
  type Awaitable,
  Client,
  ComposeConstruct,
  type Config,
  type ConnectOptions,
  Element,
  inspected,
  intend,
  type JoinOptions,
  type Mountable,
  type MountOptions,
  mountableOf,
  mountOptions,
  Network,
  type Provider,
  type ReadConfigOptions,
  type ReadSecretOptions,
  type Secret,
  type SecretHolder,
  Service,
  type StartCondition,
  type Starter,
  type StartOptions,
  StartScript,
  string,
  words,
} from '../../lib/core';
import { quoted } from '../../lib/words';
import { commandEmpty } from '../checked';
import type { Ending } from '../hardening';
import { answeringImage, type RegistryImage, sharedImage } from '../image';
import { containerOf, ownContainerOf } from './container';
import { imageCommandUnknown } from './errors';
import { type HealthCheck, healthcheckOf, isAsked } from './health-check';
import { livened } from './live';
import { isCommandKnown, Process, wordsOf } from './process';
import { inspectedProps, NO_TASK, type TaskOptions, type TaskProps, type WorkloadProps } from './props';
import type { ReadableFile, ReadFileOptions } from './readable-file';
import { isWatched } from './recognize';
import { settingsOfContainer } from './settings';
import { variablesOf } from './variables';
import { checkWritten } from './written-folders';

/** The additions of a workload class to the author's properties. */
export interface WorkloadTraits {
  /** Port that it listens to; it finds the number in the variable `PORT`. @default it listens to none */
  readonly port?: number;
  readonly healthCheck?: HealthCheck;
  /** How it ends. @default not by itself */
  readonly ends?: Ending;
  /** Makes a script that starts the program, before any other script of it. @default none */
  readonly starter?: (workload: Workload) => Starter;
  /** Another workload whose image, connections, secrets and mounts it has, too. */
  readonly like?: Workload;
}

/**
 * A program in a container: its image, its environment, and the constructs that it relates to. `WebApp`, `Worker` and
 * `Job` are workloads; extend it for a kind of your own.
 *
 * @example
 * ```ts
 * class Bot extends Workload {
 *   constructor(scope: Construct, id: string, props: WorkloadProps) {
 *     super(scope, id, { internet: true, ...props });
 *     this.task('say', ['node', 'say.js']);
 *   }
 * }
 * ```
 */
export abstract class Workload extends ComposeConstruct {
  /** The Compose element that runs the program. */
  readonly service: Service;
  /** @internal */
  readonly props: WorkloadProps;
  /** When those that start after this one start. @internal */
  readonly readiness: StartCondition;
  /** Whether the program ends by itself. */
  readonly #ends: boolean;
  readonly #client: Client<Process>;
  readonly #commands = new Map<string, Service>();
  /** Folders of the image that volumes are mounted at. */
  readonly #folders = new Set<string>();

  protected constructor(scope: Construct, id: string, props: WorkloadProps);
  /** @internal A class that says more about its program than its author does opens the ways out itself. */
  protected constructor(scope: Construct, id: string, props: WorkloadProps, program: WorkloadTraits);
  protected constructor(scope: Construct, id: string, given: WorkloadProps, program?: WorkloadTraits) {
    super(scope, id, given);
    const sound = program ? given : inspectedProps(this, new.target.name, given);
    const image = answeringImage(this, sound.image);
    const { props, code } = livened(this, { ...sound, image });
    const { command } = props;
    this.props = props;
    const { port, like, ends, healthCheck, starter } = program ?? {};
    this.#ends = ends !== undefined;
    const started = isAsked(healthCheck) ? 'service_healthy' : 'service_started';
    this.readiness = ends ? 'service_completed_successfully' : started;
    if (command?.length === 0) this.report(commandEmpty('The command of the app'));
    this.#client = new Client<Process>(this, {
      variables: variablesOf(this, props, port),
      user: image.user,
      secrets: 'variable',
      whyNotStarted: () => (isCommandKnown(props) ? undefined : imageCommandUnknown(image.name)),
      makeScript: () =>
        new StartScript(this, 'start', { folder: this.service.name, ...(like && { name: 'with-own-secrets' }) }),
    });
    const health = healthCheck ? healthcheckOf(this, healthCheck, image, port) : {};
    // a question over HTTP needs nothing that a script gives the program, and one about runs neither
    const isAskedAlone = healthCheck?.kind === 'http' || starter !== undefined;
    this.service = new Service(this, 'Default', {
      ...ownContainerOf(this, props, { port, ends, folders: () => [...this.#folders] }),
      ...(!isAskedAlone && health),
      ...settingsOfContainer(props),
    });
    if (isAskedAlone) this.service.whenLowered(() => health);
    if (image.kind === 'registry') for (const problem of image.problems('')) this.report(problem);
    if (code) this.#client.each((one) => code.giveTo(one));
    const process = this.#run(this.service, command);
    if (starter) {
      if (!isCommandKnown(props)) this.report(imageCommandUnknown(image.name));
      process.startWith(starter(this));
    }
    like?.leads(process);
    if (ends) intend(this, { kind: 'job', service: this.service.name });
    if (!program) this.open();
  }

  /**
   * Lets the program use a provider. It joins the provider's network, starts after the provider is healthy, and gets
   * variables such as `DATABASE_URL`.
   *
   * @example
   * ```ts
   * web.connect(db, { as: 'SHOP' }); // SHOP_URL, SHOP_HOST, …
   * web.connect(db, { variables: { DB_HOST: 'host', DB_DATABASE: 'database', DB_PASSWORD: 'password' } });
   * ```
   */
  connect<Name extends string>(provider: Provider<Name>, options: ConnectOptions<NoInfer<Name>> = {}): void {
    this.#client.connect(provider, options);
  }

  /**
   * Lets the program read a secret, as a file below `/run/secrets`.
   *
   * @returns the path of the file in the container
   */
  readSecret(secret: Secret | SecretHolder, options: ReadSecretOptions = {}): string {
    return this.#client.readSecret(secret, options);
  }

  /**
   * Lets the program read a file that another one writes while it runs, and start when the file is there.
   *
   * @returns the path in the container
   */
  readFile(file: ReadableFile, options: ReadFileOptions = {}): string {
    if (!this.checkConstruct('readFile', 'a SharedFile', file, (one) => 'readBy' in one)) return '/run/unknown';
    const { fileVariable } = inspected<ReadFileOptions>(this, 'readFile', options, { fileVariable: string }, {});
    this.#client.each((process) => file.readBy(process, fileVariable));
    return file.path;
  }

  /** Lets the program read a config, as a file. */
  readConfig(config: Config, options: ReadConfigOptions): void {
    this.#client.each((process) => process.service.readConfig(config, options));
  }

  /**
   * Joins a network, for services that cannot be connected to: others find the program there under its name.
   *
   * @param options how it stands there, such as further names for it; tasks, and jobs like it, have none of them
   */
  join(network: Network, options: JoinOptions = {}): void {
    this.#client.each(({ service }) => service.join(network, service === this.service ? options : {}));
  }

  /**
   * Mounts a volume, or a file or folder of the host. The program is the one writer of a DataVolume, unless it says that
   * it only reads, or ends.
   *
   * @param what a DataVolume, a Volume or a path. A path begins with `./`, `../`, `/` or `~/` and is relative to the
   * folder of `stack.ts`
   */
  mount(what: Mountable, options: MountOptions): void {
    const chosen = mountOptions(this, options);
    const volume = mountableOf(this, what);
    if (volume === undefined) return;
    this.#client.each(({ service }) => service.mount(volume, chosen));
    // a place that is no path is reported by now
    if (!Element.isElement(volume) || typeof chosen.at !== 'string' || chosen.readOnly) return;
    const { image } = this.props;
    if (isWatched(what) && !this.#ends) what.writtenBy(this, image.user);
    const owner = isWatched(what) ? what.given : undefined;
    if (!checkWritten(this, image, { volume: volume.name, at: chosen.at, owner })) return;
    if (image.kind === 'registry') image.makeFolder?.(chosen.at);
    else this.#folders.add(chosen.at);
  }

  /**
   * Starts the program only after something else: after a job has ended well, after a provider is healthy.
   *
   * @param other a Service, or a construct with one: a workload, a provider such as a Database, a ReverseProxy
   * @param options when, or all that Compose can say of it. @default when a job has ended, when a provider is ready, else
   * when the service is healthy
   */
  startAfter(other: Awaitable, options: StartCondition | StartOptions = {}): void {
    this.service.startAfter(other, options);
  }

  /**
   * A command that a person runs in a container of its own. It has the image, environment, connections, secrets and
   * mounts of the program. Nothing starts it by itself; `synth` prints how to run it.
   *
   * @param name becomes the name of its profile, and of its service after the workload's name
   * @returns the Compose element that runs the command
   * @example
   * ```ts
   * web.task('superuser', ['python', 'manage.py', 'createsuperuser']);
   * ```
   */
  task(name: string, command: readonly string[], options: TaskOptions = {}): Service {
    const task = inspected(this, 'task', { name, command }, { name: string, command: words }, NO_TASK);
    const { description } = inspected(this, 'task', options, { description: string }, {});
    const profiles = [task.name];
    return this.addTask(task.name, task.command, { profiles, ...(description !== undefined && { description }) });
  }

  /**
   * The image that the program runs in, for another workload with the same program. It is built once.
   *
   * @example
   * ```ts
   * const queue = new Worker(this, 'queue', { image: web.image, command: ['node', 'queue.js'] });
   * ```
   */
  get image(): RegistryImage {
    const { image } = this.props;
    return image.kind === 'registry' ? image : sharedImage(this, image, (folder) => this.#folders.add(folder));
  }

  /** The commands that a person runs, by name. */
  get tasks(): ReadonlyMap<string, Service> {
    return this.#commands;
  }

  /** The same program with another command, in a service of its own that ends. @internal */
  addTask(name: string, command: readonly string[], own: TaskProps): Service {
    const { isDataOnly = false, alone = 'none', profiles = [], description, comesFirst } = own;
    if (command.length === 0) this.report(commandEmpty(`The command of ${quoted(name)}`));
    const service = new Service(this, name, {
      ...(profiles.length > 0 && { profiles: [...profiles] }),
      ...containerOf(this, this.props, { command, ends: {} }),
    });
    service.standAlone(alone);
    this.#commands.set(name, service);
    this.#run(service, command, isDataOnly);
    const intent = { name, service: service.name, like: this.service.name, command, ...(comesFirst && { comesFirst }) };
    intend(this, { kind: 'task', ...intent, ...(description !== undefined && { description }) });
    return service;
  }

  /** Lets a service of a job that is like this workload have everything that this one has. @internal */
  leads(process: Process): void {
    this.#client.add(process);
  }

  /** Makes the network that clients of the program join. @internal */
  meetClients(): Network {
    const network = new Network(this, 'private', Network.closed);
    this.service.join(network);
    return network;
  }

  /** Opens the ways out of the container that its author asked for. @internal */
  open(): void {
    const { internet, publish } = this.props;
    if (!internet && !publish) {
      this.service.standAlone('none');
      return;
    }
    const outside = new Network(this, 'public');
    this.#client.each((process) => process.join(outside));
  }

  #run(service: Service, command: readonly string[] | undefined, isDataOnly = false): Process {
    const process = new Process(service, wordsOf(this.props, command));
    this.#client.add(process, isDataOnly);
    return process;
  }
}
