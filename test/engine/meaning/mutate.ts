/**
 * One small thing wrong, or merely different, at a random place of a project.
 *
 * @module
 */
type Json = unknown;
type Container = Record<string, Json>;
interface Place {
  readonly parent: Container;
  readonly key: string;
}

/** Numbers in [0, 1) that depend on the seed alone. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Values that are right in some place and wrong in most. */
const STRANGE: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    1,
    -1,
    2,
    1.5,
    80,
    65536,
    70000,
    1e6,
    4294967296,
    '',
    ' ',
    '0',
    '1',
    '-1',
    '+1',
    '1.5',
    '007',
  ],
  ...[
    'true',
    'yes',
    'No',
    'maybe',
    '10s',
    '1h30',
    '5',
    '1d',
    '-5s',
    '10m',
    '12mb',
    '1.5g',
    '5 kb',
    '1x',
    'all',
    'none',
  ],
  ...['80', '80:80', '80-82:80-82', '80-82:80', '80:80/tcp', '80/sctp', '99999', 'a:b', '1.2.3.4:80', '1.2.3.4:80:80'],
  ...[
    '300.1.1.1',
    '::1',
    '/a',
    '/a:/b',
    '/a:/b:ro',
    '/a:/b:c:d',
    'data',
    'data:/x',
    'nothing:/x',
    './a:/b',
    ':/b',
    'a:',
  ],
  ...['service:db', 'service:nothing', 'service:cache', 'container:x', 'host', 'KEY', 'KEY=', 'KEY=1', 'KEY =1', '=1'],
  ...[
    'echo "a',
    "it's",
    'a | b',
    '$(x',
    'CMD',
    'linux/s390x',
    'db',
    'web',
    'cache',
    'nothing',
    'front',
    'token',
    'llm',
  ],
  ...[
    'service_healthy',
    'service_ready',
    'bind',
    'volume',
    'tmpfs',
    'default',
    'host:1.2.3.4',
    'host',
    'a.b',
    'x-y',
    'A B',
  ],
  ...[
    [],
    {},
    ['a'],
    ['a', 'a'],
    [1],
    [null],
    [''],
    { a: 1 },
    { a: null },
    { name: 'x' },
    ['db'],
    ['web', 'db'],
    ['nothing'],
  ],
  ...[
    { target: '/x' },
    { source: 'data' },
    { type: 'bind', target: '/x' },
    { target: 80 },
    ['A=1', 'A=2'],
    'api:1',
    9007199254740991,
  ],
];

/** Keys that exist somewhere in a Compose file, by which another may be replaced. */
const KEYS = [
  ...[
    'image',
    'build',
    'scale',
    'ports',
    'networks',
    'volumes',
    'depends_on',
    'external',
    'name',
    'file',
    'driver',
    'content',
  ],
  ...[
    'environment',
    'target',
    'source',
    'network_mode',
    'container_name',
    'condition',
    'required',
    'cpus',
    'mem_limit',
    'x-a',
  ],
  ...[
    'replicas',
    'count',
    'device_ids',
    'type',
    'path',
    'host_ip',
    'dockerfile_inline',
    'platform',
    'tmpfs',
    'links',
    'imgae',
  ],
  ...[
    'profiles',
    'ipc',
    'pid',
    'volumes_from',
    'extends',
    'mem_reservation',
    'pids_limit',
    'disable',
    'test',
    'secrets',
    'gpus',
  ],
];

/** Changes the project in place and says how. */
export function mutate(project: Container, random: () => number): string {
  const places = placesOf(project);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const { parent, key } = pick(places);
  const kind = Math.floor(random() * 10);
  switch (kind) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      return `drop ${key}`;
    case 1: {
      const other = pick(places);
      [parent[key], other.parent[other.key]] = [structuredClone(other.parent[other.key]), structuredClone(parent[key])];
      return `swap ${key} ${other.key}`;
    }
    case 2: {
      const other = pick(places);
      parent[key] = structuredClone(other.parent[other.key]);
      return `copy ${other.key} to ${key}`;
    }
    case 3:
      if (Array.isArray(parent)) {
        parent.push(structuredClone(parent[Number(key)]));
        return `repeat ${key}`;
      }
      return rename(parent, key, pick(KEYS));
    case 4: {
      const value = parent[key];
      if (typeof value === 'string') {
        parent[key] = scramble(value, random);
        return `scramble ${key} to ${JSON.stringify(parent[key])}`;
      }
      if (typeof value === 'number') {
        parent[key] = pick([String(value), -value, value + 0.5, value * 1000, value + 1]);
        return `number ${key} to ${JSON.stringify(parent[key])}`;
      }
      return rename(parent, key, `${key}x`);
    }
    case 5: {
      const same = places.filter((place) => place.key === key && place.parent !== parent);
      if (same.length === 0) break;
      const other = pick(same);
      parent[key] = structuredClone(other.parent[other.key]);
      return `other ${key}`;
    }
    case 6: {
      const maps = places.map((place) => place.parent[place.key]).filter(isMap);
      const map = pick(maps);
      const name = pick(KEYS);
      map[name] = structuredClone(pick(STRANGE));
      return `add ${name} ${JSON.stringify(map[name])}`;
    }
    default:
  }
  parent[key] = structuredClone(pick(STRANGE));
  return `set ${key} to ${JSON.stringify(parent[key])}`;
}

function rename(parent: Container, key: string, name: string): string {
  if (Array.isArray(parent)) return 'nothing';
  const value = parent[key];
  delete parent[key];
  parent[name] = value;
  return `rename ${key} to ${name}`;
}

function scramble(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  const kind = Math.floor(random() * 4);
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 1) return text.slice(0, at) + ':/=-.x 9"\''[Math.floor(random() * 10)] + text.slice(at);
  return kind === 2 ? text + text : text.slice(0, at);
}

function placesOf(value: Json, places: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return places;
  const parent = value as Container;
  for (const key of Object.keys(parent)) {
    if (key.startsWith('x-')) continue;
    places.push({ parent, key });
    placesOf(parent[key], places);
  }
  return places;
}

function isMap(value: Json): value is Container {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
