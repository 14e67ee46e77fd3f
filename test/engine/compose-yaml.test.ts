import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseCompose, printComposeFile, readYaml } from '../../lib/languages/compose';
import { anyLines } from '../lib/languages/yaml/files';
import { TRAPS } from '../lib/languages/yaml/strings';
import { composeConfig } from './compose-config';

const folder = mkdtempSync(join(tmpdir(), 'compose-yaml-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SERVICES = 'services: {web: {image: a}}\n';

/** What Compose makes of the extensions of a file, or undefined if it rejects the file. */
function extensions(yaml: string): Readonly<Record<string, unknown>> | undefined {
  const { status, stdout } = composeConfig(folder, SERVICES + yaml, {}, '--no-interpolate', '--format', 'json');
  if (status !== 0) return undefined;
  // It tells -0 from 0, which nothing else does.
  const entries = Object.entries(rounded(JSON.parse(stdout)) as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.filter(([key]) => key.startsWith('x-')));
}

/** JSON has no integers beyond 2^53 here. */
function rounded(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)));
}

function isGood(yaml: string): boolean {
  return readYaml(yaml).findings.length === 0;
}

/** Compares what is read from many sources at once: a call takes its time. */
function expectAsComposeReads(sources: readonly string[]): void {
  const good = sources.filter(
    // Compose reads an empty list in an extension as null, and drops what is reset.
    (source) => !/^!reset|^\[ *\]/.test(source) && [`x-a: ${source}\n`, `x-b:\n  - ${source}\n`].every(isGood),
  );
  const keys = sources.filter((source) => isGood(`${source}: 1\n`));
  const values = good.map((source, index) => `  k${index}: ${source}`);
  const items = good.map((source) => `  - ${source}`);
  const yaml = [
    'x-values:',
    ...values,
    'x-items:',
    ...items,
    'x-keys:',
    ...keys.map((key) => `  - ${key}: 1`),
    '',
  ].join('\n');
  expect(extensions(yaml)).toEqual(rounded(readYaml(yaml).data));
}

const alphabets = [
  '0123456789_+-.eExXoObBaAfF:',
  '01-+_.',
  '0123456789-T:Z .t+',
  'truefalsnyohTRUEFALSNYOH~',
  '0b10o_-+xF',
];
const scalar = fc.oneof(
  ...alphabets.map((alphabet) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 22 })),
  fc.string({ unit: fc.constantFrom(...' :#-?\'"\\,[]{}&*!|>%@`~=<.\t_0123456789eExX'), maxLength: 8 }),
  fc.constantFrom(...TRAPS.filter((trap) => !/[\n\r\u0085\u2028\u2029]/.test(trap))),
  fc
    .tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 70 }))
    .map(([exponent, offset]) => String(2n ** BigInt(exponent) - BigInt(offset))),
);

describe('what is read is what Compose reads:', () => {
  it('any scalar, as value, item and key', () => {
    fc.assert(fc.property(fc.array(scalar, { minLength: 100, maxLength: 200 }), expectAsComposeReads), {
      numRuns: 20,
      endOnFailure: true,
    });
  });

  it('the scalars of TRAPS', () => {
    expectAsComposeReads(TRAPS.filter((trap) => !/[\n\r\u0085\u2028\u2029]/.test(trap)));
  });

  it.each<[string, string]>([
    [
      'block scalars',
      'x-a: |\n  a\n   b\n\n\nx-b: >\n  a\n  b\n\n   c\n  d\nx-c: |+\n  a\n\nx-d: |-\n  a\n\nx-e: |2\n   a\n',
    ],
    ['a block scalar at the end of a file without a line break', 'x-a: |\n  a\n  b'],
    ['a folded one', 'x-a: >+\n  a\n  b'],
    ['texts of several lines', 'x-a: a\n  b\n\n  c\nx-b: "a\n  b\\\n  c\\n"\nx-c: \'a\n\n  b\'\n'],
    ['escapes', `x-a: "\\x41\\u00e9\\U0001F600\\t\\'\\_\\N\\L\\e\\0"\n`],
    ['tags', 'x-a: [!!str 5, !!int "5", !!float 5, !!bool "true", !!binary aGk=, !a 5, ! 5, ! "5", !!null ""]\n'],
    ['merges', 'x-a: &a {k: 1, l: 1}\nx-b: &b {l: 2, m: 2}\nx-c: {m: 3, <<: [*a, *b, {n: 4}]}\nx-d: {<<: *b, l: 5}\n'],
    ['merges of merges', 'x-a: &a {k: 1}\nx-b: &b {<<: *a, l: 2}\nx-c: {<<: *b}\n'],
    ['anchors that are defined again', 'x-a: &a 1\nx-b: *a\nx-c: &a 2\nx-d: *a\n'],
    ['Windows lines and lone carriage returns', 'x-a: 1\r\nx-b: |\r\n  a\r\n  b\r\nx-c: "d\r\n  e"\rx-f: 2\r'],
    ['a date', 'x-a: [2024-1-31, 2024-01-31T01:02:03.50+01:00, 2024-01-31 1:2:3]\n'],
    ['braces over lines', 'x-a: {b: [1,\n2], c,\n"d":e, ? f : g}\n'],
    [
      'brackets and quotes whose lines are not indented',
      'x-a:\n  b: [\n1,\n  2\n]\n  c: "d\ne"\n  f: {\ng: h}\n  i: j\n',
    ],
    ['comments right after a bracket', 'x-a: [b]#c\n'],
    ['comments', 'x-a: # b\n  # c\n  - d#e # f\n  # g\n'],
  ])('%s', (_, yaml) => {
    const { data, findings } = readYaml(yaml);
    expect(findings).toEqual([]);
    expect(extensions(yaml)).toEqual(rounded(data));
  });
});

