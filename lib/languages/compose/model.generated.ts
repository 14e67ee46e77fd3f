/**
 * A Compose project as plain data, in Compose's own names and in every form in which it can be written.
 *
 * Made from check/schema.json by scripts/generate-model.ts. Every interface knows its keys and nothing else, so that
 * a typo does not compile; where Compose takes extensions, so do they (`x-…`).
 *
 * @see https://docs.docker.com/reference/compose-file/
 * @module
 */
import type { EnvironmentVariables, Extensible, Flag, KeyValues, Named, OneOf, Scalar } from './model-common';
import type { ComposeText } from './text/variable';

/** https://docs.docker.com/reference/compose-file/ */
export interface Project extends Extensible {
  /** @deprecated Compose reads it and does nothing with it. */
  readonly version?: ComposeText;
  /**
   * Lower-case letters, digits, `-` and `_`, beginning with a letter or digit.
   * @default the name of the folder
   * @since Docker Compose 2.3
   */
  readonly name?: ComposeText;
  /**
   * Other Compose files, whose elements become part of this project.
   * @since Docker Compose 2.20
   */
  readonly include?: readonly (ComposeText | Include)[];
  readonly services?: Named<Service>;
  /** @since Docker Compose 2.38 */
  readonly models?: Named<Model>;
  readonly networks?: Named<Network | null>;
  readonly volumes?: Named<Volume | null>;
  readonly secrets?: Named<Secret>;
  readonly configs?: Named<Config>;
}

/** {@link Project} in the long syntax alone. */
export interface LongProject
  extends Omit<
    Project,
    'include' | 'services' | 'networks' | 'volumes' | 'secrets' | 'configs'
  > {
  readonly include?: readonly LongInclude[];
  readonly services?: Named<LongService>;
  readonly networks?: Named<LongNetwork | null>;
  readonly volumes?: Named<LongVolume | null>;
  readonly secrets?: Named<LongSecret>;
  readonly configs?: Named<LongConfig>;
}

/** https://docs.docker.com/reference/compose-file/include/ */
export interface Include {
  /** One file, or several that are merged. */
  readonly path?: ComposeText | readonly ComposeText[];
  /**
   * Variables for that file alone.
   * @default `.env` in its project directory
   */
  readonly env_file?: ComposeText | readonly ComposeText[];
  /**
   * The base of relative paths in that file.
   * @default the folder of the file
   */
  readonly project_directory?: ComposeText;
}

/** {@link Include} in the long syntax alone. */
export interface LongInclude
  extends Omit<
    Include,
    'path' | 'env_file'
  > {
  readonly path?: readonly ComposeText[];
  readonly env_file?: readonly ComposeText[];
}

