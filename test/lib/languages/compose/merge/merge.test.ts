import fc from 'fast-check';
import type { Project, Service } from '../../../../../lib/languages/compose';
import { text, Variable } from '../../../../../lib/languages/compose';
import type { Finding } from '../../../../../lib/languages/compose/finding';
import { mergeElement, mergeForExtends, mergeProjects, type Overlay } from '../../../../../lib/languages/compose/merge';
import { PROJECT } from '../../../../../lib/languages/compose/merge/places';
import { meaningAt, placeOf } from '../../../../../lib/languages/compose/merge/plain';
import { Remove, Replace } from '../../../../../lib/languages/compose/overlay';
import { service } from './services';

function merged(base: Service, overlay: Overlay<Service>): Service {
  return mergeElement('services', base, overlay);
}

const SERVICE = placeOf(placeOf(PROJECT, 'services'), '');

describe('an overlay', () => {
  test.each<[string, Service, Overlay<Service>, Service]>([
    ['replaces a scalar', { image: 'a' }, { image: 'b' }, { image: 'b' }],
    ['adds what was not there', { image: 'a' }, { user: 'me' }, { image: 'a', user: 'me' }],
    ['replaces a command, whatever its form', { command: 'a b' }, { command: ['c'] }, { command: ['c'] }],
    ['takes a command away with null', { command: 'a b' }, { command: null }, { command: null }],
    ['appends to a list', { group_add: ['a'] }, { group_add: ['b'] }, { group_add: ['a', 'b'] }],
    [
      'keeps a list of variables a list',
      { environment: ['A=1', 'B'] },
      { environment: ['B=2', 'C'] },
      { environment: ['A=1', 'B=2', 'C'] },
    ],
    [
      'makes a map of a list and a map',
      { environment: ['A=1', 'B'] },
      { environment: { B: 2 } },
      { environment: { A: '1', B: 2 } },
    ],
    [
      'makes a map of a map and a list',
      { environment: { A: 1 } },
      { environment: ['A', 'B=x=y'] },
      { environment: { A: null, B: 'x=y' } },
    ],
    [
      'replaces a port by what it maps, not by how it is written',
      { ports: ['80:80', '443:443'] },
      { ports: [{ target: 80, published: '80', mode: 'host' }] },
      { ports: [{ target: 80, published: '80', mode: 'host' }, '443:443'] },
    ],
    [
      'keeps a range of ports that it leaves alone',
      { ports: ['8000-8002:8000-8002'] },
      { ports: ['9000:9000'] },
      { ports: ['8000-8002:8000-8002', '9000:9000'] },
    ],
    [
      'replaces one port of a range',
      { ports: ['8000-8001:8000-8001'] },
      { ports: [{ target: 8001, published: '8001', name: 'n' }] },
      {
        ports: [
          { target: 8000, published: '8000' },
          { target: 8001, published: '8001', name: 'n' },
        ],
      },
    ],
    [
      'moves a port to where its like was before it looks into ranges',
      { ports: [{ target: 81, published: '81' }] },
      { ports: ['80-81:80-81', { target: 81, published: '81', name: 'n' }] },
      {
        ports: [
          { target: 81, published: '81' },
          { target: 80, published: '80' },
        ],
      },
    ],
    [
      'replaces a mount by its target',
      { volumes: ['one:/x', 'two:/y'] },
      { volumes: ['./c:/x:ro'] },
      { volumes: ['./c:/x:ro', 'two:/y'] },
    ],
    ['joins a string and a list', { dns: '1.1.1.1' }, { dns: ['8.8.8.8'] }, { dns: ['1.1.1.1', '8.8.8.8'] }],
    ['keeps dependencies a list', { depends_on: ['a'] }, { depends_on: ['b', 'a'] }, { depends_on: ['a', 'b'] }],
    [
      'gives a dependency a condition',
      { depends_on: ['a'] },
      { depends_on: { a: { condition: 'service_healthy' } } },
      { depends_on: { a: { condition: 'service_healthy', required: true } } },
    ],
    [
      'gives a network aliases',
      { networks: ['a', 'b'] },
      { networks: { a: { aliases: ['x'] } } },
      { networks: { a: { aliases: ['x'] }, b: null } },
    ],
    [
      'adds to a build that is a path',
      { build: '.' },
      { build: { target: 'dev' } },
      { build: { context: '.', target: 'dev' } },
    ],
    [
      'replaces the options of another log driver',
      { logging: { driver: 'local', options: { a: '1' } } },
      { logging: { driver: 'syslog' } },
      { logging: { driver: 'syslog' } },
    ],
    [
      'adds to the options of the same log driver',
      { logging: { driver: 'local', options: { a: '1' } } },
      { logging: { options: { b: '2' } } },
      { logging: { driver: 'local', options: { a: '1', b: '2' } } },
    ],
    [
      'adds an address to a host',
      { extra_hosts: { a: '1.1.1.1' } },
      { extra_hosts: ['a=2.2.2.2'] },
      { extra_hosts: { a: ['1.1.1.1', '2.2.2.2'] } },
    ],
    ['takes away with Remove', { image: 'a', ports: ['80:80'] }, { ports: new Remove() }, { image: 'a' }],
    [
      'takes a name out of a list that Compose reads as a map',
      { depends_on: ['a', 'b'] },
      { depends_on: { a: new Remove() } },
      { depends_on: { b: { condition: 'service_started', required: true } } },
    ],
    ['replaces with Replace', { ports: ['80:80'] }, { ports: new Replace(['443:443']) }, { ports: ['443:443'] }],
    ['says nothing with null', { deploy: { replicas: 2 } }, { deploy: null }, { deploy: { replicas: 2 } }],
  ])('%s', (_, base, overlay, expected) => {
    expect(merged(base, overlay)).toEqual(expected);
  });

  test('finds the key of a text with variables in its literals', () => {
    const tag = Variable.optional('TAG');
    const result = merged(
      { environment: [text`A=${tag}`, 'B=1'], volumes: [text`${tag}/x:/data`], ports: [text`${tag}:80`] },
      { environment: ['A=2'], volumes: ['./y:/data'], ports: [text`${tag}:80`] },
    );
    expect(result).toEqual({ environment: ['A=2', 'B=1'], volumes: ['./y:/data'], ports: [text`${tag}:80`] });
  });

  test('keeps the list form where a variable hides a key', () => {
    const item = text`${Variable.optional('NAME')}=1`;
    expect(merged({ environment: [item] }, { environment: { A: 2 } })).toEqual({ environment: [item, 'A=2'] });
  });

  test('reports what Compose refuses, and its value is taken', () => {
    const findings: Finding[] = [];
    const base: Project = { services: { web: { 'x-a': { b: 1 } } } };
    const result = mergeProjects(
      base,
      { services: { web: { 'x-a': ['b'] } } },
      { report: (finding) => findings.push(finding) },
    );
    expect(result).toEqual({ services: { web: { 'x-a': ['b'] } } });
    expect(findings).toMatchObject([{ id: 'cannot-merge', pointer: ['services', 'web', 'x-a'] }]);
  });

  test('reports a Remove that Compose ignores', () => {
    const findings: Finding[] = [];
    const overlay = { services: { web: { environment: { A: new Remove() } } } };
    const base: Project = { services: { web: { environment: ['A=1'] } } };
    expect(mergeProjects(base, overlay, { report: (finding) => findings.push(finding) })).toBe(base);
    expect(findings).toMatchObject([{ id: 'reset-without-effect', pointer: ['services', 'web', 'environment', 'A'] }]);
  });

  test('takes no key for what every object has', () => {
    const overlay = JSON.parse('{"labels":{"__proto__":"a","constructor":"b"}}') as Service;
    expect(JSON.stringify(merged({ labels: { toString: 'c' } }, overlay))).toBe(
      '{"labels":{"toString":"c","__proto__":"a","constructor":"b"}}',
    );
  });
});

