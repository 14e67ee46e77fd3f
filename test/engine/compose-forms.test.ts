/**
 * Short forms against the real Compose: what we expand means the same to it, and what we call a problem it rejects.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  canonicalProject,
  mapHostPaths,
  modernize,
  type Read,
  readCommand,
  readDevice,
  readDuration,
  readExtraHost,
  readKeyValues,
  readMount,
  readNumber,
  readPort,
  readSize,
  readUlimit,
} from '../../lib/languages/compose/forms';
import type { Project } from '../../lib/languages/compose/model.generated';
import { type Answer, composeConfig } from './compose-config';

type Json = Readonly<Record<string, unknown>>;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compose-forms-'));
  mkdirSync(join(folder, 'sub'));
  for (const file of ['a.env', 'b.env', 'x.labels', 'sub/a.env']) writeFileSync(join(folder, file), 'A=1\n');
  writeFileSync(join(folder, 'other.yaml'), 'services: {other: {image: other}}\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function config(project: unknown): Answer {
  const yaml = JSON.stringify(project, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
  return composeConfig(
    folder,
    yaml.replaceAll('$', '$$$$'),
    { DOCKER_HOST: 'unix:///nonexistent' },
    '--format',
    'json',
  );
}

function whole(project: unknown): Json {
  const { status, stdout, stderr } = config(project);
  if (status !== 0) throw new Error(stderr);
  // An empty `volume` is what Compose adds to a volume in short syntax.
  return JSON.parse(stdout.replaceAll('$$', '$'), (key, value) =>
    key === 'volume' && Object.keys(value).length === 0 ? undefined : value,
  );
}

function services(project: unknown): Readonly<Record<string, Json>> {
  return whole(project)['services'] as Readonly<Record<string, Json>>;
}

/** One service per form, each with only that. */
function projectOf(forms: readonly unknown[], serviceOf: (form: unknown) => Json, more: Json = {}): Json {
  const entries = forms.map((form, index) => [`s${index}`, { image: 'x', ...serviceOf(form) }] as const);
  return { services: Object.fromEntries(entries), ...more };
}

interface Family {
  readonly read: (form: unknown) => Read<unknown>;
  readonly serviceOf: (form: unknown) => Json;
  readonly forms: readonly unknown[];
  readonly generated: fc.Arbitrary<unknown>;
  readonly more?: Json;
}

const digits = fc.integer({ min: 0, max: 70000 }).map(String);
const range = fc.oneof(
  { weight: 6, arbitrary: digits },
  { weight: 3, arbitrary: fc.tuple(fc.nat(65000), fc.nat(12)).map(([low, count]) => `${low}-${low + count}`) },
  { weight: 1, arbitrary: fc.constantFrom('', '-', '80-', '9-1', '080', '1-2-3', '+1', '65536', 'http') },
);
const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6().map((ip) => `[${ip}]`),
  fc.constantFrom(
    '',
    '0.0.0.0',
    '[::1]',
    '[::1',
    '127.0.0.01',
    'localhost',
    '1.2.3',
    '[fe80::1%eth0]',
    '[]',
    '[::ffff:1.2.3.4]',
  ),
);
const protocol = fc.constantFrom('', '', '', '/tcp', '/udp', '/sctp', '/UDP', '/', '/x');
const word = fc.constantFrom(
  'a',
  'data',
  './a',
  '../b',
  '/abs',
  '~/h',
  '~',
  'C:\\x',
  'c:/x',
  '\\\\.\\pipe\\x',
  'é:',
  'vol',
  '.',
  'a/',
  './a/../b/',
  '${X}',
  '$HOME',
  '${X:-a}',
  'z',
  '}',
  'x y',
  '',
);
const option = fc.constantFrom(
  'ro',
  'rw',
  'z',
  'Z',
  'cached',
  'delegated',
  'consistent',
  'nocopy',
  'shared',
  'rslave',
  'rprivate',
  'ro,z',
  'z,ro,rw',
  'nocopy,ro',
  'bogus',
  '',
  'ro,',
  'private,Z',
);
const size = fc
  .tuple(
    fc.oneof(
      digits,
      fc.double({ min: 0, max: 5000, noNaN: true }).map((n) => n.toFixed(3)),
      fc.constantFrom('', '-1', '1e3', '.5', '5.', '1_0', '+2', '0x10'),
    ),
    fc.constantFrom('', '', ' ', '  '),
    fc.constantFrom(
      '',
      'b',
      'k',
      'K',
      'kb',
      'KiB',
      'm',
      'MB',
      'mib',
      'g',
      'gb',
      'GiB',
      't',
      'p',
      'e',
      'bb',
      'ki',
      'kbb',
      'x',
      'kibb',
    ),
  )
  .map((parts) => parts.join(''));
