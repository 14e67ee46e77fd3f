import { readYaml as readAs, type YamlFile } from '../../../../lib/languages/yaml';
import { growthOf, PROPORTIONAL } from '../../../growth';

const readYaml = (source: string | Uint8Array): YamlFile => readAs(source, { reader: 'Kubernetes' });

/** The ids of what is wrong, each with its line and column. */
function problems(source: string | Uint8Array): string[] {
  return readYaml(source).findings.map(({ id, position }) => `${id} ${position?.line}:${position?.column}`);
}

function read(source: string): unknown {
  const { data, findings } = readYaml(source);
  expect(findings).toEqual([]);
  return data;
}

describe('a scalar is what Go takes it for:', () => {
  it.each<[string, unknown]>([
    ['0440', 288],
    ['0o440', 288],
    ['0x1F', 31],
    ['0b101', 5],
    ['-0b101', -5],
    ['08', 8],
    ['1_000', 1000],
    ['+5', 5],
    ['-0', 0],
    ['1e3', 1000],
    ['.5', 0.5],
    ['5.', 5],
    ['9007199254740992', 9007199254740992],
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
    ['18446744073709551615', 18446744073709551615n],
    ['18446744073709551616', 18446744073709552000],
    ['0xFFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFF'],
    ['1e400', '1e400'],
    ['22:22', '22:22'],
    ['1:30', '1:30'],
    ['yes', 'yes'],
    ['off', 'off'],
    ['y', 'y'],
    ['True', true],
    ['FALSE', false],
    ['tRUE', 'tRUE'],
    ['~', null],
    ['', null],
    ['Null', null],
    ['nULL', 'nULL'],
    ['1.2.3', '1.2.3'],
    ['_1', '_1'],
    ['a\n  b', 'a b'],
    ['"a\\x41\\u00e9\\n"', 'aAé\n'],
    ["'it''s'", "it's"],
    ['"it\\\'s\\\\"', "it's\\"],
    ['!!str 5', '5'],
    ['!!int "5"', 5],
    ['!!float 5', 5],
    ['!!binary aGk=', 'hi'],
    ['!unknown 5', '5'],
    ['! 5', 5],
    ['|\n  a\n   b\n', 'a\n b\n'],
    ['|-\n  a\n', 'a'],
    ['|+\n  a\n\n', 'a\n\n'],
    ['>\n  a\n  b\n\n  c\n', 'a b\nc\n'],
    ['2024-1-31', '2024-01-31T00:00:00Z'],
    ['2024-01-31 1:02:03.50', '2024-01-31T01:02:03.5Z'],
    ['|\n  a', 'a'],
  ])('%j', (source, expected) => {
    expect(read(`key: ${source}`)).toEqual({ key: expected });
  });
});

describe('a file', () => {
  it('may begin with a byte order mark, and end its lines as on Windows or on an old Mac', () => {
    expect(read('\ufeffa: 1\r\nb: |\r\n  c\r\n  d\r\n')).toEqual({ a: 1, b: 'c\nd\n' });
    expect(read('a: 1\rb: 2\r')).toEqual({ a: 1, b: 2 });
  });

  it('may be in UTF-8 or UTF-16', () => {
    const bytes = Buffer.from('\ufeffa: é', 'utf16le');
    expect(readYaml(bytes).data).toEqual({ a: 'é' });
    expect(readYaml(Buffer.from(bytes).swap16()).data).toEqual({ a: 'é' });
    expect(readYaml(Buffer.from('a: é')).data).toEqual({ a: 'é' });
  });

  it('may hold several documents', () => {
    const file = readYaml('a: &a 1\n---\nb: *a\n---\n- c\n');
    expect([file.data, ...file.others.map(({ data }) => data)]).toEqual([{ a: 1 }, { b: 1 }, ['c']]);
    expect(file.others[1]?.locate(['0'])).toEqual({ line: 5, column: 3 });
  });

  it('without a value has no data', () => {
    for (const source of ['', '\n', '# only a comment\n']) expect(readYaml(source).data).toBeUndefined();
    expect(readYaml('---\n').data).toBeNull();
  });

  it('may hold brackets and quotes whose lines are not indented', () => {
    const source = 'a:\n  b: [\n1,\n  2\n]\n  c: "d\ne"\n  f: {\ng: h}\n  i: j\n';
    expect(read(source)).toEqual({ a: { b: [1, 2], c: 'd e', f: { g: 'h' }, i: 'j' } });
  });

  it('takes __proto__ for a key like any other', () => {
    expect(Object.keys(read('{__proto__: 1, constructor: 2}') as object)).toEqual(['__proto__', 'constructor']);
  });
});

