/**
 * A service of a Compose project: https://docs.docker.com/reference/compose-file/services/
 *
 * @module
 */
import type { Extensible, Flag, Named } from './model-common';
import type { Text } from './text/variable';

/** https://docs.docker.com/reference/compose-file/services/ */
export interface Service extends Extensible {
  readonly image?: Text;
  readonly build?: ServiceBuild;
  readonly pull_policy?: Text;
  readonly container_name?: Text;
  readonly hostname?: Text;
  readonly profiles?: readonly Text[];
  /** A string is split like a shell would; a list is not. An empty list clears the image's own. */
  readonly entrypoint?: Text | readonly Text[] | null;
  /** A string is split like a shell would; a list is not. An empty list clears the image's own. */
  readonly command?: Text | readonly Text[] | null;
  readonly working_dir?: Text;
  readonly user?: Text;
  /** `null` passes the deploying host's variable of that name on. */
  readonly environment?: Named<Text | number | boolean | null>;
  readonly env_file?: readonly ServiceEnvFile[];
  readonly depends_on?: Named<ServiceDependency>;
  readonly networks?: Named<ServiceNetwork | null>;
  readonly network_mode?: Text;
  readonly extra_hosts?: Named<Text | readonly Text[]>;
  readonly ports?: readonly ServicePort[];
  readonly expose?: readonly (Text | number)[];
  readonly volumes?: readonly ServiceVolume[];
  /** Paths, each optionally with mount options: `/run:size=64m,mode=1777`. */
  readonly tmpfs?: Text | readonly Text[];
  readonly secrets?: readonly ServiceSecret[];
  readonly configs?: readonly ServiceConfig[];
  readonly healthcheck?: ServiceHealthcheck;
  readonly restart?: Text;
  readonly init?: Flag;
  /** A duration such as `1m30s`. */
  readonly stop_grace_period?: Text;
  readonly stop_signal?: Text;
  readonly read_only?: Flag;
  readonly cap_add?: readonly Text[];
  readonly cap_drop?: readonly Text[];
  readonly security_opt?: readonly Text[];
  readonly privileged?: Flag;
  readonly sysctls?: Named<Text | number | boolean | null>;
  readonly ulimits?: Named<number | Text | Ulimit>;
  /** Bytes, or a size such as `512m`. */
  readonly mem_limit?: number | Text;
  /** Bytes, or a size such as `64m`. */
  readonly shm_size?: number | Text;
  readonly deploy?: ServiceDeploy | null;
  readonly labels?: Named<Text | number | boolean | null>;
  readonly logging?: ServiceLogging;
}

/** https://docs.docker.com/reference/compose-file/build/ */
export interface ServiceBuild extends Extensible {
  readonly context?: Text;
  readonly dockerfile?: Text;
  readonly dockerfile_inline?: Text;
  readonly target?: Text;
  readonly args?: Named<Text | number | boolean | null>;
  readonly additional_contexts?: Named<Text>;
  readonly cache_from?: readonly Text[];
  readonly cache_to?: readonly Text[];
  readonly labels?: Named<Text | number | boolean | null>;
  readonly network?: Text;
  readonly no_cache?: Flag;
  readonly platforms?: readonly Text[];
  readonly pull?: Flag;
  readonly secrets?: readonly ServiceSecret[];
  readonly shm_size?: number | Text;
  readonly tags?: readonly Text[];
}

/** https://docs.docker.com/reference/compose-file/services/#env_file */
export interface ServiceEnvFile {
  readonly path: Text;
  /** `raw`: no interpolation in the file. @default Compose's own `.env` format */
  readonly format?: Text;
  /** @default true */
  readonly required?: Flag;
}

/** https://docs.docker.com/reference/compose-file/services/#depends_on */
export interface ServiceDependency extends Extensible {
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  /** Whether this service restarts when Compose restarts the other. @default false */
  readonly restart?: Flag;
  /** Whether the other service must exist. Not a {@link Text}: Compose rejects one. @default true */
  readonly required?: boolean;
}

/** https://docs.docker.com/reference/compose-file/services/#networks */
export interface ServiceNetwork extends Extensible {
  readonly aliases?: readonly Text[];
  readonly ipv4_address?: Text;
  readonly ipv6_address?: Text;
  readonly mac_address?: Text;
  /** Not a {@link Text}: Compose rejects one. */
  readonly priority?: number;
  /** Not a {@link Text}: Compose rejects one. */
  readonly gw_priority?: number;
}

