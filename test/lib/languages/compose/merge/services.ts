/**
 * Services in every form in which Compose merges them, with few names, so that two of them often speak of the same thing.
 */
import fc, { type Arbitrary } from 'fast-check';
import type { Service } from '../../../../../lib/languages/compose';

type Map = Readonly<Record<string, unknown>>;

const name = fc.constantFrom('a', 'b', 'c');
const value = fc.constantFrom('1', '2', 'x=y', '', 'with space', '$x');
const scalar = fc.oneof(value, fc.constantFrom<unknown>(null, 3, 1.5, true, false));
const path = fc.constantFrom('/a', '/b', '/c');

function list<T>(item: Arbitrary<T>, minLength = 0): Arbitrary<readonly T[]> {
  // Compose refuses the same item twice in most lists.
  return fc.uniqueArray(item, { minLength, maxLength: 4, selector: (one) => JSON.stringify(one) });
}

function map<T>(item: Arbitrary<T>, keys: Arbitrary<string> = name): Arbitrary<Readonly<Record<string, T>>> {
  return fc.dictionary(keys, item, { maxKeys: 3, noNullPrototype: true });
}

const pairs = fc.oneof(
  name,
  fc.tuple(name, value).map(([key, given]) => `${key}=${given}`),
);
const keyValues = fc.oneof(list(pairs), map(scalar));
const stringOrList = (item: Arbitrary<string>): Arbitrary<unknown> => fc.oneof(item, list(item));

const port = fc.oneof<Arbitrary<unknown>[]>(
  fc.constantFrom(
    80,
    443,
    '80',
    '8080:80',
    '80:80',
    '127.0.0.1:80:80',
    '8080:80/udp',
    '8000-8002:8000-8002',
    '8001:8001',
  ),
  fc.constantFrom<unknown>(
    { target: 80 },
    { target: 80, published: '8080' },
    { target: 80, published: 8080 },
    { target: 80, published: '8080', protocol: 'udp', mode: 'host' },
    { target: 8001, published: '8001', name: 'n' },
    { target: 80, published: '80', host_ip: '127.0.0.1' },
  ),
);

const mount = fc.oneof<Arbitrary<unknown>[]>(
  fc
    .tuple(fc.constantFrom('./x', '/y', 'v1', 'v2'), path, fc.constantFrom('', ':ro'))
    .map(([source, target, end]) => `${source}:${target}${end}`),
  path,
  fc.record({ type: fc.constant('volume'), source: fc.constantFrom('v1', 'v2'), target: path }),
  fc.record({ type: fc.constant('bind'), source: fc.constant('/y'), target: path, read_only: fc.boolean() }),
  fc.record({ type: fc.constant('tmpfs'), target: path }),
);

const device = fc.oneof<Arbitrary<unknown>[]>(
  fc.constantFrom('/dev/a', '/dev/a:/dev/b', '/dev/b:/dev/a:r', '/dev/c'),
  fc.constantFrom({ source: '/dev/x', target: '/dev/a' }, { source: '/dev/y', target: '/dev/b', permissions: 'r' }),
);

const grant = (kind: string): Arbitrary<unknown> =>
  fc.oneof<Arbitrary<unknown>[]>(
    fc.constantFrom(`${kind}1`, `${kind}2`),
    fc.record({ source: fc.constantFrom(`${kind}1`, `${kind}2`) }),
    fc.record({
      source: fc.constantFrom(`${kind}1`, `${kind}2`),
      target: fc.constantFrom(`/run/secrets/${kind}1`, '/g'),
    }),
  );

const envFile = fc.oneof<Arbitrary<unknown>[]>(
  fc.constantFrom('a.env', 'b.env'),
  fc.record({ path: fc.constantFrom('a.env', 'b.env', 'none.env'), required: fc.constant(false) }),
);

const depends = fc.oneof<Arbitrary<unknown>[]>(
  list(fc.constantFrom('d1', 'd2', 'd3')),
  map(
    fc.record(
      {
        condition: fc.constantFrom('service_started', 'service_healthy'),
        required: fc.boolean(),
        restart: fc.boolean(),
      },
      { requiredKeys: ['condition'] },
    ),
    fc.constantFrom('d1', 'd2', 'd3'),
  ),
);

