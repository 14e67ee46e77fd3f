import {
  ComposeError,
  hasTags,
  isOverride,
  isReset,
  parseCompose,
  printComposeFile,
  printYaml,
  readYaml,
  Variable,
} from '../../../../lib/languages/compose';

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
});

describe("what is Compose's own in YAML", () => {
  it('is !reset and !override, as values with their content', () => {
    const { data, findings } = readYaml(
      'a: !reset null\nb: !reset [1]\nc: !override [1]\nd: !override {e: !reset ""}\nf: !override 5\n',
    );
    expect(findings).toEqual([]);
    const { a, b, c, d, f } = data as Record<string, unknown>;
    expect([isReset(a), isReset(b)]).toEqual([true, true]);
    expect([c, f].map((value) => isOverride(value) && value.value)).toEqual([[1], '5']);
    // inside of a value that replaces the one below there is nothing to take away
    expect(isOverride(d) && d.value).toEqual({ e: '' });
  });

  it('is found wherever it stands', () => {
    const data = (source: string): unknown => readYaml(source).data;
    expect(hasTags(data('a: [{b: !reset null}]'))).toBe(true);
    expect(hasTags(data('a: !override {b: 1}'))).toBe(true);
    expect(hasTags(data('a: [{b: null}, "!reset"]'))).toBe(false);
  });

  it('is what a tag may be, as a message says', () => {
    const [finding] = readYaml('a: !reset#b\n').findings;
    expect([finding?.message, finding?.remedy]).toEqual([
      'Compose does not read "!reset#b" as a tag.',
      'Write a space before the "#" of a comment; Compose knows the tags !reset and !override.',
    ]);
  });

  it('is that a date is kept where nothing but extensions can hold it', () => {
    expect(readYaml('x-a: {since: 2024-1-31}\n')).toMatchObject({
      data: { 'x-a': { since: '2024-01-31T00:00:00Z' } },
      findings: [],
    });
    expect(readYaml('a: 2024-01-31\n').findings).toMatchObject([
      {
        id: 'yaml-date',
        position: { line: 1, column: 4 },
        message: expect.stringMatching(/^Compose reads "2024-01-31"/),
      },
    ]);
  });

  it('is that a variable is refused where nothing is interpolated', () => {
    const printed = (): string => printYaml({ a: Variable.optional('A') });
    expect(printed).toThrow(ComposeError);
    expect(printed).toThrow('A Compose file cannot hold a variable where no interpolation takes place.');
  });

  it('is what its errors are', () => {
    const printed = (): string => printYaml({ a: Number.NaN });
    expect(printed).toThrow(ComposeError);
    expect(printed).toThrow('a: A Compose file cannot hold the number NaN.');
  });
});