/** https://docs.docker.com/reference/compose-file/services/ */
export interface Service extends Extensible {
  /** @since Docker Compose 2.22 */
  readonly develop?: ServiceDevelop | null;
  readonly deploy?: ServiceDeploy | null;
  /**
   * Annotations of the container, as the OCI runtime knows them.
   * @since Docker Compose 2.18
   */
  readonly annotations?: KeyValues;
  /**
   * Whether `docker compose up` shows what it prints.
   * @default true
   * @since Docker Compose 2.20
   * @since Docker Compose 2.29 as text
   */
  readonly attach?: Flag;
  /** How to build the image; a string is the build context. */
  readonly build?: ComposeText | ServiceBuild;
  readonly blkio_config?: ServiceBlkioConfig;
  /** Kernel capabilities such as `NET_ADMIN`, or `ALL`. */
  readonly cap_add?: readonly ComposeText[];
  /** Kernel capabilities such as `NET_ADMIN`, or `ALL`. */
  readonly cap_drop?: readonly ComposeText[];
  /** @since Docker Compose 2.16 */
  readonly cgroup?: OneOf<'host' | 'private'>;
  readonly cgroup_parent?: ComposeText;
  /**
   * A string is split like a shell would; a list is not. An empty one clears the image's own.
   * @since Docker Compose 2.17.1 as null
   */
  readonly command?: ComposeText | readonly ComposeText[] | null;
  /** A string is the name of a config, which appears as the file `/<name>`. */
  readonly configs?: readonly (ComposeText | ServiceConfig)[];
  /**
   * A service with a name of its own runs in one container only.
   * @default `<project>-<service>-1`
   */
  readonly container_name?: ComposeText;
  readonly cpu_count?: number | ComposeText;
  readonly cpu_percent?: number | ComposeText;
  readonly cpu_shares?: number | ComposeText;
  readonly cpu_quota?: number | ComposeText;
  readonly cpu_period?: number | ComposeText;
  readonly cpu_rt_period?: number | ComposeText;
  readonly cpu_rt_runtime?: number | ComposeText;
  /** How many processors it may use at most, such as `0.5`; 0 is no limit. */
  readonly cpus?: number | ComposeText;
  /** Which processors it may use: `0-3` or `0,1`. */
  readonly cpuset?: ComposeText;
  readonly credential_spec?: ServiceCredentialSpec;
  /** Services that start before and stop after it. In a list, each only has to be started. */
  readonly depends_on?: readonly ComposeText[] | Named<ServiceDependency>;
  readonly device_cgroup_rules?: readonly ComposeText[];
  /**
   * A string is `<host path>:<container path>:<permissions>`.
   * @since Docker Compose 2.29.3 with items as a map
   */
  readonly devices?: readonly (ComposeText | ServiceDevice)[];
  readonly dns?: ComposeText | readonly ComposeText[];
  readonly dns_opt?: readonly ComposeText[];
  readonly dns_search?: ComposeText | readonly ComposeText[];
  readonly domainname?: ComposeText;
  /**
   * A string is split like a shell would; a list is not. An empty one clears the image's own.
   * @since Docker Compose 2.17.1 as null
   */
  readonly entrypoint?: ComposeText | readonly ComposeText[] | null;
  /**
   * Files with variables; `environment` wins over them, and a later file over an earlier one.
   * @since Docker Compose 2.24 with items as a map
   */
  readonly env_file?: ComposeText | readonly (ComposeText | ServiceEnvFile)[];
  /**
   * Files with labels; `labels` wins over them.
   * @since Docker Compose 2.32
   */
  readonly label_file?: ComposeText | readonly ComposeText[];
  /** `null` passes the deploying host's variable of that name on. */
  readonly environment?: EnvironmentVariables;
  /** Ports in the container, for other tools to know; nothing is published. */
  readonly expose?: readonly (number | ComposeText)[];
  /** Another service whose properties this one starts from; a string is one of this file. */
  readonly extends?: ComposeText | ServiceExtends;
  /**
   * The service is run by another program, not in a container.
   * @since Docker Compose 2.35
   */
  readonly provider?: ServiceProvider;
  readonly external_links?: readonly ComposeText[];
  /**
   * Names and addresses for `/etc/hosts`; `host-gateway` stands for the host.
   * @since Docker Compose 2.29.3 with values as a list
   */
  readonly extra_hosts?: readonly ComposeText[] | Named<ComposeText | readonly ComposeText[]>;
  /**
   * `all`, or a list of requests.
   * @since Docker Compose 2.30
   * @since Docker Compose 2.33 as text
   */
  readonly gpus?: OneOf<'all'> | readonly ServiceGpu[];
  /** Further groups of the user in the container, by name or number. */
  readonly group_add?: readonly (number | ComposeText)[];
  readonly healthcheck?: ServiceHealthcheck;
  readonly hostname?: ComposeText;
  readonly image?: ComposeText;
  /**
   * Whether a small init process passes signals on and reaps processes.
   * @default false
   */
  readonly init?: Flag;
  /** `shareable`, `service:<name>` and what the engine knows. */
  readonly ipc?: ComposeText;
  readonly isolation?: ComposeText;
  readonly labels?: KeyValues;
  /** Networks do this better: every service is found under its name. */
  readonly links?: readonly ComposeText[];
  readonly logging?: ServiceLogging;
  readonly mac_address?: ComposeText;
  /** Bytes, or a size such as `512m`. */
  readonly mem_limit?: number | ComposeText;
  /** Bytes, or a size such as `512m`. */
  readonly mem_reservation?: number | ComposeText;
  /**
   * From 0 to 100.
   * @since Docker Compose 2.29 as text
   */
  readonly mem_swappiness?: number | ComposeText;
  /** Memory and swap together, in bytes or as a size such as `1g`; -1 is no limit. */
  readonly memswap_limit?: number | ComposeText;
  /** `host`, `none`, `service:<name>` or `container:<name>`; excludes `networks`. */
  readonly network_mode?: ComposeText;
  /**
   * Which models it uses; their addresses arrive as variables.
   * @since Docker Compose 2.38
   * @since Docker Compose 2.40.3 with values as null
   */
  readonly models?: readonly ComposeText[] | Named<ServiceModel | null>;
  /** @default the network `default` of the project */
  readonly networks?: readonly ComposeText[] | Named<ServiceNetwork | null>;
  readonly oom_kill_disable?: Flag;
  /** From -1000 (never kill) to 1000 (kill first). */
  readonly oom_score_adj?: number | ComposeText;
  /** `host`, `service:<name>` or `container:<name>`. */
  readonly pid?: ComposeText | null;
  readonly pids_limit?: number | ComposeText;
  /** Such as `linux/arm64`. */
  readonly platform?: ComposeText;
  /** A string is `<host address>:<host port>:<container port>/<protocol>`, all but the container port optional. */
  readonly ports?: readonly (number | ComposeText | ServicePort)[];
  /**
   * Commands to run to completion before the container starts.
   * @since Docker Compose 5.3
   */
  readonly pre_start?: readonly ServicePreStart[];
  /**
   * Commands to run in the container once it has started.
   * @since Docker Compose 2.30
   */
  readonly post_start?: readonly ServiceHook[];
  /**
   * Commands to run in the container before it is stopped.
   * @since Docker Compose 2.30
   */
  readonly pre_stop?: readonly ServiceHook[];
  readonly privileged?: Flag;
  /**
   * It is part of the project only while one of these is active.
   * @default always
   */
  readonly profiles?: readonly ComposeText[];
  /**
   * `always`, `never`, `missing`, `build`, `daily`, `weekly` or `every_<duration>`.
   * @since Docker Compose 2.34 for `daily`
   * @since Docker Compose 2.34 for `every_*`
   * @since Docker Compose 2.34 for `refresh`
   * @since Docker Compose 2.34 for `weekly`
   */
  readonly pull_policy?: ComposeText;
  /** @since Docker Compose 2.34 */
  readonly pull_refresh_after?: ComposeText;
  readonly read_only?: Flag;
  /**
   * `no`, `always`, `on-failure`, `on-failure:<retries>` or `unless-stopped`.
   * @default no
   */
  readonly restart?: ComposeText;
  readonly runtime?: ComposeText;
  /**
   * How many containers.
   * @default 1
   */
  readonly scale?: number | ComposeText;
  readonly security_opt?: readonly ComposeText[];
  /** Of `/dev/shm`: bytes, or a size such as `64m`. */
  readonly shm_size?: number | ComposeText;
  /** A string is the name of a secret, which appears as the file `/run/secrets/<name>`. */
  readonly secrets?: readonly (ComposeText | ServiceSecret)[];
  readonly sysctls?: KeyValues;
  readonly stdin_open?: Flag;
  /**
   * A duration such as `1m30s`, after which the container is killed.
   * @default 10s
   */
  readonly stop_grace_period?: ComposeText;
  /** @default the image's own, or SIGTERM */
  readonly stop_signal?: ComposeText;
  /**
   * Options for the storage driver, such as `size`.
   * @since Docker Compose 2.0.1
   */
  readonly storage_opt?: Named<number | bigint | ComposeText>;
  /** Paths, each optionally with mount options: `/run:size=64m,mode=1777`. */
  readonly tmpfs?: ComposeText | readonly ComposeText[];
  readonly tty?: Flag;
  /** A number is both the soft and the hard limit. */
  readonly ulimits?: Named<number | ComposeText | Ulimit>;
  /**
   * Whether the container may talk to the engine, with the credentials of the host. Not a {@link ComposeText}: Compose rejects one.
   * @since Docker Compose 2.37.2
   */
  readonly use_api_socket?: boolean;
  /**
   * A name or number, optionally with a group: `1000:1000`.
   * @default the image's own
   */
  readonly user?: ComposeText;
  /** @since Docker Compose 2.15.1 */
  readonly uts?: ComposeText;
  readonly userns_mode?: ComposeText;
  /** A string is `<source>:<container path>:<options>`; a source with a slash or dot in front is a path. */
  readonly volumes?: readonly (ComposeText | ServiceVolume)[];
  /** All mounts of another service, `<name>:ro`, or of `container:<name>`. */
  readonly volumes_from?: readonly ComposeText[];
  readonly working_dir?: ComposeText;
}