const term = fc.tuple(
  fc.oneof(
    fc.nat(5000).map(String),
    fc.double({ min: 0, max: 100, noNaN: true }).map((n) => n.toFixed(4)),
    fc.constantFrom('', '.', '.5', '5.', '1.2.3'),
  ),
  fc.constantFrom('ns', 'us', 'µs', 'μs', 'ms', 's', 'm', 'h', 'd', 'w', 's', 'm', 'h', '', 'y', 'S', ' s'),
);
const duration = fc
  .tuple(fc.constantFrom('', '', '', '-', '+'), fc.array(term, { maxLength: 3 }))
  .map(([sign, terms]) => sign + terms.map((parts) => parts.join('')).join(''));
const command = fc
  .array(
    fc.constantFrom(
      'a',
      'npm',
      ' ',
      ' ',
      '  ',
      '"',
      "'",
      '\\',
      '\t',
      '\n',
      '$',
      '(',
      ')',
      '`',
      ';',
      '&',
      '|',
      '>',
      '2',
      '<',
      'é',
      '\\n',
      '${X}',
      "''",
      '""',
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));
const name = fc.constantFrom('A', 'B_1', 'a.b', 'é', 'à', 'A ', '', '1', ' A', 'A\t');
const setting = fc.oneof(
  fc.tuple(name, fc.constantFrom('', '1', 'a=b', 'x y', '"q"', ' ', '$X')).map((parts) => parts.join('=')),
  name,
);

const VOLUMES = ['data', 'vol', 'ab', 'abc', 'z', 'a', 'v'];

/** Compose also rejects names of volumes that the file does not declare. */
function isDeclared(mount: unknown): boolean {
  const read = readMount(mount);
  if (!('value' in read) || read.value.type === 'bind') return true;
  return read.value.source === undefined || VOLUMES.includes(String(read.value.source));
}

