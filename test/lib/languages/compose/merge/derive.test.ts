import fc from 'fast-check';
import {
  type ComposeText,
  canonicalProject,
  evaluate,
  isDeferred,
  isPlainMap,
  type Project,
  partsOf,
  type Service,
  text,
  Variable,
} from '../../../../../lib/languages/compose';
import { deriveOverlay, mergeProjects, type Overlay } from '../../../../../lib/languages/compose/merge';
import { PROJECT } from '../../../../../lib/languages/compose/merge/places';
import { meaningAt } from '../../../../../lib/languages/compose/merge/plain';
import { isOverride, isReset, Remove, Replace } from '../../../../../lib/languages/compose/overlay';
import { network, service, volume } from './services';

function derived(from: Service, to: Service): unknown {
  return deriveOverlay({ services: { web: from } }, { services: { web: to } }).services;
}

describe('the overlay from one service to another', () => {
  test.each<[string, Service, Service, unknown]>([
    ['replaces a scalar', { image: 'a', user: 'me' }, { image: 'b', user: 'me' }, { image: 'b' }],
    ['resets what is gone', { image: 'a', user: 'me' }, { image: 'a' }, { user: new Remove() }],
    ['adds to a list', { ports: ['80:80'] }, { ports: ['80:80', '443:443'] }, { ports: ['443:443'] }],
    [
      'replaces a list that lost something',
      { ports: ['80:80', '443:443'] },
      { ports: ['443:443'] },
      { ports: new Replace(['443:443']) },
    ],
    [
      'replaces a list that changed its order',
      { dns: ['a', 'b'] },
      { dns: ['b', 'a'] },
      { dns: new Replace(['b', 'a']) },
    ],
    [
      'changes one item by its key',
      { volumes: ['one:/x', 'two:/y'] },
      { volumes: ['three:/x', 'two:/y'] },
      { volumes: ['three:/x'] },
    ],
    [
      'changes one variable',
      { environment: { A: '1', B: '2' } },
      { environment: { A: '1', B: '3' } },
      { environment: { B: '3' } },
    ],
    [
      'takes one variable out of a map',
      { environment: { A: '1', B: '2' } },
      { environment: { B: '2' } },
      { environment: { A: new Remove() } },
    ],
    [
      'replaces a list of variables that lost one',
      { environment: ['A=1', 'B=2'] },
      { environment: ['B=2'] },
      { environment: new Replace(['B=2']) },
    ],
    [
      'takes a dependency out of a list',
      { depends_on: ['a', 'b'] },
      { depends_on: ['b'] },
      { depends_on: { a: new Remove() } },
    ],
    ['replaces a command', { command: ['a', 'b'] }, { command: ['a'] }, { command: ['a'] }],
    [
      'replaces the address of a host',
      { extra_hosts: { a: '1.1.1.1' } },
      { extra_hosts: { a: '2.2.2.2' } },
      { extra_hosts: { a: new Replace('2.2.2.2') } },
    ],
    [
      'goes deep',
      { deploy: { resources: { limits: { cpus: '1', memory: '1g' } } } },
      { deploy: { resources: { limits: { cpus: '2', memory: '1g' } } } },
      { deploy: { resources: { limits: { cpus: '2' } } } },
    ],
    [
      'replaces the map around a null, which no tag can say',
      { 'x-a': { b: { c: 1 } } },
      { 'x-a': { b: null } },
      { 'x-a': new Replace({ b: null }) },
    ],
  ])('%s', (_, from, to, expected) => {
    expect(derived(from, to)).toEqual({ web: expected });
  });

  test.each<[string, Service, Service]>([
    ['a list and a map', { environment: ['A=1'] }, { environment: { A: 1 } }],
    ['short and long', { ports: ['80:80'] }, { ports: [{ target: 80, published: '80', protocol: 'tcp' }] }],
    ['a range and its ports', { ports: ['80-81:80-81'] }, { ports: ['80:80', '81:81'] }],
    ['a string and a list', { env_file: 'a' }, { env_file: [{ path: 'a' }] }],
    ['a path and a build', { build: '.' }, { build: { context: '.' } }],
    ['names and entries', { depends_on: ['a'] }, { depends_on: { a: { condition: 'service_started' } } }],
    ['nothing and an empty list', {}, { cap_add: [] }],
  ])('is empty between %s that say the same', (_, from, to) => {
    expect(derived(from, to)).toBeUndefined();
  });
});