const attachment = fc.option(
  fc.record(
    { aliases: list(name), ipv4_address: fc.constantFrom('10.0.0.2', '10.0.0.3'), priority: fc.constantFrom(1, 2) },
    { requiredKeys: [] },
  ),
);
const networks = fc.oneof<Arbitrary<unknown>[]>(
  list(fc.constantFrom('n1', 'n2', 'n3')),
  map(attachment, fc.constantFrom('n1', 'n2', 'n3')),
);
const models = fc.oneof<Arbitrary<unknown>[]>(
  list(fc.constantFrom('m1', 'm2')),
  map(
    fc.record({ endpoint_var: fc.constantFrom('A', 'B'), model_var: fc.constantFrom('A', 'B') }, { requiredKeys: [] }),
    fc.constantFrom('m1', 'm2'),
  ),
);

const command = fc.oneof<Arbitrary<unknown>[]>(fc.constantFrom('run me', ''), list(value), fc.constant(null));
const hosts = fc.oneof<Arbitrary<unknown>[]>(
  list(
    fc
      .tuple(name, fc.constantFrom('=', ':'), fc.constantFrom('1.1.1.1', '::1', '1.1.1.1,2.2.2.2', '[::1]'))
      .map((parts) => parts.join('')),
  ),
  map(
    fc.oneof<Arbitrary<unknown>[]>(fc.constantFrom('1.1.1.1', '::1'), list(fc.constantFrom('2.2.2.2', '1.1.1.1'), 1)),
  ),
);
const ulimits = map(
  fc.oneof<Arbitrary<unknown>[]>(
    fc.constantFrom(1, 2),
    fc.record({ soft: fc.constantFrom(1, 2), hard: fc.constant(3) }),
  ),
  fc.constantFrom('nofile', 'nproc'),
);

const build = fc.oneof<Arbitrary<unknown>[]>(
  fc.constantFrom('.', './x'),
  fc.record(
    {
      context: fc.constantFrom('.', './x'),
      dockerfile: fc.constantFrom('Dockerfile', 'Other'),
      args: keyValues,
      labels: keyValues,
      additional_contexts: fc.oneof<Arbitrary<unknown>[]>(
        list(fc.tuple(name, path).map((parts) => parts.join('='))),
        map(path),
      ),
      extra_hosts: hosts,
      tags: list(fc.constantFrom('x:1', 'x:2', 'y')),
      cache_from: list(name),
      platforms: list(fc.constantFrom('linux/amd64', 'linux/arm64')),
      ulimits: map(fc.constantFrom(1, 2), fc.constantFrom('nofile', 'nproc')),
      secrets: list(fc.constantFrom('s1', 's2')),
    },
    { requiredKeys: ['context'] },
  ),
);