const FAMILIES: Readonly<Record<string, Family>> = {
  ports: {
    read: readPort,
    serviceOf: (form) => ({ ports: [form] }),
    forms: [
      80,
      0,
      '80',
      '8080:80',
      ':80',
      '127.0.0.1::80',
      '127.0.0.1:8080:80',
      '[::1]:80:80',
      '8000-8010:80',
      '80-82',
      '8000-8002:80-82/udp',
      '80-81:80-82',
      '80/',
      '80/tcp',
      '/tcp',
      '',
      ':',
      '::',
      'a:b',
      '80:80:80',
      '9-11',
      '1-2-3',
      '08:080',
      '65536',
      '-1',
      '80/icmp',
      '[::1]:80',
      '[::1]80:80',
      '80:80/TCP',
      '8000-8000:80',
      '0.0.0.0:0:0',
    ],
    generated: fc
      .tuple(fc.option(address), fc.option(range, { freq: 3 }), range, protocol)
      .map(
        ([ip, host, container, proto]) =>
          `${ip === null ? '' : `${ip}:`}${host === null ? '' : `${host}:`}${container}${proto}`,
      ),
  },
  volumes: {
    read: readMount,
    serviceOf: (form) => ({ volumes: [form] }),
    forms: [
      '/a',
      './a:/b',
      'data:/b',
      'v:/b',
      '~/x:/b:ro',
      'C:\\x:/b',
      'C:\\x:D:\\y:ro',
      '\\\\.\\pipe\\x:\\\\.\\pipe\\y',
      'ab',
      'a',
      'a:',
      ':/a',
      'a:b:',
      'data:/x:ro:',
      'data:/x:ro:z',
      'data:/x:',
      'data:/b/:nocopy',
      './a:/b/../c//d/',
      'data:/b:z',
      './a:/b:shared,Z,ro',
      '::',
      ':a:b',
    ],
    generated: fc
      .tuple(fc.option(word), word, fc.option(option), fc.constantFrom('', '', '', ':', ':x'))
      .map(
        ([source, target, options, rest]) =>
          `${source === null ? '' : `${source}:`}${target}${options === null ? '' : `:${options}`}${rest}`,
      )
      .filter(isDeclared),
    more: { volumes: Object.fromEntries(VOLUMES.map((name) => [name, {}])) },
  },
  devices: {
    read: readDevice,
    serviceOf: (form) => ({ devices: [form] }),
    forms: ['/dev/a', '/dev/a:/dev/b', '/dev/a:/dev/b:r', '/dev/a::r', 'a:b:c:d', 'vendor.com/class=name', ':', ''],
    generated: fc
      .array(fc.constantFrom('/dev/a', '', 'rwm', 'r', 'vendor.com/gpu=all', 'x y'), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join(':')),
  },
  extra_hosts: {
    read: readExtraHost,
    serviceOf: (form) => ({ extra_hosts: [form] }),
    forms: [
      'a=1.1.1.1',
      'a:1.1.1.1',
      'a:::1',
      'a:[::1]',
      'a=[::1]',
      'a=::1',
      'a=1.1.1.1,2.2.2.2',
      'a',
      '=1',
      ':1',
      'a:b=c',
      'host.docker.internal:host-gateway',
      'a=',
      'a:',
      'a=[]',
      'a=[x',
      'a==b',
    ],
    generated: fc
      .array(fc.constantFrom('a', 'b.c', ':', '=', '[', ']', '::1', '1.2.3.4', ','), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join('')),
  },
  environment: {
    read: (form) => readKeyValues([form]),
    serviceOf: (form) => ({ environment: [form] }),
    forms: ['A', 'A=', 'A=1', 'A=b=c', '=', '=x', 'A =1', 'A ', ' A=1', 'à=1', 'é=1', 'A\u00a0=1', 'A\u0085=1'],
    generated: setting,
  },
  labels: {
    read: (form) => readKeyValues([form]),
    serviceOf: (form) => ({ labels: typeof form === 'string' && /\s(=|$)|à/.test(form) ? ['x'] : [form] }),
    forms: ['A', 'A=', 'A=1'],
    generated: setting.filter((text) => 'value' in readKeyValues([text])),
  },
  command: {
    read: readCommand,
    serviceOf: (form) => ({ command: form }),
    forms: [
      '',
      ' ',
      'a b',
      'a "b c"',
      "a 'b c'",
      'a && b',
      'a; b',
      'a 2> b',
      'a2> b',
      '2>',
      "''",
      '""',
      'a""',
      '"a',
      "a'",
      'a\\',
      'a\\nb',
      'echo $(ls -l)',
      'echo (a)',
      'echo )',
      ') (',
      '`a b`',
      '`a',
      "it's",
      '"\\""',
      "'\\'",
      '$',
      'a\nb',
      'a $(b "c")',
      '$( ; )',
      'a\u00a0b',
    ],
    generated: command,
  },
  ulimits: {
    read: readUlimit,
    serviceOf: (form) => ({ ulimits: { nofile: form } }),
    forms: [1024, 0, -1, '1024', '-1', '+5', 'x', '', '1.5', { soft: 1, hard: 2 }],
    generated: fc.oneof(fc.integer({ min: -1, max: 100000 }), fc.nat(1000).map(String)),
  },
  healthcheck: {
    read: (form) => ({ value: form }),
    serviceOf: (form) => ({ healthcheck: { test: form } }),
    forms: ['curl x', ['CMD', 'a'], ['NONE'], ''],
    generated: fc.constantFrom('a b', 'a || exit 1'),
  },
};

