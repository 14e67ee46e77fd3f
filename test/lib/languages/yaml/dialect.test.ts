import { type Dialect, FindingError, findNotData, printYaml, readYaml } from '../../../../lib/languages/yaml';
import { KILN, printKiln, Remove, Replace, readKiln, Slot } from './kiln';

const KUBERNETES: Dialect = { reader: 'Kubernetes' };

/** One source for each message of a reader. */
const BROKEN: readonly string[] = [
  'a:\n\tb: 1\n',
  'a: "b\nc: d\n',
  'a: 1\na: 3\n',
  'a:\n  80: b\n',
  '{{ a }}: b\n',
  'a: *b\n',
  'a: &a [*a]\n',
  'a: &b.c 1\n',
  'a: &a 1\nb: {<<: *a}\n',
  'a: !!int b\n',
  'a: !remove#b c\n',
  'a: !x!y z\n',
  'a: 2024-01-31\n',
  'a: .inf\n',
  'a: "\\d"\n',
  'a: \u0007\n',
  'a: @b\n',
  'a: [::1]\n',
  'a:\n    b: 1\n  c: 2\n',
  '['.repeat(1000),
  'a: 1\n'.repeat(2_000_000),
];

describe('a language that is written as YAML and adds nothing', () => {
  it('prints its documents', () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: { ports: [{ port: 80, targetPort: 'http' }], selector: { app: 'web' } },
    };
    const printed = [
      'apiVersion: v1',
      'kind: Service',
      'metadata:',
      '  name: web',
      '  labels:',
      '    app: web',
      'spec:',
      '  ports:',
      '    - port: 80',
      '      targetPort: http',
      '  selector:',
      '    app: web',
      '',
    ];
    expect(printYaml(service, KUBERNETES)).toBe(printed.join('\n'));
    expect(readYaml(printed.join('\n'), KUBERNETES).data).toEqual(service);
  });

  it('keeps dollars, words that some readers take for something else, and dates', () => {
    const workflow = { on: ['push'], env: { TOKEN: '${{ secrets.TOKEN }}', YES: 'yes' }, jobs: {} };
    const printed = printYaml(workflow, { reader: 'GitHub Actions' });
    expect(printed).toBe('"on": [push]\nenv:\n  TOKEN: ${{ secrets.TOKEN }}\n  "YES": "yes"\njobs: {}\n');
    expect(readYaml(printed, { reader: 'GitHub Actions' })).toMatchObject({ data: workflow, findings: [] });
    expect(readYaml('at: 2024-01-31\n', KUBERNETES)).toMatchObject({
      data: { at: '2024-01-31T00:00:00Z' },
      findings: [],
    });
  });

  it('takes what has a tag of another language for a value without one', () => {
    expect(readYaml('a: !override [1]\nb: !reset 5\n', KUBERNETES).data).toEqual({ a: [1], b: '5' });
    expect(() => printYaml({ a: new Replace(1) }, KUBERNETES)).toThrow(
      'a: An object of class Replace stands where plain data is expected. Pass its .name, or the plain data that Kubernetes should see.',
    );
    expect(() => printYaml({ a: new Slot('b') }, KUBERNETES)).toThrow(FindingError);
  });

  it('is named in messages, and no other language is', () => {
    const findings = BROKEN.flatMap((source) => readYaml(source, KUBERNETES).findings);
    const sentences = findings.map(({ message, remedy }) => `${message} ${remedy}`);
    expect(sentences.length).toBeGreaterThanOrEqual(BROKEN.length - 1); // dates are accepted
    expect(sentences.join('\n')).not.toMatch(/compose|!reset|!override|services/i);
    expect(sentences).toContain(
      'Kubernetes does not read "!remove#b" as a tag. Write a space before the "#" of a comment.',
    );
    expect(sentences).toContain(
      'The file has 10 MB, more than the 5 MB that a Kubernetes file may have here. Move large contents to files of their own and refer to them.',
    );
    expect(findNotData({ a: undefined, b: [undefined] }, KUBERNETES)).toMatchObject([
      { message: 'A Kubernetes file cannot hold undefined.', pointer: ['b', '0'] },
    ]);
  });
});

