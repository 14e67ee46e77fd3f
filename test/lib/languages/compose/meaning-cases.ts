/**
 * One project for everything that `checkMeaning` rejects, with what Compose says about it: the tests here hold our side
 * against it, `test/engine/compose-meaning.test.ts` Compose's.
 *
 * @module
 */

export interface MeaningCase {
  readonly title: string;
  readonly id: string;
  readonly pointer: readonly string[];
  /** What our message says. */
  readonly says: string;
  /** What Compose 2.40.3 says. */
  readonly compose: RegExp;
  readonly project: Record<string, unknown>;
}

const web = { image: 'nginx' };

/** A case whose only service is `web`. */
function service(
  title: string,
  id: string,
  path: string,
  says: string,
  compose: RegExp,
  properties: Record<string, unknown>,
  rest: Record<string, unknown> = {},
): MeaningCase {
  const pointer = ['services', 'web', ...(path === '' ? [] : path.split('.'))];
  return { title, id, pointer, says, compose, project: { services: { web: { ...web, ...properties } }, ...rest } };
}

/** Two mounts at one place that Compose takes. */
function mounts(title: string, path: string, properties: Record<string, unknown>): Omit<MeaningCase, 'compose'> {
  const files = { one: { file: './key' }, two: { file: './key' } };
  return {
    title,
    id: 'mount-target-taken',
    pointer: ['services', 'web', ...path.split('.')],
    says: 'two things at',
    project: {
      services: { web: { ...web, ...properties } },
      ...(properties['secrets'] !== undefined && { secrets: files }),
      ...(properties['configs'] !== undefined && { configs: files }),
    },
  };
}

const malformed = (path: string, says: string, compose: RegExp, properties: Record<string, unknown>): MeaningCase =>
  service(`a wrong ${path.replaceAll(/\.\d+/g, '')}`, 'malformed-value', path, says, compose, properties);