describe.each(Object.entries(FAMILIES))('%s', (_, family) => {
  const forms = [...family.forms, ...fc.sample(family.generated, { seed: 7, numRuns: 600 })];
  const distinct = [...new Map(forms.map((form) => [JSON.stringify(form), form])).values()];
  const accepted = distinct.filter((form) => 'value' in family.read(form));
  const rejected = distinct.filter((form) => 'problem' in family.read(form));

  test('mean the same to Compose in the long syntax', () => {
    const project = projectOf(accepted, family.serviceOf, family.more) as Project;
    const long = canonicalProject(project);
    const [before, after] = [services(project), services(long)];
    accepted.forEach((form, index) => {
      expect([form, sorted(after[`s${index}`])]).toEqual([form, sorted(before[`s${index}`])]);
    });
    expect(accepted.length).toBeGreaterThan(3);
    expect(distinct.length).toBe(accepted.length + rejected.length);
  });

  test('are rejected by Compose where they are a problem', () => {
    for (const form of sample(rejected, 5)) {
      const answer = config(projectOf([form], family.serviceOf, family.more));
      expect([form, answer.status]).not.toEqual([form, 0]);
    }
  });
});

describe('values', () => {
  test.each([
    ['mem_limit', size, readSize, (read: unknown) => String(read)],
    ['stop_grace_period', duration, readDuration, (read: unknown) => String(read)],
    [
      'cpus',
      fc.oneof(digits, fc.constantFrom('0.5', '.5', '5.', '1e2', 'x', '', '-1', '1,5', '+0.25', '1_0')),
      readNumber,
      (read: unknown) => String(Math.fround(Number(read))),
    ],
  ] as const)('%s arrives as read', (key, arbitrary, read, show) => {
    const forms = [...new Set(fc.sample(arbitrary as fc.Arbitrary<string>, { seed: 7, numRuns: 600 }))];
    const accepted = forms.filter((form) => 'value' in read(form));
    const answers = services(projectOf(accepted, (form) => ({ [key]: form })));
    accepted.forEach((form, index) => {
      const ours = read(form);
      const theirs = answers[`s${index}`]?.[key] ?? 0;
      const back = read(theirs);
      if (!('value' in ours) || !('value' in back)) throw new Error(`${form} is ${String(theirs)}`);
      expect([form, show(back.value)]).toEqual([form, show(ours.value)]);
    });
    expect(accepted.length).toBeGreaterThan(10);
    for (const form of sample(
      forms.filter((form) => 'problem' in read(form)),
      5,
    )) {
      expect([form, config(projectOf([form], (value) => ({ [key]: value }))).status]).not.toEqual([form, 0]);
    }
  });

  test('variables arrive as read', () => {
    const values = [
      1,
      0,
      -0,
      1.5,
      1e21,
      1e20,
      0.0001,
      0.00001,
      1.25e-7,
      123456789,
      2 ** 53,
      true,
      false,
      null,
      '',
      '1',
      'true',
    ];
    const environment = Object.fromEntries(values.map((value, index) => [`V${index}`, value]));
    const ours = readKeyValues(environment);
    const theirs = services({ services: { a: { image: 'x', environment } } })['a']?.['environment'];
    expect('value' in ours && Object.fromEntries(ours.value)).toEqual(theirs);
  });
});