describe('a language with tags and texts of its own', () => {
  const program = {
    clay: 'stoneware',
    ramp: [{ to: new Slot('cone'), hold: 'PT10M' }, new Remove(), new Replace({ to: 980 }), new Replace([])],
    glaze: new Replace(['celadon', new Slot('second')]),
    shelf: new Remove(),
    nothing: new Replace(null),
  };

  it('prints them', () => {
    expect(printKiln(program)).toBe(
      [
        'clay: stoneware',
        'ramp:',
        '  - to: "<cone>"',
        '    hold: PT10M',
        '  - !remove null',
        '  - !replace',
        '    to: 980',
        '  - !replace []',
        'glaze: !replace [celadon, "<second>"]',
        'shelf: !remove null',
        'nothing: !replace null',
        '',
      ].join('\n'),
    );
  });

  it('reads them back, with their places', () => {
    const { data, findings, locate } = readKiln(printKiln(program));
    expect(findings).toEqual([]);
    expect(data).toEqual({
      ...program,
      ramp: [{ to: '<cone>', hold: 'PT10M' }, new Remove(), new Replace({ to: 980 }), new Replace([])],
      glaze: new Replace(['celadon', '<second>']),
      // as everything behind a tag of its own, in YAML
      nothing: new Replace('null'),
    });
    expect(locate(['ramp', '2'])).toEqual({ line: 7, column: 5 });
  });

  it('keeps comments, anchors and merges around them', () => {
    const source = [
      '# for the big kiln',
      '',
      'base: &base !replace # shared',
      '  hold: 10',
      '  cool: !remove null',
      '',
      'first:',
      '  <<: *base',
      '  to: 980 # bisque',
      'second: *base',
      '',
    ].join('\n');
    const { data, notes, findings } = readKiln(source);
    expect(findings).toEqual([]);
    expect(data).toMatchObject({ first: { hold: 10, cool: new Remove(), to: 980 } });
    expect(printKiln(data, notes)).toBe(source);
  });

  it('writes out what has another tag than what its alias stands for', () => {
    const { data, notes } = readKiln('a: &x !remove null\nb: *x\n');
    expect(printKiln(data, notes)).toBe('a: &x !remove null\nb: *x\n');
    expect(printKiln({ ...(data as object), b: new Replace(null) }, notes)).toBe(
      'a: &x !remove null\nb: !replace null\n',
    );
  });

  it('skips what stands behind a tag that says everything, but for its comments', () => {
    const { data, findings, notes } = readKiln('made: !remove 2024-01-30\nb: !remove\n  - 900 # hot\nc: 1\n');
    expect({ data, findings }).toEqual({ data: { made: new Remove(), b: new Remove(), c: 1 }, findings: [] });
    expect(printKiln(data, notes)).toBe('made: !remove null\nb: !remove null # hot\nc: 1\n');
  });

  it('puts a list on the line of its tag as long as both fit', () => {
    const list = Array.from({ length: 8 }, (_, index) => `cone-${index}of-8`);
    const [fits, full] = [7, 8].map(
      (length) => printKiln({ a: new Replace(list.slice(0, length)) }).split('\n').length,
    );
    expect([fits, full]).toEqual([2, 10]);
    expect(printKiln({ a: list }).split('\n')).toHaveLength(2);
  });

  it('says which tags it knows, and where it accepts dates', () => {
    expect(readKiln('a: !remove#b c\n').findings).toMatchObject([
      {
        message: 'Kiln does not read "!remove#b" as a tag.',
        remedy: 'Write a space before the "#" of a comment; Kiln knows the tags !remove and !replace.',
      },
    ]);
    expect(readKiln('a: !x!y z\n').findings).toMatchObject([
      { remedy: 'Remove the tag; Kiln knows !remove and !replace.' },
    ]);
    expect(readKiln('fired: [2024-01-31]\nmade: 2024-01-30\n').findings).toMatchObject([
      { id: 'yaml-date', pointer: ['made'], message: 'Kiln reads "2024-01-30" as a date and accepts dates nowhere.' },
    ]);
  });

  it('has the place of what cannot be printed inside them', () => {
    const half = { a: new Replace([{ b: new Slot('\ud800') }]) };
    expect(findNotData(half, KILN)).toMatchObject([{ id: 'lone-surrogate', pointer: ['a', '0', 'b'] }]);
    expect(() => printKiln(half)).toThrow('a.0.b: The string holds half of a UTF-16 pair');
  });
});