/** {@link Service} in the long syntax alone. */
export interface LongService
  extends Omit<
    Service,
    'develop' | 'deploy' | 'annotations' | 'build' | 'configs' | 'depends_on' | 'devices' | 'dns' | 'dns_search'
    | 'env_file' | 'label_file' | 'environment' | 'extends' | 'extra_hosts' | 'gpus' | 'labels' | 'models'
    | 'networks' | 'ports' | 'pre_start' | 'post_start' | 'pre_stop' | 'secrets' | 'sysctls' | 'tmpfs'
    | 'volumes'
  > {
  readonly develop?: LongServiceDevelop | null;
  readonly deploy?: LongServiceDeploy | null;
  readonly annotations?: Named<Scalar>;
  readonly build?: LongServiceBuild;
  readonly configs?: readonly ServiceConfig[];
  readonly depends_on?: Named<ServiceDependency>;
  readonly devices?: readonly ServiceDevice[];
  readonly dns?: readonly ComposeText[];
  readonly dns_search?: readonly ComposeText[];
  readonly env_file?: readonly ServiceEnvFile[];
  readonly label_file?: readonly ComposeText[];
  readonly environment?: Named<Scalar>;
  readonly extends?: ServiceExtends;
  readonly extra_hosts?: Named<ComposeText | readonly ComposeText[]>;
  readonly gpus?: readonly LongServiceGpu[];
  readonly labels?: Named<Scalar>;
  readonly models?: Named<ServiceModel | null>;
  readonly networks?: Named<ServiceNetwork | null>;
  readonly ports?: readonly ServicePort[];
  readonly pre_start?: readonly LongServicePreStart[];
  readonly post_start?: readonly LongServiceHook[];
  readonly pre_stop?: readonly LongServiceHook[];
  readonly secrets?: readonly ServiceSecret[];
  readonly sysctls?: Named<Scalar>;
  readonly tmpfs?: readonly ComposeText[];
  readonly volumes?: readonly LongServiceVolume[];
}

/** https://docs.docker.com/reference/compose-file/develop/ */
export interface ServiceDevelop extends Extensible {
  readonly watch?: readonly ServiceDevelopWatch[];
}

/** {@link ServiceDevelop} in the long syntax alone. */
export interface LongServiceDevelop
  extends Omit<
    ServiceDevelop,
    'watch'
  > {
  readonly watch?: readonly LongServiceDevelopWatch[];
}

/** https://docs.docker.com/reference/compose-file/develop/#watch */
export interface ServiceDevelopWatch extends Extensible {
  /**
   * Patterns as in `.dockerignore`, relative to `path`.
   * @since Docker Compose 2.34 as text
   */
  readonly ignore?: ComposeText | readonly ComposeText[];
  /** @since Docker Compose 2.34 */
  readonly include?: ComposeText | readonly ComposeText[];
  readonly path: ComposeText;
  /**
   * The action when something below `path` changes.
   * @since Docker Compose 2.32 for `restart`
   * @since Docker Compose 2.32 for `sync+exec`
   * @since Docker Compose 2.23 for `sync+restart`
   */
  readonly action: OneOf<'rebuild' | 'sync' | 'restart' | 'sync+restart' | 'sync+exec'>;
  /** The path in the container, for the actions that copy. */
  readonly target?: ComposeText;
  /** @since Docker Compose 2.32 */
  readonly exec?: ServiceHook;
  /**
   * Whether to copy what is there when watching begins. Not a {@link ComposeText}: Compose rejects one.
   * @default false
   * @since Docker Compose 2.39.4
   */
  readonly initial_sync?: boolean;
}