describe('aliases and merges', () => {
  it('make one object of what is written once', () => {
    const { a, b } = read('a: &x {c: [1]}\nb: *x\n') as Record<string, unknown>;
    expect(b).toBe(a);
  });

  it('refer to the anchor that was defined last', () => {
    expect(read('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  it('let own keys win, then what stands first in the list', () => {
    const source = 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {z: 3, <<: [*a, *b, {w: 4}]}\n';
    const { c } = read(source) as Record<string, unknown>;
    expect(Object.entries(c as object)).toEqual([
      ['z', 3],
      ['x', 1],
      ['y', 1],
      ['w', 4],
    ]);
  });

  it('reach through maps that merge themselves', () => {
    expect(read('a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b}\n')).toMatchObject({ c: { x: 1, y: 2 } });
  });

  it('leave a key in quotes alone that looks like a merge', () => {
    expect(read('"<<": 1\n')).toEqual({ '<<': 1 });
  });
});

describe('what is wrong is told with its place:', () => {
  it.each<[string, string, string[]]>([
    ['a tab as indentation', 'a:\n\tb: 1\n', ['yaml-tab 2:1']],
    ['tabs in several lines, as one mistake', 'a:\n\tb:\n\t\tc: 1\n\td: 2\n', ['yaml-tab 2:1']],
    ['an unclosed quote', 'a: "b\nc: d\n', ['yaml-unclosed 1:4']],
    ['an unclosed quote that ends in an escaped one', "a: 'b''", ['yaml-unclosed 1:4']],
    ['an unclosed bracket', 'a: [b,\nc: d\n', ['yaml-unclosed 1:4']],
    ['a key twice', 'a: 1\nb: 2\na: 3\n', ['yaml-duplicate-key 3:1']],
    ['a merge key twice', 'a: &a {}\nb:\n  <<: *a\n  <<: *a\n', ['yaml-duplicate-key 4:3']],
    ['a number as a key', 'a:\n  80: b\n', ['yaml-key-type 2:3']],
    ['a map as a key', '{{ a }}: b\n', ['yaml-key-type 1:1']],
    ['an unknown anchor', 'a: *b\nb: &b 1\n', ['yaml-unknown-anchor 1:4']],
    ['an alias in its own value', 'a: &a [*a]\n', ['yaml-alias-cycle 1:8']],
    ['a merge of no map', 'a: &a 1\nb: {<<: *a}\n', ['yaml-merge 2:9']],
    ['a merge of nothing', 'b:\n  <<:\n', ['yaml-merge 2:6']],
    ['a wrong tag', 'a: !!int b\n', ['yaml-tag 1:10']],
    ['infinity', 'a: .inf\n', ['yaml-not-finite 1:4']],
    ['an unknown escape', 'a: "\\d"\n', ['yaml-escape 1:5']],
    ['a control character', 'a: 1\nb: \u0007\n', ['yaml-not-text 2:4']],
    ['a line separator', 'a: \u2028\n', ['yaml-not-text 1:4']],
    ['text that begins with a sign of YAML', 'a: @b\n', ['yaml-syntax 1:4']],
    ['a colon in a plain text', 'a: b: c\n', ['yaml-syntax 1:4']],
    ['a colon at the beginning between brackets', 'a: [b, ::1]\nc: {d: :e}\n', ['yaml-syntax 1:8', 'yaml-syntax 2:8']],
    ['a line that is no entry', 'a: 1\nb\nc: 2\n', ['yaml-syntax 2:1']],
    ['wrong indentation', 'a:\n    b: 1\n  c: 2\n', ['yaml-indentation 3:1']],
    ['each mistake once', 'a: @b\nc: 1\nd: %e\n', ['yaml-syntax 1:4', 'yaml-syntax 3:4']],
  ])('%s', (_, source, expected) => {
    expect(problems(source)).toEqual(expected);
  });

  it('bytes that are no text', () => {
    expect(problems(Uint8Array.of(0x61, 0x3a, 0xff, 0xfe))).toEqual(['yaml-not-text 1:3']);
    const mixed = Buffer.concat([Buffer.from('\ufeffa: \ufffd\r\nb: \ufffdc'), Buffer.of(0xe9, 0x0a)]);
    expect(problems(mixed)).toEqual(['yaml-not-text 2:6']);
    const halved = Buffer.concat([Buffer.from('\ufeffa: 1\nb: ', 'utf16le'), Buffer.of(0x00, 0xd8, 0x0a, 0x00)]);
    expect(problems(halved)).toEqual(['yaml-not-text 2:4']);
  });
});

describe('a hostile file is refused in time in proportion to its size:', () => {
  const bomb = Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [${i === 0 ? '1' : `*a${i - 1}, *a${i - 1}`}]`);
  const merges = (many: number): string =>
    `a: &a {${Array.from({ length: 2000 }, (_, i) => `k${i}: 1`).join(', ')}}\nb: {<<: [${'*a, '.repeat(many)}]}\n`;

  it('aliases of aliases, before they are followed', () => {
    expect(problems(bomb.join('\n'))[0]).toMatch(/^yaml-alias-expansion/);
  });

  it.each<[string, (many: number) => string, number, RegExp]>([
    ['merges of merges', merges, 20_000, /^yaml-alias-expansion/],
    ['brackets', (many) => '['.repeat(many), 100_000, /^too-deep/],
    ['braces', (many) => '{a: '.repeat(many), 100_000, /^too-deep/],
    ['dashes', (many) => '- '.repeat(many), 100_000, /^too-deep/],
    ['question marks', (many) => '? '.repeat(many), 100_000, /^too-deep/],
    ['depth', (many) => Array.from({ length: many }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 3000, /^too-deep/],
    ['size', (many) => 'a: 1\n'.repeat(many), 10_000_000, /^yaml-too-large/],
    ['quotes', (many) => `a: "${'x\n'.repeat(many)}`, 500_000, /^yaml-unclosed/],
    ['quotes that are escaped', (many) => `a: '${"''".repeat(many)}`, 500_000, /^yaml-unclosed/],
    ['backslashes', (many) => `a: "${'\\\\'.repeat(many)}x`, 500_000, /^yaml-unclosed/],
    ['one mistake many times', (many) => 'a: "\n'.repeat(many), 20_000, /^yaml-/],
  ])('%s', (_, hostile, many, expected) => {
    expect(problems(hostile(many))[0]).toMatch(expected);
    expect(growthOf((size) => problems(hostile(size)), many)).toBeLessThan(PROPORTIONAL);
  });

  it('while real aliases pass, hundreds of them', () => {
    const services = Array.from({ length: 500 }, (_, i) => `  s${i}: {<<: *base, image: a${i}}`).join('\n');
    expect(
      read(`x-base: &base {${'abcdefghij'.split('').map((key) => `${key}: 1`)}}\nservices:\n${services}\n`),
    ).toBeTruthy();
  });

  it('and 100,000 keys take time as they are many', () => {
    const keys = Array.from({ length: 100_000 }, (_, i) => `key${i}: value`).join('\n');
    expect(Object.keys(read(keys) as object)).toHaveLength(100_000);
  });
});

describe('the place of a value', () => {
  const file = readYaml(
    'x-base: &base\n  image: nginx\n  ports: [80, 81]\nservices:\n  web:\n    <<: *base\n    user: a\n',
  );

  it.each<[string, 'key' | 'value', [number, number] | undefined]>([
    ['services', 'key', [4, 1]],
    ['services.web', 'value', [6, 5]],
    ['services.web.user', 'key', [7, 5]],
    ['services.web.user', 'value', [7, 11]],
    ['services.web.image', 'key', [2, 3]],
    ['services.web.image', 'value', [2, 10]],
    ['services.web.ports.1', 'value', [3, 15]],
    ['services.web.ports.7', 'value', undefined],
    ['services.db', 'key', undefined],
  ])('%s, its %s', (pointer, where, expected) => {
    const position = file.locate(pointer.split('.'), where);
    expect(position && [position.line, position.column]).toEqual(expected);
  });
});