describe('a service that extends another', () => {
  test('is merged into it, without saying so any more', () => {
    const extended = mergeForExtends(
      { image: 'a', ports: ['80:80'] },
      { extends: 'base', ports: ['443:443'] },
      { sameFile: true },
    );
    expect(extended).toEqual({ image: 'a', ports: ['80:80', '443:443'] });
  });

  test('takes nothing out of a list of the same file, but of another', () => {
    const base: Service = { depends_on: ['a', 'b'] };
    const overlay: Overlay<Service> = { depends_on: { a: new Remove() } };
    expect(mergeForExtends(base, overlay, { sameFile: true })).toEqual(base);
    expect(mergeForExtends(base, overlay, { sameFile: false })).toEqual({
      depends_on: { b: { condition: 'service_started', required: true } },
    });
  });
});

describe('any overlay', () => {
  test('changes neither of the two', () => {
    fc.assert(
      fc.property(service(), service(), (base, overlay) => {
        const before = JSON.stringify([base, overlay]);
        deepFreeze(base);
        deepFreeze(overlay);
        merged(base, overlay);
        expect(JSON.stringify([base, overlay])).toBe(before);
      }),
    );
  });

  test('that is empty gives the base itself, and so does one on top of nothing', () => {
    fc.assert(
      fc.property(service(), (base) => {
        expect(merged(base, {})).toBe(base);
        expect(merged({}, base)).toEqual(base);
      }),
    );
  });

  test('leaves what it does not speak of as the same objects', () => {
    fc.assert(
      fc.property(service(), service(), (base, overlay) => {
        const result: Readonly<Record<string, unknown>> = merged(base, overlay) as Readonly<Record<string, unknown>>;
        for (const [key, value] of Object.entries(base)) if (!(key in overlay)) expect(result[key]).toBe(value);
      }),
    );
  });

  test('can be applied after another or merged into it first', () => {
    fc.assert(
      fc.property(service(), service(), service(), (first, second, third) => {
        const oneByOne = merged(merged(first, second), third);
        const together = merged(first, merged(second, third));
        // Where a list says what a map had said, or drivers change, the order matters to Compose, too.
        for (const key of ASSOCIATIVE) {
          const [one, other] = [oneByOne, together].map((result) => meaningAt({ [key]: ownOf(result, key) }, SERVICE));
          expect(one).toEqual(other);
        }
      }),
    );
  });

  test('does not grow a map or a list with keys when it is applied twice', () => {
    fc.assert(
      fc.property(service(), service(), (base, overlay) => {
        const once = merged(base, overlay);
        const twice = merged(once, overlay);
        for (const key of [...ASSOCIATIVE, 'depends_on', 'networks', 'models', 'volumes']) {
          if (key === 'extra_hosts') continue;
          const [one, other] = [once, twice].map((result) => meaningAt({ [key]: ownOf(result, key) }, SERVICE));
          expect(one).toEqual(other);
        }
      }),
    );
  });
});

/** Not ports: Compose compares them as they are written first, so an overlay that says one short and long has an order. */
const ASSOCIATIVE = [
  'environment',
  'labels',
  'sysctls',
  'annotations',
  'devices',
  'secrets',
  'configs',
  'command',
  'dns',
  'env_file',
  'cap_add',
  'expose',
  'user',
];

function ownOf(map: object, key: string): unknown {
  return Object.entries(map).find(([name]) => name === key)?.[1];
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
}