/** {@link ServiceDevelopWatch} in the long syntax alone. */
export interface LongServiceDevelopWatch
  extends Omit<
    ServiceDevelopWatch,
    'ignore' | 'include' | 'exec'
  > {
  readonly ignore?: readonly ComposeText[];
  readonly include?: readonly ComposeText[];
  readonly exec?: LongServiceHook;
}

/** https://docs.docker.com/reference/compose-file/services/#pre_stop */
export interface ServiceHook extends Extensible {
  readonly command: ComposeText | readonly ComposeText[] | null;
  readonly user?: ComposeText;
  readonly privileged?: Flag;
  readonly working_dir?: ComposeText;
  readonly environment?: EnvironmentVariables;
}

/** {@link ServiceHook} in the long syntax alone. */
export interface LongServiceHook
  extends Omit<
    ServiceHook,
    'environment'
  > {
  readonly environment?: Named<Scalar>;
}

/** https://docs.docker.com/reference/compose-file/deploy/ */
export interface ServiceDeploy extends Extensible {
  readonly mode?: ComposeText;
  readonly endpoint_mode?: ComposeText;
  /**
   * How many containers.
   * @default 1
   */
  readonly replicas?: number | ComposeText;
  readonly labels?: KeyValues;
  readonly rollback_config?: ServiceDeployRollbackConfig;
  readonly update_config?: ServiceDeployUpdateConfig;
  readonly resources?: ServiceDeployResources;
  readonly restart_policy?: ServiceDeployRestartPolicy;
  readonly placement?: ServiceDeployPlacement;
}

/** {@link ServiceDeploy} in the long syntax alone. */
export interface LongServiceDeploy
  extends Omit<
    ServiceDeploy,
    'labels' | 'resources'
  > {
  readonly labels?: Named<Scalar>;
  readonly resources?: LongServiceDeployResources;
}

/** https://docs.docker.com/reference/compose-file/deploy/#rollback_config */
export interface ServiceDeployRollbackConfig extends Extensible {
  readonly parallelism?: number | ComposeText;
  readonly delay?: ComposeText;
  readonly failure_action?: ComposeText;
  readonly monitor?: ComposeText;
  readonly max_failure_ratio?: number | ComposeText;
  readonly order?: OneOf<'start-first' | 'stop-first'>;
}

/** https://docs.docker.com/reference/compose-file/deploy/#update_config */
export interface ServiceDeployUpdateConfig extends Extensible {
  readonly parallelism?: number | ComposeText;
  readonly delay?: ComposeText;
  readonly failure_action?: ComposeText;
  readonly monitor?: ComposeText;
  readonly max_failure_ratio?: number | ComposeText;
  readonly order?: OneOf<'start-first' | 'stop-first'>;
}

/** https://docs.docker.com/reference/compose-file/deploy/#resources */
export interface ServiceDeployResources extends Extensible {
  readonly limits?: ServiceDeployLimits;
  readonly reservations?: ServiceDeployReservations;
}

/** {@link ServiceDeployResources} in the long syntax alone. */
export interface LongServiceDeployResources
  extends Omit<
    ServiceDeployResources,
    'reservations'
  > {
  readonly reservations?: LongServiceDeployReservations;
}

/** https://docs.docker.com/reference/compose-file/deploy/#resources */
export interface ServiceDeployLimits extends Extensible {
  readonly cpus?: number | ComposeText;
  /** A size such as `512M`. */
  readonly memory?: ComposeText;
  /**
   * How many processes and threads.
   * @since Docker Compose 2.3
   * @since Docker Compose 2.29 as text
   */
  readonly pids?: number | ComposeText;
}

/** https://docs.docker.com/reference/compose-file/deploy/#resources */
export interface ServiceDeployReservations extends Extensible {
  readonly cpus?: number | ComposeText;
  /** A size such as `512M`. */
  readonly memory?: ComposeText;
  readonly generic_resources?: readonly ServiceDeployGenericResource[];
  readonly devices?: readonly ServiceDeployDevice[];
}

/** {@link ServiceDeployReservations} in the long syntax alone. */
export interface LongServiceDeployReservations
  extends Omit<
    ServiceDeployReservations,
    'devices'
  > {
  readonly devices?: readonly LongServiceDeployDevice[];
}

/** https://docs.docker.com/reference/compose-file/deploy/#resources */
export interface ServiceDeployGenericResource extends Extensible {
  readonly discrete_resource_spec?: ServiceDeployDiscreteResource;
}

/** https://docs.docker.com/reference/compose-file/deploy/#resources */
export interface ServiceDeployDiscreteResource extends Extensible {
  readonly kind?: ComposeText;
  /** @since Docker Compose 2.29 as text */
  readonly value?: number | ComposeText;
}

/** https://docs.docker.com/reference/compose-file/deploy/#resources */
export interface ServiceDeployDevice extends Extensible {
  readonly capabilities: readonly ComposeText[];
  /** A number, or `all`; excludes `device_ids`. */
  readonly count?: number | ComposeText;
  readonly device_ids?: readonly ComposeText[];
  readonly driver?: ComposeText;
  readonly options?: KeyValues;
}

/** {@link ServiceDeployDevice} in the long syntax alone. */
export interface LongServiceDeployDevice
  extends Omit<
    ServiceDeployDevice,
    'options'
  > {
  readonly options?: Named<Scalar>;
}

/** https://docs.docker.com/reference/compose-file/deploy/#restart_policy */
export interface ServiceDeployRestartPolicy extends Extensible {
  readonly condition?: ComposeText;
  readonly delay?: ComposeText;
  readonly max_attempts?: number | ComposeText;
  readonly window?: ComposeText;
}

