/**
 * @module
 */
import type { Construct } from 'constructs';
import type * as compose from '../languages/compose';
import { isDeferred } from '../languages/compose';
import { Artifact } from './artifact';
import type { Config } from './config';
import { Element } from './element';
import { environmentSetTwice, secretFileNameInvalid, targetNotAbsolute } from './errors';
import type { Network } from './network';
import type { Paths } from './paths';
import { report } from './problem';
import type { Secret } from './secret';
import { inOrder } from './service-order';
import type { Volume } from './volume';
import {
  type JoinOptions,
  type MountOptions,
  type ReadConfigOptions,
  type ReadSecretOptions,
  type StartCondition,
  type StartOptions,
  Wiring,
} from './wiring';
import { namesIn } from './written';

/** What Compose can say of a build; its Dockerfile may be a generated one. */
export interface ServiceBuildProps extends Omit<compose.ServiceBuild, 'dockerfile'> {
  readonly dockerfile?: compose.Text | Artifact;
}

/**
 * What Compose can say of a service, https://docs.docker.com/reference/compose-file/services/. Paths of files are relative
 * to the folder of `stack.ts`.
 */
export interface ServiceProps extends Omit<compose.Service, 'build'> {
  /** A folder, or everything about the build. */
  readonly build?: compose.Text | ServiceBuildProps;
}

/**
 * A service: the properties are Compose's own, and verbs relate it to other elements.
 *
 * @example
 * ```ts
 * const cache = new Service(this, 'cache', { image: 'valkey/valkey:8.1', read_only: true });
 * cache.join(backend);
 * ```
 */
export class Service extends Element<compose.Service> {
  private readonly wiring = new Wiring();
  private readonly late: (() => Partial<ServiceProps>)[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceProps,
  ) {
    super(scope, id, 'services');
  }

  /** Joins a network, in which other services find this one under its name. */
  join(network: Network, options: JoinOptions = {}): void {
    if (this.accepts('join', 'networks', network)) this.wiring.join(network, options);
  }

  /**
   * Starts only after another service; of two conditions the stricter one holds.
   *
   * @param options when, or all that Compose can say of it @default 'service_healthy'
   */
  startAfter(service: Service, options: StartCondition | StartOptions = {}): void {
    if (!this.accepts('startAfter', 'services', service)) return;
    this.wiring.startAfter(service, typeof options === 'string' ? { condition: options } : options);
  }

  /** Mounts a volume. */
  mount(volume: Volume, options: MountOptions): void {
    if (!this.accepts('mount', 'volumes', volume)) return;
    if (!this.isAbsolute(`volume "${volume.name}"`, options?.at)) return;
    this.wiring.volumes.push({ volume, options });
  }

  /** Reads a secret, as a file below `/run/secrets`. @returns the path of the file in the container */
  readSecret(secret: Secret, options: ReadSecretOptions = {}): string {
    if (!this.accepts('readSecret', 'secrets', secret)) return '/run/secrets/unknown';
    if (options.as !== undefined && !/^\w[\w.-]*$/.test(options.as)) report(this, secretFileNameInvalid(options.as));
    secret.readBy(options.user ? String(options.user.uid) : this.props.user, mayReadAll(this.props));
    return this.wiring.readSecret(secret, options);
  }

  /** Reads a config, as a file. */
  readConfig(config: Config, options: ReadConfigOptions): void {
    if (!this.accepts('readConfig', 'configs', config)) return;
    if (!this.isAbsolute(`config "${config.name}"`, options?.at)) return;
    this.wiring.configs.push({ config, options });
  }

  /** Sets an environment variable, which must not be set already. */
  setEnvironment(name: string, value: compose.Text): void {
    if (this.wiring.environment.has(name) || namesIn(this.props.environment).includes(name)) {
      report(this, environmentSetTwice(name));
    }
    this.wiring.environment.set(name, value);
  }

  /**
   * Adds properties that are known only when the whole tree is built. They take the place of those that the service was
   * made with, a later call's of an earlier call's; verbs and overrides come after them.
   *
   * @internal
   */
  whenLowered(properties: () => Partial<ServiceProps>): void {
    this.late.push(properties);
  }

  /** The configs that this service reads. @internal */
  get configs(): readonly Config[] {
    return this.wiring.configs.map(({ config }) => config);
  }

  override toCompose(paths: Paths): compose.Service {
    const props: ServiceProps = Object.assign({}, this.props, ...this.late.map((properties) => properties()));
    const service = this.wiring.into(lower(props, paths));
    return inOrder({ ...service, ...this.writableForSecrets(service) });
  }

  /** @param at `unknown`, because a program without types can pass anything */
  private isAbsolute(what: string, at: unknown): boolean {
    const isAbsolute = typeof at === 'string' && at.startsWith('/');
    if (!isAbsolute) report(this, targetNotAbsolute(what, at));
    return isAbsolute;
  }

  /**
   * Compose copies a secret that comes from the environment into the container before it starts, and refuses to where
   * the root file system is read-only, https://github.com/docker/compose/blob/v2.40.3/pkg/compose/secrets.go.
   */
  private writableForSecrets({ read_only }: compose.Service): { readonly read_only?: false } {
    return read_only && this.wiring.readsFromEnvironment ? { read_only: false } : {};
  }
}

/** Whether root in the container has the capability without which it reads its own files only. */
function mayReadAll({ cap_drop, cap_add }: ServiceProps): boolean {
  const names = (list: readonly unknown[] | undefined): string[] =>
    Array.isArray(list) ? list.map((name) => String(name).toUpperCase().replace(/^CAP_/, '')) : [];
  const dropped = names(cap_drop).some((name) => name === 'ALL' || name === 'DAC_OVERRIDE');
  return !dropped || names(cap_add).some((name) => name === 'ALL' || name === 'DAC_OVERRIDE');
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
