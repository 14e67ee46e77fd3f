import fc from 'fast-check';
import { parseDotenv } from '../../../../lib/import/load/dotenv';

function read(text: string, outer: Readonly<Record<string, string>> = {}) {
  const found = new Map<string, string>();
  const problem = parseDotenv(text, found, (name) => outer[name]);
  return problem ?? Object.fromEntries(found);
}

describe('An .env file', () => {
  test.each([
    ['A=1\n# no\nexport B=2 # two\n', { A: '1', B: '2' }],
    ['A: x\nB = y \n', { A: 'x', B: 'y' }],
    ['A=\'$x \\n\'\nB="a\\tb\nc"\n', { A: '$x \\n', B: 'a\tb\nc' }],
    ['A=a\nB=${A}-${O}-${N:-n}-$$A\n', { A: 'a', B: 'a-out-n-$A' }],
    ['O\nN\nA=#x\nB=a#b\n', { O: 'out', A: '#x', B: 'a#b' }],
    ['\ufeffA="\\$O \\0101 \\""\r\nB=1\r\n', { A: '$O A "', B: '1' }],
  ])('%j', (text, expected) => {
    expect(read(text, { O: 'out' })).toEqual(expected);
  });

  test.each([
    ['A=1\nB="x\n', 2],
    ['A B=1\n', 1],
    ['A=1\n\n?=1\n', 3],
    ['A=${N:?none}\n', 1],
  ])('that is wrong is told with its line: %j', (text, line) => {
    expect(read(text)).toMatchObject({ line });
  });

  test('keeps every value between single quotes', () => {
    const value = fc.string({ unit: 'grapheme' }).filter((text) => !/['\\]/.test(text));
    fc.assert(fc.property(value, (text) => expect(read(`A='${text}'\n`)).toEqual({ A: text })));
  });

  test('never throws, and ends whatever it is', () => {
    const piece = fc.constantFrom('A', '=', '"', "'", '\\', '\n', '#', ' ', '$', '{', '}', 'é', '\0', 'export ');
    fc.assert(fc.property(fc.array(piece), (pieces) => void read(pieces.join(''))));
    for (const hostile of ['"\\', ' ', '#', '\n', 'A', 'export ']) {
      // the square of this many steps would take hours
      for (const text of [`A=${hostile.repeat(200_000)}`, hostile.repeat(200_000)])
        expect(() => read(text)).not.toThrow();
    }
  });
});