/** https://docs.docker.com/reference/compose-file/deploy/#placement */
export interface ServiceDeployPlacement extends Extensible {
  readonly constraints?: readonly ComposeText[];
  readonly preferences?: readonly ServiceDeployPlacementPreference[];
  readonly max_replicas_per_node?: number | ComposeText;
}

/** https://docs.docker.com/reference/compose-file/deploy/#placement */
export interface ServiceDeployPlacementPreference extends Extensible {
  readonly spread?: ComposeText;
}

/**
 * How to build the image; a string is the build context.
 *
 * https://docs.docker.com/reference/compose-file/build/
 */
export interface ServiceBuild extends Extensible {
  /**
   * A folder or the URL of a Git repository.
   * @default `.`
   */
  readonly context?: ComposeText;
  /**
   * Relative to the context.
   * @default `Dockerfile`
   */
  readonly dockerfile?: ComposeText;
  /**
   * The Dockerfile itself; excludes `dockerfile`.
   * @since Docker Compose 2.17
   */
  readonly dockerfile_inline?: ComposeText;
  /** @since Docker Compose 2.27 */
  readonly entitlements?: readonly ComposeText[];
  /** `null` passes the deploying host's variable of that name on. */
  readonly args?: KeyValues;
  /**
   * Keys for the build: `default`, or an id and a path.
   * @since Docker Compose 2.4
   */
  readonly ssh?: KeyValues;
  readonly labels?: KeyValues;
  readonly cache_from?: readonly ComposeText[];
  /** @since Docker Compose 2.4 */
  readonly cache_to?: readonly ComposeText[];
  /**
   * @since Docker Compose 2.4
   * @since Docker Compose 2.29 as text
   */
  readonly no_cache?: Flag;
  /**
   * Stages that are built without cache.
   * @since Docker Compose 5.0
   */
  readonly no_cache_filter?: ComposeText | readonly ComposeText[];
  /**
   * Named contexts for `FROM` and `COPY --from`: paths, URLs, images or `service:<name>`.
   * @since Docker Compose 2.17
   */
  readonly additional_contexts?: readonly ComposeText[] | Named<ComposeText>;
  readonly network?: ComposeText;
  /** @since Docker Compose 2.39 */
  readonly provenance?: Flag;
  /** @since Docker Compose 2.39 */
  readonly sbom?: Flag;
  /**
   * @since Docker Compose 2.4
   * @since Docker Compose 2.29 as text
   */
  readonly pull?: Flag;
  /**
   * The stage to build.
   * @default the last one
   */
  readonly target?: ComposeText;
  /** Bytes, or a size such as `64m`. */
  readonly shm_size?: number | ComposeText;
  /** @since Docker Compose 2.29.3 with values as a list */
  readonly extra_hosts?: readonly ComposeText[] | Named<ComposeText | readonly ComposeText[]>;
  readonly isolation?: ComposeText;
  /**
   * @since Docker Compose 2.15
   * @since Docker Compose 2.29 as text
   */
  readonly privileged?: Flag;
  /** @since Docker Compose 2.5 */
  readonly secrets?: readonly (ComposeText | ServiceSecret)[];
  /**
   * Further names for the image, beside `image`.
   * @since Docker Compose 2.5.1
   */
  readonly tags?: readonly ComposeText[];
  /** @since Docker Compose 2.23.1 */
  readonly ulimits?: Named<number | ServiceBuildUlimit>;
  /**
   * Such as `linux/arm64`.
   * @default the `platform` of the service
   * @since Docker Compose 2.10
   */
  readonly platforms?: readonly ComposeText[];
}

/** {@link ServiceBuild} in the long syntax alone. */
export interface LongServiceBuild
  extends Omit<
    ServiceBuild,
    'args' | 'ssh' | 'labels' | 'no_cache_filter' | 'additional_contexts' | 'extra_hosts' | 'secrets'
  > {
  readonly args?: Named<Scalar>;
  readonly ssh?: Named<Scalar>;
  readonly labels?: Named<Scalar>;
  readonly no_cache_filter?: readonly ComposeText[];
  readonly additional_contexts?: Named<ComposeText>;
  readonly extra_hosts?: Named<ComposeText | readonly ComposeText[]>;
  readonly secrets?: readonly ServiceSecret[];
}

/**
 * Compose ignores `uid`, `gid` and `mode` of a secret that comes from a file.
 *
 * https://docs.docker.com/reference/compose-file/services/#secrets
 */
export interface ServiceSecret extends Extensible {
  readonly source?: ComposeText;
  /**
   * A file name below `/run/secrets`, or a path.
   * @default `/run/secrets/<source>`
   */
  readonly target?: ComposeText;
  readonly uid?: ComposeText;
  readonly gid?: ComposeText;
  /**
   * As a number the mode itself (`0o400`), as a string its octal digits.
   * @default 0444
   */
  readonly mode?: number | ComposeText;
}

/** https://docs.docker.com/reference/compose-file/build/#ulimits */
export interface ServiceBuildUlimit extends Extensible {
  /** Not a {@link ComposeText}: Compose rejects one. */
  readonly hard: number;
  /** Not a {@link ComposeText}: Compose rejects one. */
  readonly soft: number;
}