describe('what is told as wrong, Compose rejects:', () => {
  it.each<[string, string]>([
    ['a tab as indentation', 'x-a:\n\tb: 1\n'],
    ['a colon at the beginning of an item in brackets', 'x-a: [a, ::1]\n'],
    ['a colon at the beginning of a value in braces', 'x-a: {b: :c}\n'],
    ['a colon at the beginning of a key in braces', 'x-a: {:b: c}\n'],
    ['a line with a tab only', 'x-a:\n  \t\n  b: 1\n'],
    ['a tab before a text in lines of its own', 'x-a: |\n  \tb\n'],
    ['an unclosed quote', 'x-a: "b\n'],
    ['an unclosed bracket', 'x-a: [b\n'],
    ['a key twice', 'x-a: {b: 1, b: 2}\n'],
    ['a number as a key', 'x-a: {1: b}\n'],
    ['null as a key', 'x-a: {~: b}\n'],
    ['a map as a key', 'x-a: {{a: b}: b}\n'],
    ['an unknown anchor', 'x-a: *b\n'],
    ['an alias in its own value', 'x-a: &a [*a]\n'],
    ['a merge of no map', 'x-a: {<<: 1}\n'],
    ['a merge key twice', 'x-a: &a {}\nx-b: {<<: *a, <<: *a}\n'],
    ['a wrong tag', 'x-a: !!int b\n'],
    ['an odd name of an anchor', 'x-a: &é b\n'],
    ['infinity', 'x-a: .inf\n'],
    ['an unknown escape', 'x-a: "\\d"\n'],
    ['an escape that only others know', 'x-a: "\\/"\n'],
    ['a control character', 'x-a: \u0007\n'],
    ['a colon in a plain text', 'x-a: b: c\n'],
    ['wrong indentation', 'x-a:\n    b: 1\n  c: 2\n'],
    ['a date as a variable', 'services: {web: {image: a, environment: {A: 2024-01-31}}}\n'],
  ])('%s', (_, yaml) => {
    expect(readYaml(yaml).findings).not.toEqual([]);
    const whole = yaml.startsWith('services') ? yaml : SERVICES + yaml;
    expect(composeConfig(folder, whole, {}, '--no-interpolate', '--format', 'json').status).not.toBe(0);
  });
});

describe('a file that was read and printed', () => {
  it('means the same to Compose', () => {
    let compared = 0;
    const file = anyLines(['!override 5', '!reset x']).map((lines) =>
      ['x-a: &a {m: 1, n: &b [2]}', 'x-b:', ...lines.map((line) => `  ${line}`)].join('\n'),
    );
    fc.assert(
      fc.property(file, (yaml) => {
        const source = `${SERVICES}${yaml}\n`;
        const read = parseCompose(source);
        if (read.findings.length > 0) return;
        const before = composeConfig(folder, source, {}, '--format', 'json');
        const after = composeConfig(folder, printComposeFile(read), {}, '--format', 'json');
        if (before.status !== 0) return;
        compared++;
        expect([after.stderr, after.stdout]).toEqual([before.stderr, before.stdout]);
      }),
      { numRuns: 60, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(15);
  });

  it('gives containers the same variables', () => {
    const numbers = [
      '1e6',
      '1000000.0',
      '0440',
      '1e17',
      '1_000',
      '1.50',
      '9007199254740993',
      '0x1F',
      '-0',
      '.5',
      '1e-7',
    ];
    const variables = numbers.map((number, index) => `      V${index}: ${number}`).join('\n');
    const source = `services:\n  web:\n    image: a\n    environment:\n${variables}\n`;
    const printed = printComposeFile(parseCompose(source));
    const [before, after] = [source, printed].map((yaml) => composeConfig(folder, yaml, {}, '--format', 'json'));
    expect(before?.status).toBe(0);
    expect(after?.stdout).toBe(before?.stdout);
  });
});
