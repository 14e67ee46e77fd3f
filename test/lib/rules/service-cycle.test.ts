import fc from 'fast-check';
import { Service } from '../../../lib';
import { checkMeaning } from '../../../lib/languages/compose';
import { lineOf, type newStack } from '../tree';
import { image, messages, said } from './support';

type Edges = Readonly<Record<string, readonly string[]>>;

/** The stack whose services start after each other like this. */
function graph(edges: Edges): (stack: ReturnType<typeof newStack>) => void {
  return (stack) => {
    const services = new Map(Object.keys(edges).map((id) => [id, new Service(stack, id, { image })]));
    for (const [id, others] of Object.entries(edges)) {
      for (const other of others) {
        const target = services.get(other);
        if (target) services.get(id)?.startAfter(target, 'service_started');
      }
    }
  };
}

const circles = (edges: Edges): string[] => messages('service-cycle', graph(edges)).map(circleIn);

function circleIn(message: string): string {
  const [, itself] = /^Service "(.*)" needs itself\.$/.exec(message) ?? [];
  return itself === undefined ? message.replace(/^[^:]*: |\.$/g, '') : `${itself} → ${itself}`;
}

/** The check alone, on a project too large to make a tree of. */
function findingsOn(size: number, after: (index: number) => readonly number[]): string[] {
  const entries = Array.from({ length: size }, (_, index) => {
    const depends_on = Object.fromEntries(
      after(index).map((other) => [`s${other}`, { condition: 'service_started' as const }]),
    );
    return [`s${index}`, { image, depends_on }] as const;
  });
  return checkMeaning({ services: Object.fromEntries(entries) }).map(({ message }) => message);
}

describe('services that wait for each other in a circle', () => {
  it('are an error that names the whole circle and every line that takes part', () => {
    const [diagnostic, ...more] = said('service-cycle', (stack) => {
      const a = new Service(stack, 'a', { image }); // ← a
      const b = new Service(stack, 'b', { image }); // ← b
      const c = new Service(stack, 'c', { image }); // ← c
      a.startAfter(b, 'service_started');
      b.startAfter(c, 'service_started');
      c.startAfter(a, 'service_started');
    });
    expect(more).toEqual([]);
    expect(diagnostic).toMatchObject({
      severity: 'error',
      message: 'Services need each other in a circle: a → b → c → a.',
      path: 'shop/a',
      location: { line: lineOf(__filename, 'a') },
      related: [
        { path: 'shop/b', location: { line: lineOf(__filename, 'b') } },
        { path: 'shop/c', location: { line: lineOf(__filename, 'c') } },
      ],
    });
  });

  it('are found in what is written, too', () => {
    const depends_on = { web: { condition: 'service_started' } } as const;
    expect(messages('service-cycle', (stack) => new Service(stack, 'web', { image, depends_on }))).toEqual([
      'Service "web" needs itself.',
    ]);
  });

  it.each<[string, Edges, string[]]>([
    ['a service that waits for itself', { a: ['a'] }, ['a → a']],
    ['two', { a: ['b'], b: ['a'] }, ['a → b → a']],
    ['a circle behind a chain: the chain is not named', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, ['b → c → d → b']],
    [
      'circles apart from each other: each once',
      { a: ['b'], b: ['a'], c: ['d'], d: ['c'] },
      ['a → b → a', 'c → d → c'],
    ],
    ['circles that share a service', { a: ['b', 'c'], b: ['a'], c: ['a'] }, ['a → b → a', 'a → c → a']],
    ['a circle that is entered from two sides: once', { x: ['a'], y: ['b'], a: ['b'], b: ['a'] }, ['a → b → a']],
  ])('%s', (_, edges, expected) => {
    expect(circles(edges)).toEqual(expected);
  });
});

describe('services that do not', () => {
  it.each<[string, Edges]>([
    ['nothing', {}],
    ['a chain', { a: ['b'], b: ['c'], c: [] }],
    ['a diamond', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }],
    ['a diamond with a shortcut', { a: ['b', 'c', 'd'], b: ['d'], c: ['b', 'd'], d: [] }],
    ['a star', { a: ['x'], b: ['x'], c: ['x'], x: [] }],
  ])('are none: %s', (_, edges) => {
    expect(circles(edges)).toEqual([]);
  });

  it('are told from those that do, whatever graph they form', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const edges = fc.record(
      Object.fromEntries(ids.map((id) => [id, fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 })])),
    );
    fc.assert(
      fc.property(edges, (graphOf) => {
        const found = circles(graphOf);
        // Kahn's algorithm: what is left when everything that waits for nobody is taken away again and again
        let left = new Set(ids);
        for (let size = Infinity; left.size < size; ) {
          size = left.size;
          left = new Set([...left].filter((id) => graphOf[id]?.some((other) => left.has(other))));
        }
        expect(found.length > 0).toBe(left.size > 0);
        for (const circle of found) {
          const names = circle.split(' → ');
          expect(names.at(-1)).toBe(names[0]);
          expect(new Set(names).size).toBe(names.length - 1);
          names.slice(0, -1).forEach((name, index) => {
            expect(graphOf[name]).toContain(names[index + 1]);
          });
        }
      }),
    );
  });
});

describe('a large stack', () => {
  it('may be a chain of 20,000 services, far more than calls can nest', () => {
    expect(findingsOn(20_000, (index) => (index < 19_999 ? [index + 1] : []))).toEqual([]);
  });

  it('may be one circle of 10,000 services, which is named whole', () => {
    const [message, ...more] = findingsOn(10_000, (index) => [(index + 1) % 10_000]);
    expect(more).toEqual([]);
    expect(message?.split(' → ')).toHaveLength(10_001);
  });

  it('may be a diamond of 30 layers, in which 2^30 ways lead down', () => {
    const visits = new Map<number, number>();
    const findings = findingsOn(60, (index) => {
      visits.set(index, (visits.get(index) ?? 0) + 1);
      const next = index - (index % 2) + 2;
      return next < 60 ? [next, next + 1] : [];
    });
    expect(findings).toEqual([]);
    expect(Math.max(...visits.values())).toBe(1);
  });

  it('may be a tree of that shape, too', () => {
    const layers = Array.from({ length: 30 }, (_, layer) => [`a${layer}`, `b${layer}`] as const);
    const edges = layers.flatMap((pair, layer) => pair.map((id) => [id, layers[layer + 1] ?? []] as const));
    expect(circles(Object.fromEntries(edges))).toEqual([]);
  });
});