/** https://docs.docker.com/reference/compose-file/services/#blkio_config */
export interface ServiceBlkioConfig {
  readonly device_read_bps?: readonly ServiceBlkioLimit[];
  readonly device_read_iops?: readonly ServiceBlkioLimit[];
  readonly device_write_bps?: readonly ServiceBlkioLimit[];
  readonly device_write_iops?: readonly ServiceBlkioLimit[];
  /**
   * From 10 to 1000. Not a {@link ComposeText}: Compose rejects one.
   * @default 500
   */
  readonly weight?: number;
  readonly weight_device?: readonly ServiceBlkioWeight[];
}

/** https://docs.docker.com/reference/compose-file/services/#blkio_config */
export interface ServiceBlkioLimit {
  readonly path?: ComposeText;
  readonly rate?: number | ComposeText;
}

/** https://docs.docker.com/reference/compose-file/services/#blkio_config */
export interface ServiceBlkioWeight {
  readonly path?: ComposeText;
  /** Not a {@link ComposeText}: Compose rejects one. */
  readonly weight?: number;
}

/** https://docs.docker.com/reference/compose-file/services/#configs */
export interface ServiceConfig extends Extensible {
  readonly source?: ComposeText;
  /**
   * A path.
   * @default `/<source>`
   */
  readonly target?: ComposeText;
  readonly uid?: ComposeText;
  readonly gid?: ComposeText;
  /**
   * As a number the mode itself (`0o400`), as a string its octal digits.
   * @default 0444
   */
  readonly mode?: number | ComposeText;
}

/** https://docs.docker.com/reference/compose-file/services/#credential_spec */
export interface ServiceCredentialSpec extends Extensible {
  readonly config?: ComposeText;
  readonly file?: ComposeText;
  readonly registry?: ComposeText;
}

/** https://docs.docker.com/reference/compose-file/services/#depends_on */
export interface ServiceDependency extends Extensible {
  /**
   * Whether this service restarts when Compose restarts the other.
   * @default false
   * @since Docker Compose 2.17
   * @since Docker Compose 2.29 as text
   */
  readonly restart?: Flag;
  /**
   * Whether the other service must exist. Not a {@link ComposeText}: Compose rejects one.
   * @default true
   * @since Docker Compose 2.20
   */
  readonly required?: boolean;
  readonly condition: OneOf<'service_started' | 'service_healthy' | 'service_completed_successfully'>;
}

/** https://docs.docker.com/reference/compose-file/services/#devices */
export interface ServiceDevice extends Extensible {
  readonly source: ComposeText;
  readonly target?: ComposeText;
  readonly permissions?: ComposeText;
}

/** https://docs.docker.com/reference/compose-file/services/#env_file */
export interface ServiceEnvFile {
  readonly path: ComposeText;
  /**
   * `raw`: values as they stand, no interpolation.
   * @default Compose's own `.env` format
   * @since Docker Compose 2.30
   */
  readonly format?: ComposeText;
  /**
   * Whether the file must exist.
   * @default true
   * @since Docker Compose 2.29 as text
   */
  readonly required?: Flag;
}

/**
 * Another service whose properties this one starts from; a string is one of this file.
 *
 * https://docs.docker.com/reference/compose-file/services/#extends
 */
export interface ServiceExtends {
  readonly service: ComposeText;
  readonly file?: ComposeText;
}

/**
 * The service is run by another program, not in a container.
 *
 * https://docs.docker.com/reference/compose-file/services/#provider
 */
export interface ServiceProvider extends Extensible {
  /** The program: a plugin of Docker or a command on the path. */
  readonly type: ComposeText;
  /**
   * @since Docker Compose 2.36.1 with values as a boolean
   * @since Docker Compose 2.36.1 with values as a list
   */
  readonly options?: Named<number | bigint | ComposeText | boolean | readonly (number | bigint | ComposeText | boolean)[]>;
}

/** https://docs.docker.com/reference/compose-file/services/#gpus */
export interface ServiceGpu extends Extensible {
  readonly capabilities?: readonly ComposeText[];
  readonly count?: number | ComposeText;
  readonly device_ids?: readonly ComposeText[];
  readonly driver?: ComposeText;
  readonly options?: KeyValues;
}

/** {@link ServiceGpu} in the long syntax alone. */
export interface LongServiceGpu
  extends Omit<
    ServiceGpu,
    'options'
  > {
  readonly options?: Named<Scalar>;
}

/** https://docs.docker.com/reference/compose-file/services/#healthcheck */
export interface ServiceHealthcheck extends Extensible {
  readonly disable?: Flag;
  /**
   * A duration such as `30s`, as are the other times.
   * @default 30s
   */
  readonly interval?: ComposeText;
  /**
   * How many failures in a row make it unhealthy.
   * @default 3
   */
  readonly retries?: number | ComposeText;
  /** `['CMD', …]`, `['CMD-SHELL', …]`, `['NONE']`, or a string for the shell. */
  readonly test?: ComposeText | readonly ComposeText[];
  /** @default 30s */
  readonly timeout?: ComposeText;
  /**
   * For how long failures do not count.
   * @default 0s
   */
  readonly start_period?: ComposeText;
  /**
   * How often to ask during `start_period`.
   * @default 5s
   * @since Docker Compose 2.20.2
   */
  readonly start_interval?: ComposeText;
}

/** https://docs.docker.com/reference/compose-file/services/#logging */
export interface ServiceLogging extends Extensible {
  readonly driver?: ComposeText;
  readonly options?: Named<number | bigint | ComposeText | null>;
}

/** https://docs.docker.com/reference/compose-file/services/#models */
export interface ServiceModel extends Extensible {
  readonly endpoint_var?: ComposeText;
  /** @since Docker Compose 2.38.1 */
  readonly model_var?: ComposeText;
}

