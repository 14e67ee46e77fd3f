/**
 * @module
 */
import type { Construct } from 'constructs';
import type * as compose from '../languages/compose';
import { Artifact } from './artifact';
import type { Config } from './config';
import { Element } from './element';
import { environmentSetTwice, targetNotAbsolute } from './errors';
import type { Network } from './network';
import type { Paths } from './paths';
import { report } from './problem';
import type { Secret } from './secret';
import type { Volume } from './volume';
import { type JoinOptions, type MountOptions, type ReadConfigOptions, type ReadSecretOptions, type StartCondition, Wiring } from './wiring';

/** What Compose can say of a build; its Dockerfile may be a generated one. */
export type ServiceBuildProps = Omit<compose.ServiceBuild, 'dockerfile'> & {
  readonly dockerfile?: string | Artifact;
};

/** What Compose can say of a service, https://docs.docker.com/reference/compose-file/services/. */
export type ServiceProps = Omit<compose.Service, 'build'> & { readonly build?: ServiceBuildProps };

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
  readonly kind = 'services';
  private readonly wiring = new Wiring();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceProps,
    /** Properties that are known only when the whole tree is built. */
    private readonly late: () => Partial<ServiceProps> = () => ({}),
  ) {
    super(scope, id);
  }

  /** Joins a network, in which other services find this one under its name. */
  join(network: Network, options: JoinOptions = {}): void {
    if (this.accepts('join', 'networks', network)) this.wiring.networks.set(network, options);
  }

  /** Starts only after another service. @param condition when, @default 'service_healthy' */
  startAfter(service: Service, condition: StartCondition = 'service_healthy'): void {
    if (this.accepts('startAfter', 'services', service)) this.wiring.dependencies.set(service, condition);
  }

  /** Mounts a volume. */
  mount(volume: Volume, options: MountOptions): void {
    if (!this.accepts('mount', 'volumes', volume)) return;
    if (!options.at.startsWith('/')) report(this, targetNotAbsolute(`volume "${volume.name}"`, options.at));
    this.wiring.volumes.push({ volume, options });
  }

  /** Reads a secret, as a file below `/run/secrets`. @returns the path of the file in the container */
  readSecret(secret: Secret, options: ReadSecretOptions = {}): string {
    if (this.accepts('readSecret', 'secrets', secret)) {
      this.wiring.secrets.set(secret, options);
      secret.readBy(options.user ? String(options.user.uid) : this.props.user?.toString());
    }
    return `/run/secrets/${options.as ?? secret.name}`;
  }

  /** Reads a config, as a file. */
  readConfig(config: Config, options: ReadConfigOptions): void {
    if (!this.accepts('readConfig', 'configs', config)) return;
    if (!options.at.startsWith('/')) report(this, targetNotAbsolute(`config "${config.name}"`, options.at));
    this.wiring.configs.push({ config, options });
  }

  /** Sets an environment variable, which must not be set already. */
  setEnvironment(name: string, value: compose.Text): void {
    const written = this.props.environment;
    if (this.wiring.environment.has(name) || (written && Object.hasOwn(written, name))) {
      report(this, environmentSetTwice(name));
    }
    this.wiring.environment.set(name, value);
  }

  /** The configs that this service reads. @internal */
  get configs(): readonly Config[] {
    return this.wiring.configs.map(({ config }) => config);
  }

  override toCompose(paths: Paths): compose.Service {
    const { build, ...rest } = { ...this.props, ...this.late() };
    const service = this.wiring.into({ ...rest, ...(build && { build: lowerBuild(build, paths) }) });
    const volumes = service.volumes?.map((mount) =>
      mount.type === 'bind' && typeof mount.source === 'string' ? { ...mount, source: paths.host(mount.source) } : mount,
    );
    return { ...service, ...(volumes && { volumes }), ...this.writableForSecrets() };
  }

  /**
   * Compose copies a secret that comes from the environment into the container before it starts, and refuses to where
   * the root file system is read-only, https://github.com/docker/compose/blob/v2.40.3/pkg/compose/secrets.go.
   */
  private writableForSecrets(): { readonly read_only?: false } {
    const copied = [...this.wiring.secrets.keys()].some((secret) => secret.props.environment !== undefined);
    return copied && this.props.read_only ? { read_only: false } : {};
  }
}

function lowerBuild(build: ServiceBuildProps, paths: Paths): compose.ServiceBuild {
  const { dockerfile, context, ...rest } = build;
  const from = typeof context === 'string' ? context : '.';
  return {
    context: typeof context === 'string' || context === undefined ? paths.context(from) : context,
    ...(dockerfile !== undefined && {
      dockerfile: Artifact.isArtifact(dockerfile) ? paths.artifactFrom(from, dockerfile) : dockerfile,
    }),
    ...rest,
  };
}