const healthcheck = fc.record(
  {
    test: fc.constantFrom<unknown>('curl x', ['CMD', 'a'], ['CMD', 'b'], ['NONE']),
    interval: fc.constantFrom('1s', '2s'),
    retries: fc.constantFrom(1, 2),
  },
  { requiredKeys: [] },
);
const logging = fc.record(
  { driver: fc.constantFrom('json-file', 'local'), options: map(fc.constantFrom<unknown>('1', '2', 3, null)) },
  { requiredKeys: [] },
);
const deploy = fc.record(
  {
    replicas: fc.constantFrom(1, 2),
    labels: keyValues,
    resources: fc.record(
      {
        limits: fc.record(
          { cpus: fc.constantFrom('1', '2'), memory: fc.constantFrom('1g', '2g') },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    ),
    placement: fc.record({ constraints: list(name) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const extension = fc.record(
  {
    scalar,
    list: list(value),
    map: map(scalar),
    nested: map(fc.record({ list: list(value), scalar }, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
);

/** Two of one list would be refused. */
const rare = fc.uuid();

/** Each property with what may stand there, alone of its kind where Compose refuses to merge two kinds. */
export const PROPERTIES: Readonly<Record<string, Arbitrary<unknown>>> = {
  annotations: keyValues,
  build,
  cap_add: list(fc.constantFrom('A', 'B', 'C')),
  command,
  configs: list(grant('c')),
  domainname: fc.constantFrom('one', 'two'),
  depends_on: depends,
  deploy,
  devices: list(device),
  dns: stringOrList(fc.constantFrom('1.1.1.1', '8.8.8.8', '9.9.9.9')),
  dns_opt: list(fc.constantFrom('a', 'b:1')),
  dns_search: stringOrList(fc.constantFrom('x.y', 'y.z', '.')),
  entrypoint: command,
  env_file: fc.oneof<Arbitrary<unknown>[]>(fc.constantFrom('a.env', 'b.env'), list(envFile)),
  environment: keyValues,
  expose: list(fc.constantFrom<unknown>(80, '443', '8000-8002', '80/udp')),
  extra_hosts: hosts,
  gpus: list(fc.record({ count: fc.constantFrom(1, 2), capabilities: fc.constant(['gpu']) })),
  group_add: rare.map((one) => [one]),
  healthcheck,
  hostname: fc.constantFrom('h', 'i'),
  labels: keyValues,
  label_file: stringOrList(fc.constantFrom('a.env', 'b.env')),
  links: list(fc.constantFrom('d1', 'd2:x')),
  logging,
  shm_size: fc.constantFrom<unknown>('1g', 1024, '2g'),
  models,
  networks,
  ports: list(port),
  post_start: list(fc.record({ command: fc.constantFrom('a', 'b') })),
  read_only: fc.boolean(),
  secrets: list(grant('s')),
  security_opt: rare.map((one) => [one]),
  storage_opt: map(value),
  sysctls: fc.oneof<Arbitrary<unknown>[]>(
    list(fc.constantFrom('net.a=1', 'net.b=2', 'net.a=3')),
    map(fc.constantFrom<unknown>('1', 2), fc.constantFrom('net.a', 'net.b')),
  ),
  tmpfs: stringOrList(fc.constantFrom('/t:size=1m', '/t:size=2m', '/u')),
  ulimits,
  user: fc.constantFrom('me', 'you'),
  volumes: list(mount),
  'x-any': extension,
};

/** A service with one in so many of the properties. */
export function service(oneIn = 4): Arbitrary<Service> {
  const entries = Object.entries(PROPERTIES).map(([key, arbitrary]) =>
    fc.oneof(
      { weight: 1, arbitrary: arbitrary.map((given) => [[key, given] as const]) },
      { weight: oneIn - 1, arbitrary: fc.constant([]) },
    ),
  );
  // Forms of all kinds, most of them not in the types of a person's own code.
  return fc.tuple(...entries).map((parts) => Object.fromEntries(parts.flat()) as Service);
}

const subnet = fc.record(
  {
    subnet: fc.constantFrom('10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16'),
    gateway: fc.constantFrom('10.1.0.1', '10.2.0.1'),
    aux_addresses: map(fc.constantFrom('10.1.0.5', '10.1.0.6')),
  },
  { requiredKeys: ['subnet'] },
);

/** A network, with one list of labels or map of them. */
export const network: Arbitrary<Map | null> = fc.option(
  fc.record(
    {
      driver: fc.constantFrom('bridge', 'overlay'),
      driver_opts: map(fc.constantFrom<unknown>('1', 2)),
      internal: fc.boolean(),
      ipam: fc.record({ driver: fc.constant('default'), config: list(subnet, 1) }, { requiredKeys: [] }),
      labels: keyValues,
    },
    { requiredKeys: [] },
  ),
  { freq: 4 },
);

/** A volume. */
export const volume: Arbitrary<Map | null> = fc.option(
  fc.record(
    {
      driver: fc.constantFrom('local', 'other'),
      driver_opts: map(fc.constantFrom<unknown>('1', 2)),
      labels: map(scalar),
      name: fc.constantFrom('q', 'r'),
    },
    { requiredKeys: [] },
  ),
  { freq: 4 },
);