/** https://docs.docker.com/reference/compose-file/services/#networks */
export interface ServiceNetwork extends Extensible {
  /** Further names under which other services find it in this network. */
  readonly aliases?: readonly ComposeText[];
  /** @since Docker Compose 2.36 */
  readonly interface_name?: ComposeText;
  readonly ipv4_address?: ComposeText;
  readonly ipv6_address?: ComposeText;
  readonly link_local_ips?: readonly ComposeText[];
  /** @since Docker Compose 2.23.2 */
  readonly mac_address?: ComposeText;
  /** @since Docker Compose 2.27.1 */
  readonly driver_opts?: Named<number | bigint | ComposeText>;
  /**
   * Networks are joined from the highest to the lowest. Not a {@link ComposeText}: Compose rejects one.
   * @default 0
   */
  readonly priority?: number;
  /**
   * The network with the highest gives the default gateway. Not a {@link ComposeText}: Compose rejects one.
   * @default 0
   * @since Docker Compose 2.33
   */
  readonly gw_priority?: number;
}

/** https://docs.docker.com/reference/compose-file/services/#ports */
export interface ServicePort extends Extensible {
  /** @since Docker Compose 2.25 */
  readonly name?: ComposeText;
  /**
   * `host` or `ingress`.
   * @default ingress
   */
  readonly mode?: ComposeText;
  /**
   * The host's address to bind.
   * @default all of them
   */
  readonly host_ip?: ComposeText;
  /** The port in the container. */
  readonly target?: number | ComposeText;
  /**
   * The port on the host, or a range such as `8000-8010`.
   * @default one that the engine chooses
   */
  readonly published?: number | ComposeText;
  /**
   * `tcp` or `udp`.
   * @default tcp
   */
  readonly protocol?: ComposeText;
  /** @since Docker Compose 2.25 */
  readonly app_protocol?: ComposeText;
}

/** https://docs.docker.com/reference/compose-file/services/#pre_start */
export interface ServicePreStart extends Extensible {
  readonly command?: ComposeText | readonly ComposeText[] | null;
  /** @default the image of the service */
  readonly image?: ComposeText;
  readonly user?: ComposeText;
  readonly privileged?: Flag;
  readonly working_dir?: ComposeText;
  readonly environment?: EnvironmentVariables;
  readonly per_replica?: Flag;
}

/** {@link ServicePreStart} in the long syntax alone. */
export interface LongServicePreStart
  extends Omit<
    ServicePreStart,
    'environment'
  > {
  readonly environment?: Named<Scalar>;
}

/** https://docs.docker.com/reference/compose-file/services/#ulimits */
export interface Ulimit extends Extensible {
  readonly hard: number | ComposeText;
  readonly soft: number | ComposeText;
}

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export interface ServiceVolume extends Extensible {
  readonly type: OneOf<'bind' | 'volume' | 'tmpfs' | 'cluster' | 'npipe' | 'image'>;
  /** A path for `bind`, a volume's name for `volume`, an image for `image`. */
  readonly source?: ComposeText;
  /** The path in the container. */
  readonly target?: ComposeText;
  readonly read_only?: Flag;
  readonly consistency?: ComposeText;
  readonly bind?: ServiceVolumeBind;
  readonly volume?: ServiceVolumeVolume;
  readonly tmpfs?: ServiceVolumeTmpfs;
  /** @since Docker Compose 2.35 */
  readonly image?: ServiceVolumeImage;
}

/** {@link ServiceVolume} in the long syntax alone. */
export interface LongServiceVolume
  extends Omit<
    ServiceVolume,
    'volume'
  > {
  readonly volume?: LongServiceVolumeVolume;
}

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export interface ServiceVolumeBind extends Extensible {
  readonly propagation?: ComposeText;
  /**
   * Whether the engine makes a missing folder on the host.
   * @default true
   * @since Docker Compose 2.29 as text
   */
  readonly create_host_path?: Flag;
  /** @since Docker Compose 2.30 */
  readonly recursive?: OneOf<'enabled' | 'disabled' | 'writable' | 'readonly'>;
  /**
   * `z`: shared among containers; `Z`: private to this one.
   * @since Docker Compose 2.3
   */
  readonly selinux?: OneOf<'z' | 'Z'>;
}

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export interface ServiceVolumeVolume extends Extensible {
  /** @since Docker Compose 2.35 */
  readonly labels?: KeyValues;
  /** Whether to leave a new volume empty, where the engine would copy what the image has at `target`. */
  readonly nocopy?: Flag;
  /** @since Docker Compose 2.25 */
  readonly subpath?: ComposeText;
}

/** {@link ServiceVolumeVolume} in the long syntax alone. */
export interface LongServiceVolumeVolume
  extends Omit<
    ServiceVolumeVolume,
    'labels'
  > {
  readonly labels?: Named<Scalar>;
}

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export interface ServiceVolumeTmpfs extends Extensible {
  /**
   * Bytes, or a size such as `64m`.
   * @since Docker Compose 2.0.1 as text
   */
  readonly size?: number | ComposeText;
  /**
   * The mode itself: `0o1777`. Not a {@link ComposeText}: Compose rejects one.
   * @since Docker Compose 2.14
   */
  readonly mode?: number;
}

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export interface ServiceVolumeImage extends Extensible {
  readonly subpath?: ComposeText;
}

/** https://docs.docker.com/reference/compose-file/models/ */
export interface Model extends Extensible {
  readonly name?: ComposeText;
  /** Which model to run: an OCI artifact, such as `ai/smollm2`. */
  readonly model: ComposeText;
  /** Tokens. Not a {@link ComposeText}: Compose rejects one. */
  readonly context_size?: number;
  /** Flags for the command of the inference engine. */
  readonly runtime_flags?: readonly ComposeText[];
}