export const CASES: readonly MeaningCase[] = [
  // What is named and not there
  service('a dependency', 'undefined-service', 'depends_on.0', '"bd"', /depends on undefined service "bd"/, {
    depends_on: ['bd'],
  }),
  service('a link', 'undefined-service', 'links.0', '(links)', /undefined service "db"/, { links: ['db:database'] }),
  service('a shared network', 'undefined-service', 'network_mode', '(network_mode)', /undefined service "db"/, {
    network_mode: 'service:db',
  }),
  service('shared processes', 'undefined-service', 'pid', '(pid)', /undefined service "db"/, { pid: 'service:db' }),
  service('shared memory', 'undefined-service', 'ipc', '(ipc)', /undefined service "db"/, { ipc: 'service:db' }),
  service('volumes of another', 'undefined-service', 'volumes_from.0', '(volumes_from)', /undefined service "db"/, {
    volumes_from: ['db:ro'],
  }),
  service(
    'a build from another',
    'undefined-service',
    'build.additional_contexts.base',
    'builds from',
    /unknown service "db" as additional contexts/,
    { build: { additional_contexts: { base: 'service:db' } } },
  ),
  service('a network', 'undefined-element', 'networks.0', 'network "front"', /undefined network front/, {
    networks: ['front'],
  }),
  service('a volume, short', 'undefined-element', 'volumes.0', 'volume "data"', /undefined volume data/, {
    volumes: ['data:/data'],
  }),
  service('a volume, long', 'undefined-element', 'volumes.0', 'volume "data"', /undefined volume data/, {
    volumes: [{ type: 'volume', source: 'data', target: '/data' }],
  }),
  service('a secret', 'undefined-element', 'secrets.0', 'secret "token"', /undefined secret token/, {
    secrets: ['token'],
  }),
  service('a build secret', 'undefined-element', 'build.secrets.0', 'secret "token"', /undefined build secret token/, {
    build: { secrets: ['token'] },
  }),
  service('a config', 'undefined-element', 'configs.0', 'config "site"', /undefined config site/, {
    configs: [{ source: 'site' }],
  }),
  service('a model', 'undefined-element', 'models.0', 'model "llm"', /undefined model llm/, { models: ['llm'] }),
  service('a service to extend', 'extends-broken', 'extends', '"base"', /service "base" not found/, {
    extends: { service: 'base' },
  }),
  // Circles
  {
    title: 'services in a circle',
    id: 'service-cycle',
    pointer: ['services', 'a'],
    says: 'a → b → c → a',
    compose: /dependency cycle detected: a -> b -> c -> a/,
    project: {
      services: {
        a: { ...web, depends_on: ['b'] },
        b: { ...web, links: ['c'] },
        c: { ...web, network_mode: 'service:a' },
      },
    },
  },
  service('a service that needs itself', 'service-cycle', '', 'needs itself', /dependency cycle detected: web -> web/, {
    depends_on: ['web'],
  }),
  {
    title: 'services that extend each other',
    id: 'extends-broken',
    pointer: ['services', 'a', 'extends'],
    says: 'a → b → a',
    compose: /Circular reference/,
    project: { services: { a: { extends: 'b' }, b: { extends: { service: 'a' } } } },
  },
  // Profiles
  {
    title: 'a dependency that is off',
    id: 'dependency-disabled',
    pointer: ['services', 'web', 'depends_on', '0'],
    says: '"debug"',
    compose: /depends on undefined service "db"/,
    project: { services: { web: { ...web, depends_on: ['db'] }, db: { ...web, profiles: ['debug'] } } },
  },
  // Services
  {
    title: 'nothing to run',
    id: 'image-missing',
    pointer: ['services', 'web'],
    says: 'neither "image" nor "build"',
    compose: /neither an image nor a build context/,
    project: { services: { web: { restart: 'always' } } },
  },
  service(
    'two Dockerfiles',
    'dockerfile-twice',
    'build.dockerfile_inline',
    'both',
    /dockerfile and dockerfile_inline/,
    { build: { dockerfile: 'D', dockerfile_inline: 'FROM x' } },
  ),
  {
    title: 'a build from an image',
    id: 'context-not-built',
    pointer: ['services', 'web', 'build', 'additional_contexts', '0'],
    says: 'which has no "build"',
    compose: /non-buildable service "db"/,
    project: { services: { web: { build: { additional_contexts: ['base=service:db'] } }, db: web } },
  },
  service(
    'a platform that is not built',
    'platform-not-built',
    'platform',
    '"linux/arm64"',
    /MUST include service.platform/,
    { platform: 'linux/arm64', build: { platforms: ['linux/amd64'] } },
  ),
  service(
    'a network mode and networks',
    'network-mode-conflict',
    'network_mode',
    '"default"',
    /mutually exclusive `network_mode` and `networks`/,
    { network_mode: 'host', networks: ['default'] },
  ),
  service('a health check without how', 'health-test', 'healthcheck.test.0', '"curl"', /must start either by "CMD"/, {
    healthcheck: { test: ['curl', 'localhost'] },
  }),
  service('two scales', 'scale-conflict', 'scale', 'scale 2 and deploy.replicas 3', /distinct values on 'scale'/, {
    scale: 2,
    deploy: { replicas: '3' },
  }),
  service(
    'negative replicas',
    'scale-conflict',
    'deploy.replicas',
    'cannot run -1 times',
    /greater than or equal to 0/,
    { deploy: { replicas: -1 } },
  ),
  service(
    'two limits of memory',
    'limits-conflict',
    'mem_limit',
    'mem_limit 1073741824',
    /distinct values on 'mem_limit'/,
    { mem_limit: '1g', deploy: { resources: { limits: { memory: '512m' } } } },
  ),
  service('two limits of processors', 'limits-conflict', 'cpus', 'cpus 2', /distinct values on 'cpus'/, {
    cpus: '2',
    deploy: { resources: { limits: { cpus: 1 } } },
  }),
  service(
    'two reservations',
    'limits-conflict',
    'mem_reservation',
    'mem_reservation',
    /distinct values on 'mem_reservation'/,
    { mem_reservation: 5, deploy: { resources: { reservations: { memory: '6' } } } },
  ),
  service(
    'two limits of processes',
    'limits-conflict',
    'pids_limit',
    'pids_limit 5',
    /distinct values on 'pids_limit'/,
    { pids_limit: 5, deploy: { resources: { limits: { memory: '6' } } } },
  ),
  service(
    'a name for several containers',
    'container-name-conflict',
    'container_name',
    'runs 2 times',
    /container name must be unique/,
    { container_name: 'one', scale: 2 },
  ),
  {
    title: 'a name for two services',
    id: 'container-name-conflict',
    pointer: ['services', 'b', 'container_name'],
    says: '"a" and "b"',
    compose: /container name "one" is already in use/,
    project: { services: { a: { ...web, container_name: 'one' }, b: { ...web, container_name: 'one' } } },
  },
  service(
    'a watch without target',
    'watch-incomplete',
    'develop.watch.0',
    '"sync"',
    /target is required for non-rebuild actions/,
    { develop: { watch: [{ path: './a', action: 'sync' }] } },
  ),
  service('two mounts at one place', 'mount-target-taken', 'volumes.0', '"/run"', /target \/run already mounted/, {
    tmpfs: '/run:size=1m',
    volumes: ['/run/'],
  }),
  service('one place, spelled twice', 'mount-target-taken', 'volumes.1', '"/d"', /target \/d already mounted/, {
    volumes: [
      { type: 'tmpfs', target: '/d' },
      { type: 'tmpfs', target: '/d/' },
    ],
  }),
  service('a place in memory twice', 'mount-target-taken', 'tmpfs.1', '"/d"', /target \/d already mounted/, {
    tmpfs: ['/d', '/d:size=1m'],
  }),
  service('a third mount at one place', 'mount-target-taken', 'volumes.1', '"/d"', /target \/d already mounted/, {
    tmpfs: ['/d/'],
    volumes: ['/d', { type: 'tmpfs', target: '/d/' }],
  }),
  service(
    'devices by number and name',
    'device-count-and-ids',
    'gpus.0',
    'both by "count"',
    /"count" and "device_ids" attributes are exclusive/,
    { gpus: [{ count: 1, device_ids: ['0'], capabilities: ['gpu'] }] },
  ),
  // Elements
  {
    title: 'a secret from nowhere',
    id: 'file-source',
    pointer: ['secrets', 'a'],
    says: 'comes from nowhere',
    compose: /one of file\|environment must be set/,
    project: { services: { web }, secrets: { a: { name: 'x' } } },
  },
  {
    title: 'a secret of no file',
    id: 'file-source',
    pointer: ['secrets', 'a'],
    says: 'comes from nowhere',
    compose: /must declare either `file` or `environment`/,
    project: { services: { web }, secrets: { a: { environment: '' } } },
  },
  {
    title: 'a config from two places',
    id: 'file-source',
    pointer: ['configs', 'a'],
    says: '"file" and "content"',
    compose: /mutually exclusive/,
    project: { services: { web }, configs: { a: { content: 'x', file: 'y' } } },
  },
  {
    title: 'a volume that exists and is made',
    id: 'external-with-properties',
    pointer: ['volumes', 'a'],
    says: '"driver"',
    compose: /conflicting parameters "external" and "driver"/,
    project: { services: { web }, volumes: { a: { external: true, driver: 'local' } } },
  },
  {
    title: 'two names',
    id: 'external-with-properties',
    pointer: ['networks', 'a', 'external', 'name'],
    says: 'two names',
    compose: /name and external.name conflict/,
    project: { services: { web }, networks: { a: { name: 'x', external: { name: 'y' } } } },
  },
  // Values
  malformed('healthcheck.interval', 'not a duration', /unknown unit|invalid duration|missing unit/, {
    healthcheck: { interval: '10x', test: 'a' },
  }),
  malformed('stop_grace_period', 'not a duration', /missing unit in duration/, { stop_grace_period: '10' }),
  malformed('mem_limit', 'not a size', /invalid suffix/, { mem_limit: '1x' }),
  malformed('shm_size', 'not a size', /invalid size/, { shm_size: '-1' }),
  malformed('attach', 'neither true nor false', /invalid boolean/, { attach: 'maybe' }),
  malformed('deploy.resources.limits.cpus', 'not a number', /invalid syntax/, {
    deploy: { resources: { limits: { cpus: 'two' } } },
  }),
  malformed('deploy.resources.limits.pids', 'not an integer', /invalid syntax/, {
    deploy: { resources: { limits: { pids: '1.5' } } },
  }),
  malformed('healthcheck.retries', 'negative', /-1 overflows uint/, { healthcheck: { test: 'a', retries: -1 } }),
  malformed('command', 'does not pair up', /invalid command line string/, { command: 'echo "a' }),
  malformed('ports.0', '"70000" is not a port', /invalid containerPort: 70000/i, { ports: ['80:70000'] }),
  malformed('ports.0', 'differ in length', /invalid ranges specified/i, { ports: ['80-81:80-82'] }),
  malformed('ports.0', 'no protocol "http"', /invalid proto: http/i, { ports: ['80/http'] }),
  malformed('ports.0', 'no "target"', /missing a target port/, { ports: [{ published: '80' }] }),
  malformed('ports.0.host_ip', '"localhost" is not an IP', /invalid ip address: localhost/, {
    ports: [{ target: 80, host_ip: 'localhost' }],
  }),
  malformed('volumes.0', 'too many colons', /too many colons/, { volumes: ['./a:/b:ro:x'] }),
  malformed('volumes.0', 'no "target"', /missing a mount target/, { volumes: [{ type: 'bind', source: './a' }] }),
  malformed('volumes.0', 'no "source"', /field Source must not be empty/, {
    volumes: [{ type: 'bind', target: '/a' }],
  }),
  malformed('devices.0', 'too many colons', /confusing device mapping/, { devices: ['/a:/b:r:w'] }),
  malformed('devices.0', 'no "target"', /missing a mount target/, { devices: [{ source: '/dev/a' }] }),
  malformed('extra_hosts', 'not a host', /missing IP: a/, { extra_hosts: ['a'] }),
  malformed('environment', 'ends in a space', /trailing space/, { environment: ['A =1'] }),
  malformed('build.ssh', 'names no key', /invalid ssh key/, { build: { ssh: ['key'] } }),
  malformed('build.additional_contexts', 'has no "="', /expected key=value/, { build: { additional_contexts: ['a'] } }),
  malformed('configs.0.mode', 'not a mode', /invalid syntax/, { configs: [{ source: 'a', mode: '0o440' }] }),
  malformed('gpus.0.count', 'not a number of devices', /the only value allowed is 'all' or a number/, {
    gpus: [{ count: 'some' }],
  }),
  malformed('develop.watch.0.path', 'is empty', /can't be blank/, {
    develop: { watch: [{ path: '', action: 'rebuild' }] },
  }),
  malformed('ulimits.a_b', 'not a limit', /Atoi/, { ulimits: { a_b: 'x' } }),
  malformed('storage_opt.size', 'neither a string', /expected type 'string'/, { storage_opt: { size: true } }),
  malformed('group_add.0', 'neither a string', /expected type 'string'/, { group_add: [1.5] }),
  malformed('expose.0', 'neither a string', /unsupported expose value/, { expose: [80.5] }),
];

