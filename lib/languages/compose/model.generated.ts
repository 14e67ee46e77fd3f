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
import type { Text } from './text/variable';

/** https://docs.docker.com/reference/compose-file/ */
export interface Project extends Extensible {
  /** @deprecated Compose reads it and does nothing with it. */
  readonly version?: Text;
  /**
   * Lower-case letters, digits, `-` and `_`, beginning with a letter or digit.
   * @default the name of the folder
   * @since Docker Compose 2.3
   */
  readonly name?: Text;
  /**
   * Other Compose files, whose elements become part of this project.
   * @since Docker Compose 2.20
   */
  readonly include?: readonly (Text | Include)[];
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
  readonly path?: Text | readonly Text[];
  /**
   * Variables for that file alone.
   * @default `.env` in its project directory
   */
  readonly env_file?: Text | readonly Text[];
  /**
   * What relative paths in that file begin at.
   * @default the folder of the file
   */
  readonly project_directory?: Text;
}

/** {@link Include} in the long syntax alone. */
export interface LongInclude
  extends Omit<
    Include,
    'path' | 'env_file'
  > {
  readonly path?: readonly Text[];
  readonly env_file?: readonly Text[];
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
  readonly build?: Text | ServiceBuild;
  readonly blkio_config?: ServiceBlkioConfig;
  /** Kernel capabilities such as `NET_ADMIN`, or `ALL`. */
  readonly cap_add?: readonly Text[];
  /** Kernel capabilities such as `NET_ADMIN`, or `ALL`. */
  readonly cap_drop?: readonly Text[];
  /** @since Docker Compose 2.16 */
  readonly cgroup?: OneOf<'host' | 'private'>;
  readonly cgroup_parent?: Text;
  /**
   * A string is split like a shell would; a list is not. An empty one clears the image's own.
   * @since Docker Compose 2.17.1 as null
   */
  readonly command?: Text | readonly Text[] | null;
  /** A string is the name of a config, which appears as the file `/<name>`. */
  readonly configs?: readonly (Text | ServiceConfig)[];
  /**
   * A service with a name of its own runs in one container only.
   * @default `<project>-<service>-1`
   */
  readonly container_name?: Text;
  readonly cpu_count?: number | Text;
  readonly cpu_percent?: number | Text;
  readonly cpu_shares?: number | Text;
  readonly cpu_quota?: number | Text;
  readonly cpu_period?: number | Text;
  readonly cpu_rt_period?: number | Text;
  readonly cpu_rt_runtime?: number | Text;
  /** How many processors it may use at most, such as `0.5`; 0 is no limit. */
  readonly cpus?: number | Text;
  /** Which processors it may use: `0-3` or `0,1`. */
  readonly cpuset?: Text;
  readonly credential_spec?: ServiceCredentialSpec;
  /** What is started before and stopped after it; of a list, each only has to be started. */
  readonly depends_on?: readonly Text[] | Named<ServiceDependency>;
  readonly device_cgroup_rules?: readonly Text[];
  /**
   * A string is `<host path>:<container path>:<permissions>`.
   * @since Docker Compose 2.29.3 with items as a map
   */
  readonly devices?: readonly (Text | ServiceDevice)[];
  readonly dns?: Text | readonly Text[];
  readonly dns_opt?: readonly Text[];
  readonly dns_search?: Text | readonly Text[];
  readonly domainname?: Text;
  /**
   * A string is split like a shell would; a list is not. An empty one clears the image's own.
   * @since Docker Compose 2.17.1 as null
   */
  readonly entrypoint?: Text | readonly Text[] | null;
  /**
   * Files with variables; `environment` wins over them, and a later file over an earlier one.
   * @since Docker Compose 2.24 with items as a map
   */
  readonly env_file?: Text | readonly (Text | ServiceEnvFile)[];
  /**
   * Files with labels; `labels` wins over them.
   * @since Docker Compose 2.32
   */
  readonly label_file?: Text | readonly Text[];
  /** `null` passes the deploying host's variable of that name on. */
  readonly environment?: EnvironmentVariables;
  /** Ports in the container, for other tools to know; nothing is published. */
  readonly expose?: readonly (number | Text)[];
  /** Another service whose properties this one starts from; a string is one of this file. */
  readonly extends?: Text | ServiceExtends;
  /**
   * The service is run by another program, not in a container.
   * @since Docker Compose 2.35
   */
  readonly provider?: ServiceProvider;
  readonly external_links?: readonly Text[];
  /**
   * Names and addresses for `/etc/hosts`; `host-gateway` stands for the host.
   * @since Docker Compose 2.29.3 with values as a list
   */
  readonly extra_hosts?: readonly Text[] | Named<Text | readonly Text[]>;
  /**
   * `all`, or a list of requests.
   * @since Docker Compose 2.30
   * @since Docker Compose 2.33 as text
   */
  readonly gpus?: OneOf<'all'> | readonly ServiceGpu[];
  /** Further groups of the user in the container, by name or number. */
  readonly group_add?: readonly (number | Text)[];
  readonly healthcheck?: ServiceHealthcheck;
  readonly hostname?: Text;
  readonly image?: Text;
  /**
   * Whether a small init process passes signals on and reaps processes.
   * @default false
   */
  readonly init?: Flag;
  /** `shareable`, `service:<name>` and what the engine knows. */
  readonly ipc?: Text;
  readonly isolation?: Text;
  readonly labels?: KeyValues;
  /** Networks do this better: every service is found under its name. */
  readonly links?: readonly Text[];
  readonly logging?: ServiceLogging;
  readonly mac_address?: Text;
  /** Bytes, or a size such as `512m`. */
  readonly mem_limit?: number | Text;
  /** Bytes, or a size such as `512m`. */
  readonly mem_reservation?: number | Text;
  /**
   * From 0 to 100.
   * @since Docker Compose 2.29 as text
   */
  readonly mem_swappiness?: number | Text;
  /** Memory and swap together, in bytes or as a size such as `1g`; -1 is no limit. */
  readonly memswap_limit?: number | Text;
  /** `host`, `none`, `service:<name>` or `container:<name>`; excludes `networks`. */
  readonly network_mode?: Text;
  /**
   * Which models it uses; their addresses arrive as variables.
   * @since Docker Compose 2.38
   * @since Docker Compose 2.40.3 with values as null
   */
  readonly models?: readonly Text[] | Named<ServiceModel | null>;
  /** @default the network `default` of the project */
  readonly networks?: readonly Text[] | Named<ServiceNetwork | null>;
  readonly oom_kill_disable?: Flag;
  /** From -1000 (never kill) to 1000 (kill first). */
  readonly oom_score_adj?: number | Text;
  /** `host`, `service:<name>` or `container:<name>`. */
  readonly pid?: Text | null;
  readonly pids_limit?: number | Text;
  /** Such as `linux/arm64`. */
  readonly platform?: Text;
  /** A string is `<host address>:<host port>:<container port>/<protocol>`, all but the container port optional. */
  readonly ports?: readonly (number | Text | ServicePort)[];
  /**
   * What to run to completion before the container starts.
   * @since Docker Compose 5.3
   */
  readonly pre_start?: readonly ServicePreStart[];
  /**
   * What to run in the container once it has started.
   * @since Docker Compose 2.30
   */
  readonly post_start?: readonly ServiceHook[];
  /**
   * What to run in the container before it is stopped.
   * @since Docker Compose 2.30
   */
  readonly pre_stop?: readonly ServiceHook[];
  readonly privileged?: Flag;
  /**
   * It is part of the project only while one of these is active.
   * @default always
   */
  readonly profiles?: readonly Text[];
  /**
   * `always`, `never`, `missing`, `build`, `daily`, `weekly` or `every_<duration>`.
   * @since Docker Compose 2.34 for `daily`
   * @since Docker Compose 2.34 for `every_*`
   * @since Docker Compose 2.34 for `refresh`
   * @since Docker Compose 2.34 for `weekly`
   */
  readonly pull_policy?: Text;
  /** @since Docker Compose 2.34 */
  readonly pull_refresh_after?: Text;
  readonly read_only?: Flag;
  /**
   * `no`, `always`, `on-failure`, `on-failure:<retries>` or `unless-stopped`.
   * @default no
   */
  readonly restart?: Text;
  readonly runtime?: Text;
  /**
   * How many containers.
   * @default 1
   */
  readonly scale?: number | Text;
  readonly security_opt?: readonly Text[];
  /** Of `/dev/shm`: bytes, or a size such as `64m`. */
  readonly shm_size?: number | Text;
  /** A string is the name of a secret, which appears as the file `/run/secrets/<name>`. */
  readonly secrets?: readonly (Text | ServiceSecret)[];
  readonly sysctls?: KeyValues;
  readonly stdin_open?: Flag;
  /**
   * A duration such as `1m30s`, after which the container is killed.
   * @default 10s
   */
  readonly stop_grace_period?: Text;
  /** @default the image's own, or SIGTERM */
  readonly stop_signal?: Text;
  /**
   * Options for the storage driver, such as `size`.
   * @since Docker Compose 2.0.1
   */
  readonly storage_opt?: Named<number | bigint | Text>;
  /** Paths, each optionally with mount options: `/run:size=64m,mode=1777`. */
  readonly tmpfs?: Text | readonly Text[];
  readonly tty?: Flag;
  /** A number is both the soft and the hard limit. */
  readonly ulimits?: Named<number | Text | Ulimit>;
  /**
   * Whether the container may talk to the engine, with the credentials of the host. Not a {@link Text}: Compose rejects one.
   * @since Docker Compose 2.37.2
   */
  readonly use_api_socket?: boolean;
  /**
   * A name or number, optionally with a group: `1000:1000`.
   * @default the image's own
   */
  readonly user?: Text;
  /** @since Docker Compose 2.15.1 */
  readonly uts?: Text;
  readonly userns_mode?: Text;
  /** A string is `<source>:<container path>:<options>`; a source with a slash or dot in front is a path. */
  readonly volumes?: readonly (Text | ServiceVolume)[];
  /** All mounts of another service, `<name>:ro`, or of `container:<name>`. */
  readonly volumes_from?: readonly Text[];
  readonly working_dir?: Text;
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
  readonly dns?: readonly Text[];
  readonly dns_search?: readonly Text[];
  readonly env_file?: readonly ServiceEnvFile[];
  readonly label_file?: readonly Text[];
  readonly environment?: Named<Scalar>;
  readonly extends?: ServiceExtends;
  readonly extra_hosts?: Named<Text | readonly Text[]>;
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
  readonly tmpfs?: readonly Text[];
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
  readonly ignore?: Text | readonly Text[];
  /** @since Docker Compose 2.34 */
  readonly include?: Text | readonly Text[];
  readonly path: Text;
  /**
   * What to do when something below `path` changes.
   * @since Docker Compose 2.32 for `restart`
   * @since Docker Compose 2.32 for `sync+exec`
   * @since Docker Compose 2.23 for `sync+restart`
   */
  readonly action: OneOf<'rebuild' | 'sync' | 'restart' | 'sync+restart' | 'sync+exec'>;
  /** The path in the container, for the actions that copy. */
  readonly target?: Text;
  /** @since Docker Compose 2.32 */
  readonly exec?: ServiceHook;
  /**
   * Whether to copy what is there when watching begins. Not a {@link Text}: Compose rejects one.
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
  readonly ignore?: readonly Text[];
  readonly include?: readonly Text[];
  readonly exec?: LongServiceHook;
}

/** https://docs.docker.com/reference/compose-file/services/#pre_stop */
export interface ServiceHook extends Extensible {
  readonly command: Text | readonly Text[] | null;
  readonly user?: Text;
  readonly privileged?: Flag;
  readonly working_dir?: Text;
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
  readonly mode?: Text;
  readonly endpoint_mode?: Text;
  /**
   * How many containers.
   * @default 1
   */
  readonly replicas?: number | Text;
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
  readonly parallelism?: number | Text;
  readonly delay?: Text;
  readonly failure_action?: Text;
  readonly monitor?: Text;
  readonly max_failure_ratio?: number | Text;
  readonly order?: OneOf<'start-first' | 'stop-first'>;
}

/** https://docs.docker.com/reference/compose-file/deploy/#update_config */
export interface ServiceDeployUpdateConfig extends Extensible {
  readonly parallelism?: number | Text;
  readonly delay?: Text;
  readonly failure_action?: Text;
  readonly monitor?: Text;
  readonly max_failure_ratio?: number | Text;
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
  readonly cpus?: number | Text;
  /** A size such as `512M`. */
  readonly memory?: Text;
  /**
   * How many processes and threads.
   * @since Docker Compose 2.3
   * @since Docker Compose 2.29 as text
   */
  readonly pids?: number | Text;
}

/** https://docs.docker.com/reference/compose-file/deploy/#resources */
export interface ServiceDeployReservations extends Extensible {
  readonly cpus?: number | Text;
  /** A size such as `512M`. */
  readonly memory?: Text;
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
  readonly kind?: Text;
  /** @since Docker Compose 2.29 as text */
  readonly value?: number | Text;
}

/** https://docs.docker.com/reference/compose-file/deploy/#resources */
export interface ServiceDeployDevice extends Extensible {
  readonly capabilities: readonly Text[];
  /** A number, or `all`; excludes `device_ids`. */
  readonly count?: number | Text;
  readonly device_ids?: readonly Text[];
  readonly driver?: Text;
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
  readonly condition?: Text;
  readonly delay?: Text;
  readonly max_attempts?: number | Text;
  readonly window?: Text;
}

/** https://docs.docker.com/reference/compose-file/deploy/#placement */
export interface ServiceDeployPlacement extends Extensible {
  readonly constraints?: readonly Text[];
  readonly preferences?: readonly ServiceDeployPlacementPreference[];
  readonly max_replicas_per_node?: number | Text;
}

/** https://docs.docker.com/reference/compose-file/deploy/#placement */
export interface ServiceDeployPlacementPreference extends Extensible {
  readonly spread?: Text;
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
  readonly context?: Text;
  /**
   * Relative to the context.
   * @default `Dockerfile`
   */
  readonly dockerfile?: Text;
  /**
   * The Dockerfile itself; excludes `dockerfile`.
   * @since Docker Compose 2.17
   */
  readonly dockerfile_inline?: Text;
  /** @since Docker Compose 2.27 */
  readonly entitlements?: readonly Text[];
  /** `null` passes the deploying host's variable of that name on. */
  readonly args?: KeyValues;
  /**
   * Keys for the build: `default`, or an id and a path.
   * @since Docker Compose 2.4
   */
  readonly ssh?: KeyValues;
  readonly labels?: KeyValues;
  readonly cache_from?: readonly Text[];
  /** @since Docker Compose 2.4 */
  readonly cache_to?: readonly Text[];
  /**
   * @since Docker Compose 2.4
   * @since Docker Compose 2.29 as text
   */
  readonly no_cache?: Flag;
  /**
   * Stages that are built without cache.
   * @since Docker Compose 5.0
   */
  readonly no_cache_filter?: Text | readonly Text[];
  /**
   * Named contexts for `FROM` and `COPY --from`: paths, URLs, images or `service:<name>`.
   * @since Docker Compose 2.17
   */
  readonly additional_contexts?: readonly Text[] | Named<Text>;
  readonly network?: Text;
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
  readonly target?: Text;
  /** Bytes, or a size such as `64m`. */
  readonly shm_size?: number | Text;
  /** @since Docker Compose 2.29.3 with values as a list */
  readonly extra_hosts?: readonly Text[] | Named<Text | readonly Text[]>;
  readonly isolation?: Text;
  /**
   * @since Docker Compose 2.15
   * @since Docker Compose 2.29 as text
   */
  readonly privileged?: Flag;
  /** @since Docker Compose 2.5 */
  readonly secrets?: readonly (Text | ServiceSecret)[];
  /**
   * Further names for the image, beside `image`.
   * @since Docker Compose 2.5.1
   */
  readonly tags?: readonly Text[];
  /** @since Docker Compose 2.23.1 */
  readonly ulimits?: Named<number | ServiceBuildUlimit>;
  /**
   * Such as `linux/arm64`.
   * @default the `platform` of the service
   * @since Docker Compose 2.10
   */
  readonly platforms?: readonly Text[];
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
  readonly no_cache_filter?: readonly Text[];
  readonly additional_contexts?: Named<Text>;
  readonly extra_hosts?: Named<Text | readonly Text[]>;
  readonly secrets?: readonly ServiceSecret[];
}

/**
 * Compose ignores `uid`, `gid` and `mode` of a secret that comes from a file.
 *
 * https://docs.docker.com/reference/compose-file/services/#secrets
 */
export interface ServiceSecret extends Extensible {
  readonly source?: Text;
  /**
   * A file name below `/run/secrets`, or a path.
   * @default `/run/secrets/<source>`
   */
  readonly target?: Text;
  readonly uid?: Text;
  readonly gid?: Text;
  /**
   * As a number the mode itself (`0o400`), as a string its octal digits.
   * @default 0444
   */
  readonly mode?: number | Text;
}

/** https://docs.docker.com/reference/compose-file/build/#ulimits */
export interface ServiceBuildUlimit extends Extensible {
  /** Not a {@link Text}: Compose rejects one. */
  readonly hard: number;
  /** Not a {@link Text}: Compose rejects one. */
  readonly soft: number;
}

/** https://docs.docker.com/reference/compose-file/services/#blkio_config */
export interface ServiceBlkioConfig {
  readonly device_read_bps?: readonly ServiceBlkioLimit[];
  readonly device_read_iops?: readonly ServiceBlkioLimit[];
  readonly device_write_bps?: readonly ServiceBlkioLimit[];
  readonly device_write_iops?: readonly ServiceBlkioLimit[];
  /**
   * From 10 to 1000. Not a {@link Text}: Compose rejects one.
   * @default 500
   */
  readonly weight?: number;
  readonly weight_device?: readonly ServiceBlkioWeight[];
}

/** https://docs.docker.com/reference/compose-file/services/#blkio_config */
export interface ServiceBlkioLimit {
  readonly path?: Text;
  readonly rate?: number | Text;
}

/** https://docs.docker.com/reference/compose-file/services/#blkio_config */
export interface ServiceBlkioWeight {
  readonly path?: Text;
  /** Not a {@link Text}: Compose rejects one. */
  readonly weight?: number;
}

/** https://docs.docker.com/reference/compose-file/services/#configs */
export interface ServiceConfig extends Extensible {
  readonly source?: Text;
  /**
   * A path.
   * @default `/<source>`
   */
  readonly target?: Text;
  readonly uid?: Text;
  readonly gid?: Text;
  /**
   * As a number the mode itself (`0o400`), as a string its octal digits.
   * @default 0444
   */
  readonly mode?: number | Text;
}

/** https://docs.docker.com/reference/compose-file/services/#credential_spec */
export interface ServiceCredentialSpec extends Extensible {
  readonly config?: Text;
  readonly file?: Text;
  readonly registry?: Text;
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
   * Whether the other service must exist. Not a {@link Text}: Compose rejects one.
   * @default true
   * @since Docker Compose 2.20
   */
  readonly required?: boolean;
  readonly condition: OneOf<'service_started' | 'service_healthy' | 'service_completed_successfully'>;
}

/** https://docs.docker.com/reference/compose-file/services/#devices */
export interface ServiceDevice extends Extensible {
  readonly source: Text;
  readonly target?: Text;
  readonly permissions?: Text;
}

/** https://docs.docker.com/reference/compose-file/services/#env_file */
export interface ServiceEnvFile {
  readonly path: Text;
  /**
   * `raw`: values as they stand, no interpolation.
   * @default Compose's own `.env` format
   * @since Docker Compose 2.30
   */
  readonly format?: Text;
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
  readonly service: Text;
  readonly file?: Text;
}

/**
 * The service is run by another program, not in a container.
 *
 * https://docs.docker.com/reference/compose-file/services/#provider
 */
export interface ServiceProvider extends Extensible {
  /** The program: a plugin of Docker or a command on the path. */
  readonly type: Text;
  /**
   * @since Docker Compose 2.36.1 with values as a boolean
   * @since Docker Compose 2.36.1 with values as a list
   */
  readonly options?: Named<number | bigint | Text | boolean | readonly (number | bigint | Text | boolean)[]>;
}

/** https://docs.docker.com/reference/compose-file/services/#gpus */
export interface ServiceGpu extends Extensible {
  readonly capabilities?: readonly Text[];
  readonly count?: number | Text;
  readonly device_ids?: readonly Text[];
  readonly driver?: Text;
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
  readonly interval?: Text;
  /**
   * How many failures in a row make it unhealthy.
   * @default 3
   */
  readonly retries?: number | Text;
  /** `['CMD', …]`, `['CMD-SHELL', …]`, `['NONE']`, or a string for the shell. */
  readonly test?: Text | readonly Text[];
  /** @default 30s */
  readonly timeout?: Text;
  /**
   * For how long failures do not count.
   * @default 0s
   */
  readonly start_period?: Text;
  /**
   * How often to ask during `start_period`.
   * @default 5s
   * @since Docker Compose 2.20.2
   */
  readonly start_interval?: Text;
}

/** https://docs.docker.com/reference/compose-file/services/#logging */
export interface ServiceLogging extends Extensible {
  readonly driver?: Text;
  readonly options?: Named<number | bigint | Text | null>;
}

/** https://docs.docker.com/reference/compose-file/services/#models */
export interface ServiceModel extends Extensible {
  readonly endpoint_var?: Text;
  /** @since Docker Compose 2.38.1 */
  readonly model_var?: Text;
}

/** https://docs.docker.com/reference/compose-file/services/#networks */
export interface ServiceNetwork extends Extensible {
  /** Further names under which other services find it in this network. */
  readonly aliases?: readonly Text[];
  /** @since Docker Compose 2.36 */
  readonly interface_name?: Text;
  readonly ipv4_address?: Text;
  readonly ipv6_address?: Text;
  readonly link_local_ips?: readonly Text[];
  /** @since Docker Compose 2.23.2 */
  readonly mac_address?: Text;
  /** @since Docker Compose 2.27.1 */
  readonly driver_opts?: Named<number | bigint | Text>;
  /**
   * Networks are joined from the highest to the lowest. Not a {@link Text}: Compose rejects one.
   * @default 0
   */
  readonly priority?: number;
  /**
   * The network with the highest gives the default gateway. Not a {@link Text}: Compose rejects one.
   * @default 0
   * @since Docker Compose 2.33
   */
  readonly gw_priority?: number;
}

/** https://docs.docker.com/reference/compose-file/services/#ports */
export interface ServicePort extends Extensible {
  /** @since Docker Compose 2.25 */
  readonly name?: Text;
  /**
   * `host` or `ingress`.
   * @default ingress
   */
  readonly mode?: Text;
  /**
   * The host's address to bind.
   * @default all of them
   */
  readonly host_ip?: Text;
  /** The port in the container. */
  readonly target?: number | Text;
  /**
   * The port on the host, or a range such as `8000-8010`.
   * @default one that the engine chooses
   */
  readonly published?: number | Text;
  /**
   * `tcp` or `udp`.
   * @default tcp
   */
  readonly protocol?: Text;
  /** @since Docker Compose 2.25 */
  readonly app_protocol?: Text;
}

/** https://docs.docker.com/reference/compose-file/services/#pre_start */
export interface ServicePreStart extends Extensible {
  readonly command?: Text | readonly Text[] | null;
  /** @default the image of the service */
  readonly image?: Text;
  readonly user?: Text;
  readonly privileged?: Flag;
  readonly working_dir?: Text;
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
  readonly hard: number | Text;
  readonly soft: number | Text;
}

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export interface ServiceVolume extends Extensible {
  readonly type: OneOf<'bind' | 'volume' | 'tmpfs' | 'cluster' | 'npipe' | 'image'>;
  /** A path for `bind`, a volume's name for `volume`, an image for `image`. */
  readonly source?: Text;
  /** The path in the container. */
  readonly target?: Text;
  readonly read_only?: Flag;
  readonly consistency?: Text;
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
  readonly propagation?: Text;
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
  readonly subpath?: Text;
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
  readonly size?: number | Text;
  /**
   * The mode itself: `0o1777`. Not a {@link Text}: Compose rejects one.
   * @since Docker Compose 2.14
   */
  readonly mode?: number;
}

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export interface ServiceVolumeImage extends Extensible {
  readonly subpath?: Text;
}

/** https://docs.docker.com/reference/compose-file/models/ */
export interface Model extends Extensible {
  readonly name?: Text;
  /** Which model to run: an OCI artifact, such as `ai/smollm2`. */
  readonly model: Text;
  /** Tokens. Not a {@link Text}: Compose rejects one. */
  readonly context_size?: number;
  /** Flags for the command of the inference engine. */
  readonly runtime_flags?: readonly Text[];
}

/** https://docs.docker.com/reference/compose-file/networks/ */
export interface Network extends Extensible {
  /** @default `<project>_<key>` */
  readonly name?: Text;
  readonly driver?: Text;
  readonly driver_opts?: Named<number | bigint | Text>;
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
  readonly driver?: Text;
  readonly config?: readonly NetworkIpamConfig[];
  readonly options?: Named<Text>;
}

/** https://docs.docker.com/reference/compose-file/networks/#ipam */
export interface NetworkIpamConfig extends Extensible {
  readonly subnet?: Text;
  readonly ip_range?: Text;
  readonly gateway?: Text;
  readonly aux_addresses?: Named<Text>;
}

/**
 * Whether it exists already and is not Compose's to make or remove. @default false
 *
 * https://docs.docker.com/reference/compose-file/networks/#external
 */
export interface NetworkExternal extends Extensible {
  /** @deprecated Set `name` beside `external: true`. */
  readonly name?: Text;
}

/** https://docs.docker.com/reference/compose-file/volumes/ */
export interface Volume extends Extensible {
  /** @default `<project>_<key>` */
  readonly name?: Text;
  readonly driver?: Text;
  readonly driver_opts?: Named<number | bigint | Text>;
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
  readonly name?: Text;
}

/** https://docs.docker.com/reference/compose-file/secrets/ */
export interface Secret extends Extensible {
  readonly name?: Text;
  /**
   * Name of the variable of the deploying host that holds it.
   * @since Docker Compose 2.6
   */
  readonly environment?: Text;
  /** Path of the file on the deploying host. */
  readonly file?: Text;
  /**
   * Whether it exists already and is not Compose's to make or remove.
   * @default false
   */
  readonly external?: Flag | SecretExternal;
  readonly labels?: KeyValues;
  readonly driver?: Text;
  readonly driver_opts?: Named<number | bigint | Text>;
  readonly template_driver?: Text;
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
  readonly name?: Text;
}

/** https://docs.docker.com/reference/compose-file/configs/ */
export interface Config extends Extensible {
  readonly name?: Text;
  /**
   * What the file holds.
   * @since Docker Compose 2.23.1
   */
  readonly content?: Text;
  /**
   * Name of the variable of the deploying host that holds it.
   * @since Docker Compose 2.23.1
   */
  readonly environment?: Text;
  /** Path of the file on the deploying host. */
  readonly file?: Text;
  /**
   * Whether it exists already and is not Compose's to make or remove.
   * @default false
   */
  readonly external?: Flag | ConfigExternal;
  readonly labels?: KeyValues;
  readonly template_driver?: Text;
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
  readonly name?: Text;
}
