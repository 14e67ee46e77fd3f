import fc from 'fast-check';
import { anyName, anyString } from '../yaml/strings';

const name = fc.stringMatching(/^[a-w][a-z0-9_-]{0,8}$/);
const duration = fc.constantFrom('300ms', '10s', '1m30s', '2h');
const size = fc.constantFrom('64m', '1g', '512k', '1024');
/** A map with any of the entries. */
function optionally<T>(entries: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record(entries, { requiredKeys: [] });
}
const named = fc.dictionary(
  anyName,
  fc.oneof(
    anyString,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  ),
  { maxKeys: 3 },
);
const words = fc.array(anyString, { maxLength: 3 });
const flag = fc.oneof(fc.boolean(), fc.constantFrom('true', 'false'));
const port = fc.integer({ min: 1, max: 65535 });
const file = (source: string) =>
  fc.record({
    source: fc.constant(source),
    target: fc.constantFrom('/t', '/u/v'),
    uid: fc.constant('1'),
    gid: fc.constant('1'),
    mode: fc.constantFrom(0o400, '0440'),
  });

const volume = fc.oneof(
  fc.record({
    type: fc.constant('volume'),
    source: fc.constant('data'),
    target: fc.constant('/data'),
    read_only: flag,
    volume: optionally({ nocopy: flag, subpath: fc.constant('a') }),
  }),
  fc.record({
    type: fc.constant('bind'),
    source: fc.constantFrom('./a', '/a'),
    target: fc.constant('/bind'),
    bind: optionally({ create_host_path: flag }),
  }),
  fc.record({
    type: fc.constant('tmpfs'),
    target: fc.constant('/tmpfs'),
    tmpfs: optionally({ size, mode: fc.constant(0o1777) }),
  }),
);

const anyService = optionally({
  build: fc.record({
    context: fc.constantFrom('.', './a'),
    args: named,
    target: name,
    labels: named,
    pull: flag,
    shm_size: size,
  }),
  command: fc.oneof(fc.constant(null), words),
  entrypoint: fc.oneof(fc.constant(null), words),
  environment: named,
  labels: named,
  env_file: fc.constant([{ path: './absent.env', required: false }]),
  ports: fc.array(
    fc.record({
      target: port,
      published: fc.oneof(port, port.map(String)),
      host_ip: fc.constantFrom('127.0.0.1', '::1'),
      protocol: fc.constantFrom('tcp', 'udp'),
    }),
    { maxLength: 2 },
  ),
  expose: fc.array(port.map(String), { maxLength: 2 }),
  volumes: fc.array(volume, { maxLength: 3 }),
  tmpfs: fc.constantFrom('/run', ['/run', '/tmp:size=64m']),
  networks: fc.constantFrom({ front: null }, { front: { aliases: ['a'], priority: 1 }, back: {} }),
  depends_on: fc.record({
    db: fc.record({
      condition: fc.constantFrom('service_started', 'service_healthy'),
      restart: flag,
      required: fc.boolean(),
    }),
  }),
  healthcheck: optionally({
    test: words.map((rest) => ['CMD', 'true', ...rest]),
    interval: duration,
    timeout: duration,
    retries: fc.nat(9),
    start_period: duration,
    start_interval: duration,
    disable: flag,
  }),
  secrets: fc.array(file('key'), { maxLength: 1 }),
  configs: fc.array(file('conf'), { maxLength: 1 }),
  restart: fc.constantFrom('no', 'always', 'unless-stopped', 'on-failure:3'),
  user: fc.constantFrom('1000', '1000:1000', 'app'),
  read_only: flag,
  init: flag,
  cap_drop: fc.constant(['ALL', 'ALL']),
  cap_add: fc.constant(['NET_BIND_SERVICE']),
  security_opt: fc.constant(['no-new-privileges:true']),
  stop_grace_period: duration,
  stop_signal: fc.constant('SIGQUIT'),
  logging: fc.record({
    driver: name,
    options: fc.dictionary(name, fc.oneof(anyString, fc.integer()), { maxKeys: 2 }),
  }),
  deploy: fc.record({
    resources: fc.record({
      limits: optionally({ cpus: fc.constantFrom('0.5', 1, 0.25), memory: size, pids: fc.nat(100) }),
    }),
  }),
  working_dir: fc.constant('/app'),
  extra_hosts: fc.constant({ host: ['10.0.0.1', '10.0.0.2'] }),
  hostname: name,
  pull_policy: fc.constantFrom('always', 'missing', 'never', 'build'),

  shm_size: size,
  ulimits: fc.record({ nofile: fc.record({ soft: fc.nat(9), hard: fc.nat(9) }), nproc: fc.nat(9) }),
  sysctls: fc.constant({ 'net.core.somaxconn': 1024 }),
  'x-any': fc.jsonValue(),
});

/** Projects that Compose accepts, with every property of the model somewhere. */
export const anyProject = fc
  .record({
    name: fc.constantFrom('kitteh', 'a-b_c1'),
    services: fc.dictionary(name, anyService, { minKeys: 2, maxKeys: 6 }),
    networks: fc.record({
      front: fc.constantFrom(null, { driver: 'bridge', labels: { a: 'b' } }),
      back: fc.record({ internal: flag }),
    }),
    volumes: fc.record({
      data: fc.constantFrom(null, {}, { driver: 'local', driver_opts: { type: 'none', size: 1 } }),
    }),
    secrets: fc.record({ key: fc.constantFrom({ file: './key' }, { environment: 'KEY' }) }),
    configs: fc.record({ conf: fc.oneof(fc.constant({ file: './conf' }), fc.record({ content: anyString })) }),
  })
  .map((given) => {
    const services = Object.entries(given.services).map(([key, web]) => [key, { image: 'a', ...web }]);
    return { ...given, services: { ...Object.fromEntries(services), db: { image: 'db' } } };
  });