/** What Compose accepts, and a person wants to know all the same. */
export const WARNINGS: readonly Omit<MeaningCase, 'compose'>[] = [
  service('an entry twice', 'repeated-entry', 'environment.0', '"A" twice', /-/, { environment: ['A=1', 'A=2'] }),
  service('a command for a shell', 'command-cut', 'command', 'ends before "|"', /-/, { command: "echo 'a|b' | cat" }),
  {
    title: 'waiting for what is never healthy',
    id: 'health-unknown',
    pointer: ['services', 'web', 'depends_on', 'db'],
    says: 'no health check of its own',
    project: {
      services: {
        web: { ...web, depends_on: { db: { condition: 'service_healthy' } } },
        db: { ...web, healthcheck: { disable: true } },
      },
    },
  },
  {
    title: 'a port of the host twice',
    id: 'host-port-taken',
    pointer: ['services', 'b', 'ports', '0'],
    says: 'port 80/tcp',
    project: { services: { a: { ...web, ports: ['80:80'] }, b: { ...web, ports: ['127.0.0.1:80:8080'] } } },
  },
  mounts('two volumes, of which Compose keeps the last', 'volumes.1', { volumes: ['./one:/d', './two:/d/'] }),
  mounts('two secrets, of which Compose keeps the last', 'secrets.1', {
    secrets: [
      { source: 'one', target: 'd' },
      { source: 'two', target: 'd' },
    ],
  }),
  mounts('two configs, of which Compose keeps the last', 'configs.1', {
    configs: [
      { source: 'one', target: '/d' },
      { source: 'two', target: '/d' },
    ],
  }),
  mounts('a config that a volume hides', 'configs.1', {
    volumes: ['./one:/d'],
    configs: ['two', { source: 'one', target: '/d' }],
  }),
  mounts('a place in memory, spelled as Compose does not compare it', 'volumes.0', {
    tmpfs: ['/d/'],
    volumes: ['./one:/d'],
  }),
  service('a restart policy that is none', 'value-refused', 'restart', 'allways', /-/, { restart: 'allways' }),
  {
    title: 'a copy into a root that is read-only',
    id: 'read-only-copy',
    pointer: ['services', 'web', 'configs', '0'],
    says: 'cannot copy the config "motd"',
    project: {
      services: { web: { ...web, read_only: true, configs: [{ source: 'motd', target: '/motd' }] } },
      configs: { motd: { content: 'Welcome' } },
    },
  },
  service('a port without a network', 'port-unreachable', 'network_mode', 'nobody reaches', /-/, {
    ports: ['8080:80'],
    network_mode: 'none',
  }),
  service('TLS at a port without it', 'tls-missing', 'ports.0', '443', /-/, { ports: ['443:80'] }),
  service('a database for everybody', 'database-published', 'ports.0', 'PostgreSQL', /-/, { ports: ['5432:5432'] }),
  service('a password for everybody', 'secret-in-clear', 'environment.DB_PASSWORD', 'clear text', /-/, {
    environment: { DB_PASSWORD: 'hunter2' },
  }),
  {
    title: 'an underscore in a host',
    id: 'host-name-underscore',
    pointer: ['services', 'web', 'environment', 'URL'],
    says: '"my_app"',
    project: { services: { web: { ...web, environment: { URL: 'http://my_app:80' } }, my_app: web } },
  },
  {
    title: 'a port of the host',
    id: 'port-of-host',
    pointer: ['services', 'web', 'environment', 'URL'],
    says: 'port 5432',
    project: {
      services: {
        web: { ...web, environment: { URL: 'postgres://db:5433' } },
        db: { ...web, ports: ['127.0.0.1:5433:5432'] },
      },
    },
  },
  {
    title: 'a database at localhost',
    id: 'localhost-called',
    pointer: ['services', 'web', 'environment', 'DB_HOST'],
    says: '"db" is another container',
    project: { services: { web: { ...web, environment: { DB_HOST: 'localhost' } }, db: { image: 'postgres:17' } } },
  },
  service("the host's root", 'host-exposed', 'volumes.0', '"/"', /-/, { volumes: ['/:/host:ro'] }),
  service('a health check that cannot fail', 'health-never-fails', 'healthcheck.test', 'cannot fail', /-/, {
    healthcheck: { test: ['CMD', '/bin/true'] },
  }),
  service('a script in quotes', 'script-quoted', 'command.2', 'quotes', /-/, { command: ['sh', '-c', "'a b'"] }),
  service('a doubled dollar', 'dollar-doubled', 'command.2', '$$', /-/, { command: ['sh', '-c', 'echo $$(date)'] }),
  service('quotes in a value', 'quotes-kept', 'environment.0', 'quotes', /-/, { environment: ['TZ="Europe/Berlin"'] }),
  service('a value that got lost', 'value-lost', 'environment.URL', 'undefined', /-/, {
    environment: { URL: 'http://undefined:80' },
  }),
  {
    title: 'a volume that nobody uses',
    id: 'unused-element',
    pointer: ['volumes', 'data'],
    says: 'No service uses the volume',
    project: { services: { web }, volumes: { data: {} } },
  },
  {
    title: 'a mistake in a service that is off',
    id: 'undefined-element',
    pointer: ['services', 'web', 'networks', '0'],
    says: 'network "gone"',
    project: { services: { web: { ...web, profiles: ['x'], networks: ['gone'] } } },
  },
];
