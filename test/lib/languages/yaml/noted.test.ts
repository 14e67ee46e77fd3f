import fc from 'fast-check';
import type { Note, YamlFile } from '../../../../lib/languages/yaml';
import { anyYaml } from './files';
import { printKiln, readKiln as readYaml } from './kiln';

const printYaml = (data: unknown, { notes }: Partial<YamlFile> = {}): string => printKiln(data, notes);

describe('a file that was read', () => {
  it('can be changed: an alias whose value changed is written out', () => {
    const file = readYaml('a: &x {b: 1}\nc: *x # same\nd: *x\n');
    const data = { ...(file.data as object), c: { b: 2 } };
    expect(printYaml(data, { notes: file.notes })).toBe('a: &x\n  b: 1\nc: # same\n  b: 2\nd: *x\n');
  });

  it('can be changed: without the anchor, the value stands at each alias', () => {
    const file = readYaml('a: &x {b: 1}\nc: *x\n');
    expect(printYaml({ c: { b: 1 } }, { notes: file.notes })).toBe('c:\n  b: 1\n');
    // in another order the alias would stand above its anchor
    expect(printYaml({ c: { b: 1 }, a: { b: 1 } }, { notes: file.notes })).toBe('c:\n  b: 1\na: &x\n  b: 1\n');
  });

  it('can be changed: an entry that is not what the merge brings is written out', () => {
    const file = readYaml('a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  e: 3\n');
    const notes = { notes: file.notes };
    const a = { b: 1, c: 2 };
    expect(printYaml({ a, d: { b: 5, c: 2, e: 3 } }, notes)).toBe(
      'a: &x\n  b: 1\n  c: 2\nd:\n  b: 5\n  <<: *x\n  e: 3\n',
    );
    expect(printYaml({ a, d: { b: 1, e: 3 } }, notes)).toBe('a: &x\n  b: 1\n  c: 2\nd:\n  b: 1\n  e: 3\n');
  });

  it('keeps the merge of an empty map', () => {
    const source = 'a: &x {}\nb:\n  <<: *x\n';
    const file = readYaml(source);
    expect(printYaml(file.data, { notes: file.notes })).toBe(source);
  });

  it('keeps integers beyond 2^53', () => {
    const data = { a: 9007199254740993n, c: 1.5e300, d: 2 ** 53, e: -(2n ** 63n) };
    expect(readYaml(printYaml(data)).data).toEqual(data);
    expect(readYaml(printYaml(data, { notes: {} })).data).toEqual(data);
  });

  it('keeps the form of a number while it is that number', () => {
    const source = 'a: 0440\nb: 1e6\nc: 1_000\nd: 1e17\ne: 1.50\n';
    const file = readYaml(source);
    expect(printYaml(file.data, { notes: file.notes })).toBe(source);
    expect(printYaml({ a: 288, b: 1 }, { notes: file.notes })).toBe('a: 0440\nb: 1\n');
  });
});

function withoutOrder({ entries, ...note }: Note): unknown {
  return entries === undefined
    ? note
    : { ...note, entries: Object.fromEntries([...entries].map(([name, inner]) => [`/${name}`, withoutOrder(inner)])) };
}

describe('any file', () => {
  it('says the same after it was read and printed', () => {
    let readable = 0;
    fc.assert(
      fc.property(anyYaml(['!replace 5', '!remove x']), (source) => {
        const file = readYaml(source);
        if (file.findings.length > 0) return;
        readable++;
        const printed = printYaml(file.data, { notes: file.notes });
        const again = readYaml(printed);
        expect(again.findings).toEqual([]);
        expect(again.data).toEqual(file.data);
        expect(withoutOrder(again.notes)).toEqual(withoutOrder(file.notes));
        expect(printYaml(again.data, { notes: again.notes })).toBe(printed);
      }),
      { numRuns: 500 },
    );
    expect(readable).toBeGreaterThan(150);
  });

  it('never makes the reader throw', () => {
    const pieces = fc.constantFrom(
      ...'[]{},:#&*!|>\'"%@`-?\n\t \\ab01~<',
      '\n  ',
      '- ',
      ': ',
      ' #',
      '<<: *a',
      '&a ',
      '---\n',
      '...\n',
      '!!str ',
    );
    fc.assert(
      fc.property(fc.string({ unit: pieces, maxLength: 30 }), (source) => {
        const file = readYaml(source);
        expect(Array.isArray(file.findings)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