const WHOLE: Project = {
  include: ['other.yaml', { path: ['other.yaml'], env_file: 'a.env' }],
  services: {
    base: { image: 'x' },
    web: {
      extends: 'base',
      build: {
        context: '.',
        additional_contexts: [
          'one=./sub',
          'two=docker-image://x',
          'three=service:one',
          'four=https://example.com/x.git',
        ],
        args: ['A=1', 'B', 'C='],
        ssh: ['default'],
        extra_hosts: ['a:1.1.1.1'],
        labels: ['l=1'],
        secrets: ['file'],
        ulimits: { nofile: { soft: 3, hard: 4 } },
      },
      annotations: ['a=1', 'b'],
      configs: ['file'],
      secrets: ['file'],
      depends_on: ['base'],
      deploy: {
        labels: ['d=1'],
        resources: { reservations: { devices: [{ capabilities: ['gpu'], count: 1, options: ['o=1', 'p'] }] } },
      },
      develop: { watch: [{ path: './sub', action: 'rebuild', ignore: 'x', include: 'y' }] },
      dns: '1.1.1.1',
      dns_search: 'example.com',
      entrypoint: '/bin/x "y z"',
      env_file: ['a.env', { path: './b.env', required: false }],
      label_file: 'x.labels',
      networks: ['default', 'front'],
      sysctls: ['a=1'],
      tmpfs: '/run',
      gpus: 'all',
      ports: ['8000-8001:80-81', { target: 5 }],
      volumes: ['./sub:/sub', 'data:/data', 'bound:/bound', { type: 'bind', source: 'sub', target: '/x' }],
      post_start: [{ command: 'a "b c"', environment: ['A=1'] }],
    },
    one: { build: './sub', env_file: 'sub/a.env', extra_hosts: { a: ['1.1.1.1', '2.2.2.2'] }, links: ['web'] },
  },
  networks: { front: { external: { name: 'outside' } } },
  volumes: {
    data: { labels: ['a=1'] },
    bound: { driver: 'local', driver_opts: { type: 'none', o: 'bind', device: './sub' } },
  },
  secrets: { file: { file: './a.env' } },
  configs: { file: { file: 'b.env', labels: ['a', 'b=1'] } },
};

describe('a whole project', () => {
  test('means the same to Compose in the long syntax', () => {
    const long = canonicalProject(WHOLE);
    expect(whole(long)).toEqual(whole(WHOLE));
    expect(canonicalProject(long as Project)).toBe(long);
  });

  test('has its paths of the host where Compose makes them absolute', () => {
    const { include: _, ...project } = WHOLE;
    const absolute = mapHostPaths(project, (path) => (typeof path === 'string' ? join(folder, path) : path));
    expect(whole(absolute)).toEqual(whole(project));
    // Nothing is relative any more: read from elsewhere, it is the same.
    const relative = JSON.stringify(absolute).match(/"\.{0,2}\/?sub|"[^"]*=\.\/|\.\/[ab]\.env/g);
    expect(relative).toBeNull();
  });
});

describe('modernize', () => {
  test('makes a file of version 1 one that Compose reads', () => {
    const old = {
      db: { image: 'db', volumes: ['data:/data'], volume_driver: 'local' },
      web: {
        build: '.',
        dockerfile: 'Other',
        links: ['db:database'],
        net: 'bridge',
        log_driver: 'syslog',
        log_opt: { tag: 'x' },
      },
    };
    expect(config(old).status).not.toBe(0);
    expect(config(modernize(old as unknown as Project).project).status).toBe(0);
  });

  test('keeps what a file means', () => {
    const old: Project = {
      version: '2',
      services: {
        db: { image: 'db', volumes: ['data:/data', './sub:/sub:ro'] },
        web: { image: 'web', links: ['db'], external_links: ['x'] },
        backup: { image: 'backup', depends_on: ['web'], links: ['db'] },
      },
      volumes: { data: { external: { name: 'outside' } } },
    };
    const { project } = modernize(old);
    const [before, after] = [whole(old), whole(project)];
    const withoutLinks = JSON.parse(JSON.stringify(before, (key, value) => (key === 'links' ? undefined : value)));
    expect(after).toEqual(withoutLinks);
  });
});

/** Compose sorts ports of a range by their text, and says a limit as it was said. */
function sorted(service: Json | undefined): unknown {
  const { ports, ulimits, ...rest } = service ?? {};
  return {
    ...rest,
    ports: Array.isArray(ports) ? [...ports].sort((one, other) => Number(one.target) - Number(other.target)) : [],
    limits: Object.values(ulimits ?? {}).map((limit) =>
      typeof limit === 'number' ? { hard: limit, soft: limit } : limit,
    ),
  };
}

/** At most `count` of them, evenly spread. */
function sample<T>(all: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, index) => index % step === 0).slice(0, count);
}
