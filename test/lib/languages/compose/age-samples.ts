/**
 * One project for each thing that a release of Docker Compose learned, by its row in `since.ts`.
 */

function service(properties: object, more: object = {}): object {
  return { services: { web: { image: 'nginx:1.27', ...properties } }, ...more };
}

function build(properties: object, more: object = {}): object {
  return service({ build: { context: '.', ...properties } }, more);
}

function watch(properties: object): object {
  return service({ develop: { watch: [{ path: './a', action: 'rebuild', ...properties }] } });
}

function mount(properties: object): object {
  return service({ volumes: [{ type: 'volume', target: '/a', ...properties }] });
}

function network(properties: object): object {
  return service({ networks: { front: properties } }, { networks: { front: {} } });
}

function dependency(properties: object): object {
  return {
    services: {
      db: { image: 'postgres:17' },
      web: { image: 'nginx:1.27', depends_on: { db: { condition: 'service_started', ...properties } } },
    },
  };
}

const reservations = { generic_resources: [{ discrete_resource_spec: { kind: 'a', value: '2' } }] };
const hook = [{ command: 'true' }];
const model = { models: { llm: { model: 'ai/smollm2' } } };
const secret = { secrets: { key: { file: './key' } } };

export const SAMPLES: Readonly<Record<string, object>> = {
  'configs.*.content': service({}, { configs: { a: { content: 'b' } } }),
  'configs.*.environment': service({}, { configs: { a: { environment: 'B' } } }),
  include: service({}, { include: ['./other.yaml'] }),
  models: service({}, model),
  name: service({}, { name: 'kitteh' }),
  'networks.*.enable_ipv4': service({}, { networks: { a: { enable_ipv4: true } } }),
  'networks.*.enable_ipv6 string': service({}, { networks: { a: { enable_ipv6: 'true' } } }),
  'secrets.*.environment': service({}, { secrets: { a: { environment: 'B' } } }),
  'services.*.annotations': service({ annotations: { a: 'b' } }),
  'services.*.attach': service({ attach: false }),
  'services.*.attach string': service({ attach: 'false' }),
  'services.*.build.additional_contexts': build({ additional_contexts: { a: './a' } }),
  'services.*.build.cache_to': build({ cache_to: ['type=inline'] }),
  'services.*.build.dockerfile_inline': build({ dockerfile_inline: 'FROM scratch' }),
  'services.*.build.entitlements': build({ entitlements: ['network.host'] }),
  'services.*.build.extra_hosts.* list': build({ extra_hosts: { a: ['10.0.0.1'] } }),
  'services.*.build.no_cache': build({ no_cache: true }),
  'services.*.build.no_cache string': build({ no_cache: 'true' }),
  'services.*.build.no_cache_filter': build({ no_cache_filter: 'run' }),
  'services.*.build.platforms': build({ platforms: ['linux/amd64'] }),
  'services.*.build.privileged': build({ privileged: true }),
  'services.*.build.privileged string': build({ privileged: 'true' }),
  'services.*.build.provenance': build({ provenance: true }),
  'services.*.build.pull': build({ pull: true }),
  'services.*.build.pull string': build({ pull: 'true' }),
  'services.*.build.sbom': build({ sbom: true }),
  'services.*.build.secrets': build({ secrets: ['key'] }, secret),
  'services.*.build.secrets[].mode string': build({ secrets: [{ source: 'key', mode: '0400' }] }, secret),
  'services.*.build.ssh': build({ ssh: ['default'] }),
  'services.*.build.tags': build({ tags: ['a:1'] }),
  'services.*.build.ulimits': build({ ulimits: { nofile: 3 } }),
  'services.*.cgroup': service({ cgroup: 'host' }),
  'services.*.command null': service({ command: null }),
  'services.*.depends_on.*.required': dependency({ required: false }),
  'services.*.depends_on.*.restart': dependency({ restart: true }),
  'services.*.depends_on.*.restart string': dependency({ restart: 'true' }),
  'services.*.depends_on.*.x-': dependency({ 'x-a': 1 }),
  'services.*.deploy.resources.limits.pids': service({ deploy: { resources: { limits: { pids: 9 } } } }),
  'services.*.deploy.resources.limits.pids string': service({ deploy: { resources: { limits: { pids: '9' } } } }),
  'services.*.deploy.resources.reservations.generic_resources[].discrete_resource_spec.value string': service({
    deploy: { resources: { reservations } },
  }),
  'services.*.develop': watch({}),
  'services.*.develop.watch[].action=restart': watch({ action: 'restart' }),
  'services.*.develop.watch[].action=sync+exec': watch({ action: 'sync+exec', target: '/a' }),
  'services.*.develop.watch[].action=sync+restart': watch({ action: 'sync+restart', target: '/a' }),
  'services.*.develop.watch[].exec': watch({ exec: { command: 'true' } }),
  'services.*.develop.watch[].ignore string': watch({ ignore: 'b' }),
  'services.*.develop.watch[].include': watch({ include: ['b'] }),
  'services.*.develop.watch[].initial_sync': watch({ action: 'sync', target: '/a', initial_sync: true }),
  'services.*.devices[] map': service({ devices: [{ source: '/dev/null', target: '/dev/null', permissions: 'r' }] }),
  'services.*.entrypoint null': service({ entrypoint: null }),
  'services.*.env_file[] map': service({ env_file: [{ path: './a.env', required: false }] }),
  'services.*.env_file[].format': service({ env_file: [{ path: './a.env', required: false, format: 'raw' }] }),
  'services.*.env_file[].required string': service({ env_file: [{ path: './a.env', required: 'false' }] }),
  'services.*.extra_hosts.* list': service({ extra_hosts: { a: ['10.0.0.1'] } }),
  'services.*.gpus': service({ gpus: [{ count: 1 }] }),
  'services.*.gpus string': service({ gpus: 'all' }),
  'services.*.healthcheck.start_interval': service({ healthcheck: { test: 'true', start_interval: '1s' } }),
  'services.*.label_file': service({ label_file: './other.labels' }),
  'services.*.mem_swappiness string': service({ mem_swappiness: '10' }),
  'services.*.models': service({ models: ['llm'] }, model),
  'services.*.models.* null': service({ models: { llm: null } }, model),
  'services.*.models.*.model_var': service({ models: { llm: { endpoint_var: 'A', model_var: 'B' } } }, model),
  'services.*.networks.*.driver_opts': network({ driver_opts: { a: 'b' } }),
  'services.*.networks.*.gw_priority': network({ gw_priority: 1 }),
  'services.*.networks.*.interface_name': network({ interface_name: 'eth1' }),
  'services.*.networks.*.mac_address': network({ mac_address: '02:42:ac:11:00:01' }),
  'services.*.ports[].app_protocol': service({ ports: [{ target: 80, app_protocol: 'http' }] }),
  'services.*.ports[].name': service({ ports: [{ target: 80, name: 'web' }] }),
  'services.*.post_start': service({ post_start: hook }),
  'services.*.pre_start': service({ pre_start: hook }),
  'services.*.pre_stop': service({ pre_stop: hook }),
  'services.*.provider': { services: { web: { provider: { type: 'a', options: { b: 'c' } } } } },
  'services.*.provider.options.* boolean': { services: { web: { provider: { type: 'a', options: { b: true } } } } },
  'services.*.provider.options.* list': { services: { web: { provider: { type: 'a', options: { b: ['c'] } } } } },
  'services.*.pull_policy=daily': service({ pull_policy: 'daily' }),
  'services.*.pull_policy=every_*': service({ pull_policy: 'every_12h' }),
  'services.*.pull_policy=refresh': service({ pull_policy: 'refresh' }),
  'services.*.pull_policy=weekly': service({ pull_policy: 'weekly' }),
  'services.*.pull_refresh_after': service({ pull_refresh_after: '1d' }),
  'services.*.storage_opt': service({ storage_opt: { size: '1G' } }),
  'services.*.use_api_socket': service({ use_api_socket: false }),
  'services.*.uts': service({ uts: 'host' }),
  'services.*.volumes[].bind.create_host_path string': mount({
    type: 'bind',
    source: './a',
    bind: { create_host_path: 'false' },
  }),
  'services.*.volumes[].bind.recursive': mount({ type: 'bind', source: './a', bind: { recursive: 'disabled' } }),
  'services.*.volumes[].bind.selinux': mount({ type: 'bind', source: './a', bind: { selinux: 'z' } }),
  'services.*.volumes[].image': mount({ type: 'image', source: 'a', image: { subpath: 'b' } }),
  'services.*.volumes[].tmpfs.mode': mount({ type: 'tmpfs', tmpfs: { mode: 0o700 } }),
  'services.*.volumes[].tmpfs.size string': mount({ type: 'tmpfs', tmpfs: { size: '1m' } }),
  'services.*.volumes[].volume.labels': mount({ volume: { labels: { a: 'b' } } }),
  'services.*.volumes[].volume.subpath': mount({ volume: { subpath: 'b' } }),
};
