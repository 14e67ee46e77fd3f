import fc from 'fast-check';
import { type Note, parseCompose, printComposeFile, printYaml, readYaml } from '../../../../../lib/languages/compose';
import { anyYaml } from './files';

/** A file that uses everything that notes can say; printed as it stands. */
const FILE = `# License
# of two lines

# the shared part
x-base: &base
  restart: always # or not
  labels: &labels
    a: b

services:
  # the site
  web: # public
    # merged first
    <<: *base
    image: nginx:\${TAG:-1}
    # a list
    ports:
      # web
      - "80:80" # http
      # - 443:443

    command: |
      one $$
        two
      three
    labels: *labels
    # end of web

  db:
    <<: [*base]
    build: {}
    environment:
      EMPTY:
      NONE: null # not set
    volumes: []
    # each with its options
    networks:
      # the first
      - &front
        name: front
      - *front
    ports: !override
      - "1"
    user: !reset null
    # end of db
# the end
`;

describe('a file that was read', () => {
  it('is printed as it was, comments, anchors, aliases, merges, blank lines and all', () => {
    const tidied = FILE.replaceAll('[*base]', '*base').replaceAll('NONE: null', 'NONE:');
    expect(printComposeFile(parseCompose(FILE))).toBe(tidied);
  });

  it('says the same after it was printed, in notes and data', () => {
    const file = parseCompose(FILE);
    const again = parseCompose(printComposeFile(file));
    expect(again.project).toEqual(file.project);
    expect(again.notes).toEqual(file.notes);
  });

  it('keeps its documents', () => {
    const source = 'a: 1\n# of the first\n---\n# of the second\nb: 2\n';
    expect(printComposeFile(parseCompose(source))).toBe('a: 1\n# of the first\n---\n# of the second\nb: 2\n');
  });

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
      fc.property(anyYaml, (source) => {
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
        const file = parseCompose(source);
        expect(Array.isArray(file.findings)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