/** https://docs.docker.com/reference/compose-file/services/#ports */
export interface ServicePort extends Extensible {
  readonly name?: Text;
  /** The port in the container. */
  readonly target?: number | Text;
  /** The port on the host, or a range such as `8000-8010`. @default one that the engine chooses */
  readonly published?: number | Text;
  /** The host's address to bind. @default all of them */
  readonly host_ip?: Text;
  /** `tcp` or `udp`. @default tcp */
  readonly protocol?: Text;
  readonly app_protocol?: Text;
  /** `host` or `ingress`. @default ingress */
  readonly mode?: Text;
}

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export interface ServiceVolume extends Extensible {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'cluster' | 'npipe' | 'image';
  /** A path for `bind`, a volume's name for `volume`. */
  readonly source?: Text;
  /** The path in the container. */
  readonly target?: Text;
  readonly read_only?: Flag;
  readonly bind?: ServiceVolumeBind;
  readonly volume?: ServiceVolumeVolume;
  readonly tmpfs?: ServiceVolumeTmpfs;
}

export interface ServiceVolumeBind extends Extensible {
  readonly propagation?: Text;
  /** Whether the engine makes a missing folder on the host. @default true */
  readonly create_host_path?: Flag;
  readonly selinux?: 'z' | 'Z';
}

export interface ServiceVolumeVolume extends Extensible {
  /** Whether to leave a new volume empty, where the engine would copy what the image has at `target`. */
  readonly nocopy?: Flag;
  readonly subpath?: Text;
}

export interface ServiceVolumeTmpfs extends Extensible {
  /** Bytes, or a size such as `64m`. */
  readonly size?: number | Text;
  /** The mode itself: `0o1777`. Not a string: the schema allows one, Compose rejects it. */
  readonly mode?: number;
}

/** What secrets and configs of a service have in common. */
interface ServiceFile extends Extensible {
  readonly source?: Text;
  readonly uid?: Text;
  readonly gid?: Text;
  /** As a number the mode itself (`0o400`), as a string its octal digits. */
  readonly mode?: number | Text;
}

/**
 * Compose ignores `uid`, `gid` and `mode` of a secret that comes from a file.
 *
 * https://docs.docker.com/reference/compose-file/services/#secrets
 */
export interface ServiceSecret extends ServiceFile {
  /** A file name below `/run/secrets`, or a path. @default `/run/secrets/<source>` */
  readonly target?: Text;
}

/** https://docs.docker.com/reference/compose-file/services/#configs */
export interface ServiceConfig extends ServiceFile {
  /** A path. @default `/<source>` */
  readonly target?: Text;
}

/** https://docs.docker.com/reference/compose-file/services/#healthcheck */
export interface ServiceHealthcheck extends Extensible {
  /** `['CMD', …]`, `['CMD-SHELL', …]`, `['NONE']`, or a string for the shell. */
  readonly test?: Text | readonly Text[];
  /** A duration such as `30s`, as are the other times. */
  readonly interval?: Text;
  readonly timeout?: Text;
  readonly retries?: number | Text;
  readonly start_period?: Text;
  /** How often to ask during `start_period`. */
  readonly start_interval?: Text;
  readonly disable?: Flag;
}

/** https://docs.docker.com/reference/compose-file/services/#logging */
export interface ServiceLogging extends Extensible {
  readonly driver?: Text;
  readonly options?: Named<Text | number | null>;
}

/** https://docs.docker.com/reference/compose-file/services/#ulimits */
export interface Ulimit extends Extensible {
  readonly soft: number | Text;
  readonly hard: number | Text;
}

/** https://docs.docker.com/reference/compose-file/deploy/ */
export interface ServiceDeploy extends Extensible {
  readonly replicas?: number | Text;
  readonly resources?: ServiceDeployResources;
}

export interface ServiceDeployResources extends Extensible {
  readonly limits?: ServiceDeployLimits;
  readonly reservations?: ServiceDeployReservations;
}

export interface ServiceDeployLimits extends Extensible {
  readonly cpus?: number | Text;
  /** A size such as `512M`. */
  readonly memory?: Text;
  readonly pids?: number | Text;
}

export interface ServiceDeployReservations extends Extensible {
  readonly cpus?: number | Text;
  /** A size such as `512M`. */
  readonly memory?: Text;
}
