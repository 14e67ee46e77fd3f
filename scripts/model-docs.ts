/**
 * The comments of the types of a Compose project. Our own words, checked against the
 * Compose file reference: https://docs.docker.com/reference/compose-file/
 *
 * @module
 */

/** One line a property, by path. */
const LINES: Readonly<Record<string, string>> = {
  version: '@deprecated Compose reads it and does nothing with it.',
  name: 'Lower-case letters, digits, `-` and `_`, beginning with a letter or digit. @default the name of the folder',
  include: 'Other Compose files, whose elements become part of this project.',
  'include[].path': 'One file, or several that are merged.',
  'include[].env_file': 'Variables for that file alone. @default `.env` in its project directory',
  'include[].project_directory': 'The base of relative paths in that file. @default the folder of the file',
  'models.*.model': 'Which model to run: an OCI artifact, such as `ai/smollm2`.',
  'models.*.context_size': 'Tokens.',
  'models.*.runtime_flags': 'Flags for the command of the inference engine.',

  'services.*.annotations': 'Annotations of the container, as the OCI runtime knows them.',
  'services.*.attach': 'Whether `docker compose up` shows what it prints. @default true',
  'services.*.build': 'How to build the image; a string is the build context.',
  'services.*.blkio_config.weight': 'From 10 to 1000. @default 500',
  'services.*.cap_add': 'Kernel capabilities such as `NET_ADMIN`, or `ALL`.',
  'services.*.cap_drop': 'Kernel capabilities such as `NET_ADMIN`, or `ALL`.',
  'services.*.command': "A string is split like a shell would; a list is not. An empty one clears the image's own.",
  'services.*.configs': 'A string is the name of a config, which appears as the file `/<name>`.',
  'services.*.container_name':
    'A service with a name of its own runs in one container only. @default `<project>-<service>-1`',
  'services.*.cpus': 'How many processors it may use at most, such as `0.5`; 0 is no limit.',
  'services.*.cpuset': 'Which processors it may use: `0-3` or `0,1`.',
  'services.*.depends_on': 'Services that start before and stop after it. In a list, each only has to be started.',
  'services.*.devices': 'A string is `<host path>:<container path>:<permissions>`.',
  'services.*.entrypoint': "A string is split like a shell would; a list is not. An empty one clears the image's own.",
  'services.*.env_file': 'Files with variables; `environment` wins over them, and a later file over an earlier one.',
  'services.*.environment': "`null` passes the deploying host's variable of that name on.",
  'services.*.expose': 'Ports in the container, for other tools to know; nothing is published.',
  'services.*.extends': 'Another service whose properties this one starts from; a string is one of this file.',
  'services.*.extra_hosts': 'Names and addresses for `/etc/hosts`; `host-gateway` stands for the host.',
  'services.*.gpus': '`all`, or a list of requests.',
  'services.*.group_add': 'Further groups of the user in the container, by name or number.',
  'services.*.init': 'Whether a small init process passes signals on and reaps processes. @default false',
  'services.*.ipc': '`shareable`, `service:<name>` and what the engine knows.',
  'services.*.label_file': 'Files with labels; `labels` wins over them.',
  'services.*.links': 'Networks do this better: every service is found under its name.',
  'services.*.mem_limit': 'Bytes, or a size such as `512m`.',
  'services.*.mem_reservation': 'Bytes, or a size such as `512m`.',
  'services.*.mem_swappiness': 'From 0 to 100.',
  'services.*.memswap_limit': 'Memory and swap together, in bytes or as a size such as `1g`; -1 is no limit.',
  'services.*.models': 'Which models it uses; their addresses arrive as variables.',
  'services.*.network_mode': '`host`, `none`, `service:<name>` or `container:<name>`; excludes `networks`.',
  'services.*.networks': '@default the network `default` of the project',
  'services.*.oom_score_adj': 'From -1000 (never kill) to 1000 (kill first).',
  'services.*.pid': '`host`, `service:<name>` or `container:<name>`.',
  'services.*.platform': 'Such as `linux/arm64`.',
  'services.*.ports':
    'A string is `<host address>:<host port>:<container port>/<protocol>`, all but the container port optional.',
  'services.*.post_start': 'Commands to run in the container once it has started.',
  'services.*.pre_start': 'Commands to run to completion before the container starts.',
  'services.*.pre_stop': 'Commands to run in the container before it is stopped.',
  'services.*.profiles': 'It is part of the project only while one of these is active. @default always',
  'services.*.provider': 'The service is run by another program, not in a container.',
  'services.*.provider.type': 'The program: a plugin of Docker or a command on the path.',
  'services.*.pull_policy': '`always`, `never`, `missing`, `build`, `daily`, `weekly` or `every_<duration>`.',
  'services.*.restart': '`no`, `always`, `on-failure`, `on-failure:<retries>` or `unless-stopped`. @default no',
  'services.*.scale': 'How many containers. @default 1',
  'services.*.secrets': 'A string is the name of a secret, which appears as the file `/run/secrets/<name>`.',
  'services.*.shm_size': 'Of `/dev/shm`: bytes, or a size such as `64m`.',
  'services.*.stop_grace_period': 'A duration such as `1m30s`, after which the container is killed. @default 10s',
  'services.*.stop_signal': "@default the image's own, or SIGTERM",
  'services.*.storage_opt': 'Options for the storage driver, such as `size`.',
  'services.*.tmpfs': 'Paths, each optionally with mount options: `/run:size=64m,mode=1777`.',
  'services.*.ulimits': 'A number is both the soft and the hard limit.',
  'services.*.use_api_socket': 'Whether the container may talk to the engine, with the credentials of the host.',
  'services.*.user': "A name or number, optionally with a group: `1000:1000`. @default the image's own",
  'services.*.volumes':
    'A string is `<source>:<container path>:<options>`; a source with a slash or dot in front is a path.',
  'services.*.volumes_from': 'All mounts of another service, `<name>:ro`, or of `container:<name>`.',

  'services.*.build.additional_contexts':
    'Named contexts for `FROM` and `COPY --from`: paths, URLs, images or `service:<name>`.',
  'services.*.build.args': "`null` passes the deploying host's variable of that name on.",
  'services.*.build.context': 'A folder or the URL of a Git repository. @default `.`',
  'services.*.build.dockerfile': 'Relative to the context. @default `Dockerfile`',
  'services.*.build.dockerfile_inline': 'The Dockerfile itself; excludes `dockerfile`.',
  'services.*.build.no_cache_filter': 'Stages that are built without cache.',
  'services.*.build.platforms': 'Such as `linux/arm64`. @default the `platform` of the service',
  'services.*.build.shm_size': 'Bytes, or a size such as `64m`.',
  'services.*.build.ssh': 'Keys for the build: `default`, or an id and a path.',
  'services.*.build.tags': 'Further names for the image, beside `image`.',
  'services.*.build.target': 'The stage to build. @default the last one',

  'services.*.configs[].mode': 'As a number the mode itself (`0o400`), as a string its octal digits. @default 0444',
  'services.*.configs[].target': 'A path. @default `/<source>`',
  'services.*.depends_on.*.restart': 'Whether this service restarts when Compose restarts the other. @default false',
  'services.*.depends_on.*.required': 'Whether the other service must exist. @default true',
  'services.*.deploy.replicas': 'How many containers. @default 1',
  'services.*.deploy.resources.limits.memory': 'A size such as `512M`.',
  'services.*.deploy.resources.limits.pids': 'How many processes and threads.',
  'services.*.deploy.resources.reservations.devices[].count': 'A number, or `all`; excludes `device_ids`.',
  'services.*.deploy.resources.reservations.memory': 'A size such as `512M`.',
  'services.*.develop.watch[].action': 'The action when something below `path` changes.',
  'services.*.develop.watch[].ignore': 'Patterns as in `.dockerignore`, relative to `path`.',
  'services.*.develop.watch[].initial_sync': 'Whether to copy what is there when watching begins. @default false',
  'services.*.develop.watch[].target': 'The path in the container, for the actions that copy.',
  'services.*.env_file[].format': "`raw`: values as they stand, no interpolation. @default Compose's own `.env` format",
  'services.*.env_file[].required': 'Whether the file must exist. @default true',
  'services.*.healthcheck.interval': 'A duration such as `30s`, as are the other times. @default 30s',
  'services.*.healthcheck.retries': 'How many failures in a row make it unhealthy. @default 3',
  'services.*.healthcheck.start_interval': 'How often to ask during `start_period`. @default 5s',
  'services.*.healthcheck.start_period': 'For how long failures do not count. @default 0s',
  'services.*.healthcheck.test': "`['CMD', …]`, `['CMD-SHELL', …]`, `['NONE']`, or a string for the shell.",
  'services.*.healthcheck.timeout': '@default 30s',
  'services.*.networks.*.aliases': 'Further names under which other services find it in this network.',
  'services.*.networks.*.gw_priority': 'The network with the highest gives the default gateway. @default 0',
  'services.*.networks.*.priority': 'Networks are joined from the highest to the lowest. @default 0',
  'services.*.ports[].host_ip': "The host's address to bind. @default all of them",
  'services.*.ports[].mode': '`host` or `ingress`. @default ingress',
  'services.*.ports[].protocol': '`tcp` or `udp`. @default tcp',
  'services.*.ports[].published':
    'The port on the host, or a range such as `8000-8010`. @default one that the engine chooses',
  'services.*.ports[].target': 'The port in the container.',
  'services.*.pre_start[].image': '@default the image of the service',
  'services.*.secrets[]': 'Compose ignores `uid`, `gid` and `mode` of a secret that comes from a file.',
  'services.*.secrets[].mode': 'As a number the mode itself (`0o400`), as a string its octal digits. @default 0444',
  'services.*.secrets[].target': 'A file name below `/run/secrets`, or a path. @default `/run/secrets/<source>`',
  'services.*.volumes[].bind.create_host_path': 'Whether the engine makes a missing folder on the host. @default true',
  'services.*.volumes[].bind.selinux': '`z`: shared among containers; `Z`: private to this one.',
  'services.*.volumes[].source': "A path for `bind`, a volume's name for `volume`, an image for `image`.",
  'services.*.volumes[].target': 'The path in the container.',
  'services.*.volumes[].tmpfs.mode': 'The mode itself: `0o1777`.',
  'services.*.volumes[].tmpfs.size': 'Bytes, or a size such as `64m`.',
  'services.*.volumes[].volume.nocopy':
    'Whether to leave a new volume empty, where the engine would copy what the image has at `target`.',

  'networks.*.attachable': 'Whether containers outside of the project may join.',
  'networks.*.external': "Whether it exists already and is not Compose's to make or remove. @default false",
  'networks.*.external.name': '@deprecated Set `name` beside `external: true`.',
  'networks.*.internal': 'Whether it has no way out. @default false',
  'networks.*.name': '@default `<project>_<key>`',
  'volumes.*.external': "Whether it exists already and is not Compose's to make or remove. @default false",
  'volumes.*.external.name': '@deprecated Set `name` beside `external: true`.',
  'volumes.*.name': '@default `<project>_<key>`',
  'secrets.*.environment': 'Name of the variable of the deploying host that holds it.',
  'secrets.*.external': "Whether it exists already and is not Compose's to make or remove. @default false",
  'secrets.*.file': 'Path of the file on the deploying host.',
  'configs.*.content': 'The content of the file.',
  'configs.*.environment': 'Name of the variable of the deploying host that holds it.',
  'configs.*.external': "Whether it exists already and is not Compose's to make or remove. @default false",
  'configs.*.external.name': '@deprecated Set `name` beside `external: true`.',
  'configs.*.file': 'Path of the file on the deploying host.',
};

/** The paths that have a line. */
export const DOCUMENTED = Object.keys(LINES);

/** The line of a property, if a line would add something. */
export function docOf(path: string): string | undefined {
  return LINES[path];
}

const REFERENCE = 'https://docs.docker.com/reference/compose-file/';
/** Pages of their own below a service. */
const PAGES = new Set(['build', 'deploy', 'develop']);

/** The page of the Compose file reference about the map at a path. */
export function pageOf(path: string): string {
  const [element = '', key, ...deeper] = path.replaceAll(/\[\]|\.\*/g, '').split('.');
  if (element === '') return REFERENCE;
  if (key === undefined) return `${REFERENCE}${element}/`;
  if (element !== 'services') return `${REFERENCE}${element}/#${key}`;
  if (!PAGES.has(key)) return `${REFERENCE}services/#${key}`;
  return `${REFERENCE}${key}/${deeper[0] === undefined ? '' : `#${deeper[0]}`}`;
}
