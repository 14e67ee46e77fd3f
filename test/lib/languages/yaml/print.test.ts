import fc from 'fast-check';
import { parse } from 'yaml';
import { FindingError, printYaml as print, type YamlPrinting } from '../../../../lib/languages/yaml';
import { anyString, TRAPS } from './strings';

const printYaml = (data: unknown, options?: YamlPrinting): string => print(data, { reader: 'Kubernetes' }, options);

/** `yaml` needs `intAsBigInt` off and no limit on aliases: there are none. */
function readBack(yaml: string): unknown[] {
  return [
    parse(yaml, { version: '1.2' }),
    parse(yaml, { version: '1.1' }),
    parse(yaml, { version: '1.2', schema: 'core' }),
  ];
}

function idOf(data: unknown): string {
  try {
    printYaml(data);
  } catch (error) {
    if (error instanceof FindingError) return `${error.finding.id} at ${error.finding.pointer.join('.')}`;
    throw error;
  }
  return 'no error';
}

describe('printed YAML', () => {
  it.each(TRAPS)('reads back the string %j as value, key and item', (trap) => {
    const data = { value: trap, list: [trap, [trap]], [trap]: { [trap]: trap } };
    for (const read of readBack(printYaml(data))) expect(read).toEqual(data);
  });

  it('reads back any string as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyString, anyString), { maxLength: 8 }), (pairs) => {
        const data = { map: Object.fromEntries(pairs), list: pairs.flat() };
        for (const read of readBack(printYaml(data))) expect(read).toEqual(data);
      }),
      { numRuns: 400 },
    );
  });

  it('reads back any data as it was', () => {
    const data = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 5 }, tie('scalar'), fc.array(tie('node')), fc.dictionary(anyString, tie('node'))),
      scalar: fc.oneof(
        anyString,
        fc.integer(),
        fc.maxSafeInteger(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
      ),
    })).node;
    fc.assert(
      fc.property(data, (value) => {
        // Nothing tells -0 from 0 in a Compose file.
        const expected: unknown = JSON.parse(JSON.stringify(value));
        for (const read of readBack(printYaml(value))) expect(JSON.parse(JSON.stringify(read))).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('holds nothing but printable characters', () => {
    fc.assert(
      fc.property(anyString, (string) => {
        expect(printYaml({ [string]: string })).not.toMatch(
          /[^\n\x20-\x7e\u00a1-\u{10ffff}]|[\u2028\u2029\ufeff]|\p{Cs}/u,
        );
      }),
    );
  });

  it('is the same for the same data', () => {
    const data = { b: 1, a: { z: 'z', y: ['x', { w: true }] } };
    expect(printYaml(data)).toBe(printYaml(structuredClone(data)));
  });

  it('is as a person would write it', () => {
    const data = {
      name: 'kitteh',
      image: 'ghcr.io/acme/web:1.2',
      command: ['nginx', '-g', 'daemon off;'],
      matrix: [['a', 'b'], []],
      ports: [{ target: 80, published: '8080' }, {}],
      absent: undefined,
      nothing: null,
      empty: {},
      none: [],
      interval: '1m30s',
      path: './web',
      note: 'two\nlines',
    };
    expect(printYaml(data)).toBe(
      [
        'name: kitteh',
        'image: ghcr.io/acme/web:1.2',
        'command: [nginx, -g, "daemon off;"]',
        'matrix:',
        '  - - a',
        '    - b',
        '  - []',
        'ports:',
        '  - target: 80',
        '    published: "8080"',
        '  - {}',
        'nothing:',
        'empty: {}',
        'none: []',
        'interval: 1m30s',
        'path: ./web',
        'note: "two\\nlines"',
        '',
      ].join('\n'),
    );
  });

  it('writes numbers that every reader takes for that number', () => {
    expect(printYaml([0, -0, 1, -1.5, 1e21, 5e-324, 2 ** 53])).toBe(
      '- 0\n- 0\n- 1\n- -1.5\n- 1.0e+21\n- 5.0e-324\n- 9007199254740992\n',
    );
  });

  it('puts comments above entries and blank lines between them', () => {
    const layout = {
      spaced: true,
      entries: new Map([['b', { comment: 'one\ntwo', entries: new Map([['c', { comment: 'inner' }]]) }]]),
    };
    expect(printYaml({ a: 1, b: { c: 2 } }, { layout })).toBe('a: 1\n\n# one\n# two\nb:\n  # inner\n  c: 2\n');
  });

  it('reads the same with any comment as without', () => {
    const data = { a: 1, b: { c: 2 } };
    fc.assert(
      fc.property(anyString, (comment) => {
        const layout = { entries: new Map([['b', { comment, entries: new Map([['c', { comment }]]) }]]) };
        for (const read of readBack(printYaml(data, { layout }))) expect(read).toEqual(data);
      }),
    );
  });

  it('shows in a comment that there is what cannot be seen', () => {
    const layout = { entries: new Map([['a', { comment: 'x\u001b[2J \ud800 \u202e y' }]]) };
    expect(printYaml({ a: 1 }, { layout })).toBe('# x\ufffd[2J \ufffd \ufffd y\na: 1\n');
  });

  it('is linear in its size, also for one long string', () => {
    const long = `${'x: # y\n'.repeat(200_000)}`;
    expect(parse(printYaml({ long }))).toEqual({ long });
  });
});

describe('data that no YAML holds is refused with its place:', () => {
  const cyclic: unknown[] = [];
  cyclic.push({ again: cyclic });
  const deep = Array.from({ length: 1000 }).reduce<unknown>((inner) => ({ inner }), 1);

  it.each<[string, unknown, string]>([
    ['half a pair in a value', { a: ['\ud800'] }, 'lone-surrogate at a.0'],
    ['half a pair in a key', { a: { 'x\udc00': 1 } }, 'lone-surrogate at a.x\udc00'],
    ['NaN', { a: Number.NaN }, 'not-data at a'],
    ['infinity', [Number.POSITIVE_INFINITY], 'not-data at 0'],
    ['undefined in a list', [undefined], 'not-data at 0'],
    ['a function', { a: () => 1 }, 'not-data at a'],
    ['an object of a class', { a: new Date(0) }, 'construct-as-value at a'],
    ['a Map', { a: new Map([['b', 1]]) }, 'construct-as-value at a'],
    ['itself', { a: cyclic }, 'cyclic-data at a.0.again'],
  ])('%s', (_, data, expected) => {
    expect(idOf(data)).toBe(expected);
  });

  it('endless depth', () => {
    expect(idOf(deep)).toMatch(/^too-deep at inner/);
  });
});
