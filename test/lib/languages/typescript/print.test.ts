import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import {
  array,
  comment,
  identifier,
  literalOf,
  object,
  printSource,
  printValue,
  property,
  type Statement,
  stringLiteral,
  template,
  variable,
} from '../../../../lib/languages/typescript';
import { growthOf, PROPORTIONAL } from '../../../growth';
import { data, statement, tricky } from './arbitrary';
import { formatted } from './biome';

function evaluate(code: string): unknown {
  return runInNewContext(`(${code})`);
}

/** The same data with objects of this realm. */
function own(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Array.from(value, own);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, own(item)]));
}

describe('data printed as an expression', () => {
  test('evaluates to the same data, whatever it holds', () => {
    fc.assert(
      fc.property(data, (value) => {
        const found = own(evaluate(printValue(literalOf(value))));
        expect(isDeepStrictEqual(found, value)).toBe(true); // for jest, a key `constructor` is more than a key
        if (typeof value === 'object' && value !== null) {
          expect(Object.keys(found as object)).toEqual(Object.keys(value)); // an object as well, says the line above
        }
      }),
      { numRuns: 500 },
    );
  });

  test('keeps a key that is called __proto__', () => {
    const found = evaluate(printValue(literalOf(JSON.parse('{"__proto__": {"admin": true}}'))));
    expect(Object.keys(found as object)).toEqual(['__proto__']); // printed as an object
  });

  test('shows characters that cannot be seen', () => {
    expect(printValue(stringLiteral('a\u202eb\u2028c\0\ud800'))).toBe(String.raw`'a\u202eb\u2028c\x00\ud800'`);
  });

  test('is refused where it is no data', () => {
    expect(() => literalOf(() => 1)).toThrow('A function is no data that code could spell out.');
  });

  test('takes time in proportion to its width', () => {
    const wide = (length: number): unknown =>
      Array.from({ length }, (_, index) => ({ index, text: 'x'.repeat(index % 90) }));
    expect(growthOf((size) => printValue(literalOf(wide(size))), 20_000)).toBeLessThan(PROPORTIONAL);
  });

  test('takes time in proportion to its depth', () => {
    const deep = (length: number): unknown =>
      Array.from({ length }).reduce<unknown>((inner) => ({ inner: [inner] }), 1);
    expect(growthOf((size) => printValue(literalOf(deep(size))), 400)).toBeLessThan(PROPORTIONAL);
  });
});

describe('a template', () => {
  test('holds the same text, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(tricky, tricky.map(stringLiteral)), { maxLength: 5 }), (parts) => {
        const text = parts.map((part) => (typeof part === 'string' ? part : 'text' in part ? part.text : '')).join('');
        expect(evaluate(printValue(template(parts)))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('of one line stays on it, with its end', () => {
    expect(printValue(template(['run\n']))).toBe('`run\\n`');
    expect(printValue(template(['set -e\nrun\n']))).toBe('`set -e\nrun\n`');
  });
});

describe('a comment', () => {
  test('never becomes code', () => {
    fc.assert(
      fc.property(tricky, tricky, (above, beside) => {
        const list = array([literalOf(1)], { comments: new Map([[0, { above, beside }]]), closing: above });
        expect(own(evaluate(`${printValue(object([property('a', list, { above, beside })]))}`))).toEqual({ a: [1] });
        for (const line of printSource([comment(above)]).split('\n')) expect(line).toMatch(/^(\/\/ .*)?$/u);
      }),
    );
  });

  test('tells the compiler nothing', () => {
    expect(printSource([comment('@ts-nocheck'), comment('/ @ts-expect-error')])).toBe(
      '// # @ts-nocheck\n// # / @ts-expect-error\n',
    );
  });
});

describe('a name', () => {
  test.each(['class', 'a-b', '1a', '', 'a b', 'await', 'require', 'é', 'a;b'])('%p is refused', (name) => {
    expect(() => identifier(name)).toThrow(TypeError);
    expect(() => variable(name, literalOf(1))).toThrow(TypeError);
  });
});

test('the code is formatted as biome would have', () => {
  const programs: Statement[][] = fc.sample(fc.array(statement, { minLength: 1, maxLength: 4 }), {
    numRuns: 600,
    seed: 7,
  });
  const printed = programs.map(printSource);
  expect(formatted(printed)).toEqual(printed);
});