/** https://docs.docker.com/reference/compose-file/networks/ */
export interface Network extends Extensible {
  /** @default `<project>_<key>` */
  readonly name?: ComposeText;
  readonly driver?: ComposeText;
  readonly driver_opts?: Named<number | bigint | ComposeText>;
  readonly ipam?: NetworkIpam;
  /**
   * Whether it exists already and is not Compose's to make or remove.
   * @default false
   */
  readonly external?: Flag | NetworkExternal;
  /**
   * Whether it has no way out.
   * @default false
   */
  readonly internal?: Flag;
  /** @since Docker Compose 2.33 */
  readonly enable_ipv4?: Flag;
  /** @since Docker Compose 2.1 as text */
  readonly enable_ipv6?: Flag;
  /** Whether containers outside of the project may join. */
  readonly attachable?: Flag;
  readonly labels?: KeyValues;
}

/** {@link Network} in the long syntax alone. */
export interface LongNetwork
  extends Omit<
    Network,
    'external' | 'labels'
  > {
  readonly external?: Flag;
  readonly labels?: Named<Scalar>;
}

/** https://docs.docker.com/reference/compose-file/networks/#ipam */
export interface NetworkIpam extends Extensible {
  readonly driver?: ComposeText;
  readonly config?: readonly NetworkIpamConfig[];
  readonly options?: Named<ComposeText>;
}

/** https://docs.docker.com/reference/compose-file/networks/#ipam */
export interface NetworkIpamConfig extends Extensible {
  readonly subnet?: ComposeText;
  readonly ip_range?: ComposeText;
  readonly gateway?: ComposeText;
  readonly aux_addresses?: Named<ComposeText>;
}

/**
 * Whether it exists already and is not Compose's to make or remove. @default false
 *
 * https://docs.docker.com/reference/compose-file/networks/#external
 */
export interface NetworkExternal extends Extensible {
  /** @deprecated Set `name` beside `external: true`. */
  readonly name?: ComposeText;
}

/** https://docs.docker.com/reference/compose-file/volumes/ */
export interface Volume extends Extensible {
  /** @default `<project>_<key>` */
  readonly name?: ComposeText;
  readonly driver?: ComposeText;
  readonly driver_opts?: Named<number | bigint | ComposeText>;
  /**
   * Whether it exists already and is not Compose's to make or remove.
   * @default false
   */
  readonly external?: Flag | VolumeExternal;
  readonly labels?: KeyValues;
}

/** {@link Volume} in the long syntax alone. */
export interface LongVolume
  extends Omit<
    Volume,
    'external' | 'labels'
  > {
  readonly external?: Flag;
  readonly labels?: Named<Scalar>;
}

/**
 * Whether it exists already and is not Compose's to make or remove. @default false
 *
 * https://docs.docker.com/reference/compose-file/volumes/#external
 */
export interface VolumeExternal extends Extensible {
  /** @deprecated Set `name` beside `external: true`. */
  readonly name?: ComposeText;
}

/** https://docs.docker.com/reference/compose-file/secrets/ */
export interface Secret extends Extensible {
  readonly name?: ComposeText;
  /**
   * Name of the variable of the deploying host that holds it.
   * @since Docker Compose 2.6
   */
  readonly environment?: ComposeText;
  /** Path of the file on the deploying host. */
  readonly file?: ComposeText;
  /**
   * Whether it exists already and is not Compose's to make or remove.
   * @default false
   */
  readonly external?: Flag | SecretExternal;
  readonly labels?: KeyValues;
  readonly driver?: ComposeText;
  readonly driver_opts?: Named<number | bigint | ComposeText>;
  readonly template_driver?: ComposeText;
}

/** {@link Secret} in the long syntax alone. */
export interface LongSecret
  extends Omit<
    Secret,
    'external' | 'labels'
  > {
  readonly external?: Flag;
  readonly labels?: Named<Scalar>;
}

/**
 * Whether it exists already and is not Compose's to make or remove. @default false
 *
 * https://docs.docker.com/reference/compose-file/secrets/#external
 */
export interface SecretExternal extends Extensible {
  readonly name?: ComposeText;
}

/** https://docs.docker.com/reference/compose-file/configs/ */
export interface Config extends Extensible {
  readonly name?: ComposeText;
  /**
   * The content of the file.
   * @since Docker Compose 2.23.1
   */
  readonly content?: ComposeText;
  /**
   * Name of the variable of the deploying host that holds it.
   * @since Docker Compose 2.23.1
   */
  readonly environment?: ComposeText;
  /** Path of the file on the deploying host. */
  readonly file?: ComposeText;
  /**
   * Whether it exists already and is not Compose's to make or remove.
   * @default false
   */
  readonly external?: Flag | ConfigExternal;
  readonly labels?: KeyValues;
  readonly template_driver?: ComposeText;
}

/** {@link Config} in the long syntax alone. */
export interface LongConfig
  extends Omit<
    Config,
    'external' | 'labels'
  > {
  readonly external?: Flag;
  readonly labels?: Named<Scalar>;
}

/**
 * Whether it exists already and is not Compose's to make or remove. @default false
 *
 * https://docs.docker.com/reference/compose-file/configs/#external
 */
export interface ConfigExternal extends Extensible {
  /** @deprecated Set `name` beside `external: true`. */
  readonly name?: ComposeText;
}