const project: fc.Arbitrary<Project> = fc.record({
  services: fc.dictionary(fc.constantFrom('a', 'b'), service(6), { noNullPrototype: true }),
  networks: fc.dictionary(fc.constantFrom('a', 'b'), network, { noNullPrototype: true }),
  volumes: fc.dictionary(fc.constantFrom('a', 'b'), volume, { noNullPrototype: true }),
}) as fc.Arbitrary<Project>; // in forms of which the types know less

const RUNS = { numRuns: Number(process.env['MERGE_RUNS'] ?? 40) };

describe('any overlay that is derived', () => {
  test('makes one project of the other', () => {
    fc.assert(
      fc.property(project, project, (from, to) => {
        expect(meaning(mergeProjects(from, deriveOverlay(from, to)))).toEqual(meaning(to));
      }),
      RUNS,
    );
  });

  test('is empty between equals', () => {
    fc.assert(
      fc.property(project, (one) => {
        expect(deriveOverlay(one, structuredClone(one))).toEqual({});
      }),
    );
  });

  test('says nothing that could be left out', () => {
    fc.assert(
      fc.property(project, project, (from, to) => {
        const overlay = deriveOverlay(from, to);
        for (const less of withOneLess(overlay)) {
          expect({ less, meaning: meaning(mergeProjects(from, less as Overlay<Project>)) }).not.toEqual({
            less,
            meaning: meaning(to),
          });
        }
      }),
      RUNS,
    );
  });
});

/** As {@link meaning}, without asking what is tested: with values for all variables, in long syntax. */
function evaluated(one: Project): unknown {
  const lookup = (name: string): string => `of-${name}`;
  const visit = (value: unknown): unknown => {
    if (isDeferred(value)) return Object.values(evaluate(value, lookup))[0];
    if (Array.isArray(value)) return value.map(visit);
    if (!isPlainMap(value)) return value;
    // what Compose assumes of a dependency anyway
    const entries = Object.entries(value).filter(([key, item]) => key !== 'required' || item !== true);
    return Object.fromEntries(entries.map(([key, item]) => [key, visit(item)]));
  };
  return canonicalProject(visit(one) as Project); // texts for texts
}

describe('an overlay between lists of which variables say a part', () => {
  const word = fc.constantFrom<ComposeText>('a', 'b', 'c', text`${Variable.of('Q')}`, text`x${Variable.of('R')}`);
  const words = fc.uniqueArray(word, { maxLength: 4, selector: (one) => JSON.stringify(partsOf(one)) });
  const key = fc.constantFrom(
    ...['depends_on', 'networks', 'models', 'links', 'environment', 'labels', 'dns', 'expose', 'tmpfs', 'secrets'],
    ...['configs', 'volumes', 'profiles', 'cap_add', 'sysctls', 'env_file', 'label_file', 'annotations', 'devices'],
  );

  test('makes one of the other', () => {
    fc.assert(
      fc.property(key, words, words, (property, before, added) => {
        const of = (list: readonly ComposeText[]): Project =>
          ({ services: { web: { image: 'a', ...(list.length > 0 && { [property]: list }) } } }) as Project; // any list
        const to = mergeProjects(of(before), of(added));
        expect(evaluated(mergeProjects(of(before), deriveOverlay(of(before), to)))).toEqual(evaluated(to));
        expect(evaluated(mergeProjects(to, deriveOverlay(to, of(added))))).toEqual(evaluated(of(added)));
      }),
      { numRuns: 400 },
    );
  });

  test('says what is added, and nothing else', () => {
    const queue = text`${Variable.withDefault('Q', 'queue')}`;
    const from = { services: { web: { depends_on: ['db', queue] } } };
    const to = mergeProjects(from, { services: { web: { depends_on: ['cache'] } } });
    expect(deriveOverlay(from, to)).toEqual({ services: { web: { depends_on: ['cache'] } } });
  });
});

function meaning(one: Project): unknown {
  return meaningAt(one, PROJECT);
}

/** The overlay without each of its entries and items, but for those that replace as a whole. */
function* withOneLess(value: unknown): Iterable<unknown> {
  if (isReset(value) || isOverride(value) || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const index of value.keys()) yield value.filter((_, other) => other !== index);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const { [key]: _, ...rest } = value as Readonly<Record<string, unknown>>;
    // Compose demands one, though it would know it.
    if (key !== 'condition') yield rest;
    for (const less of withOneLess(item)) yield { ...value, [key]: less };
  }
}
