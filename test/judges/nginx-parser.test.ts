import fc from 'fast-check';
import {
  block,
  capture,
  comment,
  directive,
  expression,
  location,
  map,
  mapDefault,
  mapEntry,
  NginxError,
  type NginxNode,
  printNginx,
  regex,
  variable,
} from '../../lib/languages/nginx';
import { describeJudged, modelOf, type Output, outputs } from './support';
import { differences, parseNginx } from './support/crossplane';

describeJudged('crossplane, another parser of nginx configuration', () => {
  let files: readonly Output[] = [];
  beforeAll(() => {
    files = outputs().filter(({ path }) => path.endsWith('/nginx.conf'));
  });

  it('knows every directive that is generated, in its place and with as many arguments', () => {
    const parsed = parseNginx(
      files.map(({ content }) => content),
      { strict: true },
    );
    expect(files.length).toBeGreaterThan(5);
    expect(parsed.map(({ errors }, index) => [files[index]?.path, errors])).toEqual(
      files.map(({ path }) => [path, []]),
    );
  });

  it('reads what was meant in every file that is generated', () => {
    const parsed = parseNginx(
      files.map(({ content }) => content),
      { strict: false },
    );
    const found = files.map((file, index) => [file.path, differences(modelOf(file), parsed[index]?.parsed ?? [])]);
    expect(found).toEqual(files.map(({ path }) => [path, []]));
  });

  it('says that an unknown directive is one', () => {
    const [parsed] = parseNginx(['http { proxy_passs http://web; }\n'], { strict: true });
    expect(parsed?.errors.join()).toContain('proxy_passs');
  });

  it('reads any text as the data that it is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(withText, withComment, withEntries, withPath), { maxLength: 30 }), (candidates) => {
        // what cannot be written is refused, and nothing then reaches a file
        const nodes = candidates.filter(isPrintable);
        const [parsed] = parseNginx([printNginx(nodes)], { strict: false });
        expect(parsed?.errors).toEqual([]);
        expect(differences(nodes, parsed?.parsed ?? [])).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

function isPrintable(node: NginxNode): boolean {
  try {
    printNginx([node]);
    return true;
  } catch (error) {
    if (error instanceof NginxError) return false;
    throw error;
  }
}

/** Signs that mean something to nginx, or to whoever reads it, and anything else. */
const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      ...' \t\n\r\\"\'{};#$~()*=^@%a1_',
      '\u00a0',
      '\u2028',
      '\u0085',
      'é',
      '😀',
      '${',
      '\\n',
      '\v',
    ),
    maxLength: 12,
  }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const withText = fc
  .tuple(fc.constantFrom('add_header', 'return', 'proxy_set_header', 'root', 'server_name', 'set'), text, text, text)
  .map(([name, first, second, third]) =>
    directive(name, first, expression`${second}${variable('uri')}${third}${capture(1)}${second}`),
  );

const withComment = fc
  .tuple(text, text)
  .chain(([above, value]) =>
    fc.constantFrom(above.replaceAll(/[^\P{Cc}\t\n\r]/gu, '')).map((said) => comment(said, directive('root', value))),
  );

const withEntries = fc
  .array(fc.tuple(text, text), { maxLength: 4 })
  .map((entries) =>
    map(expression`${variable('uri')}`, variable('found'), [
      mapDefault(''),
      ...entries.map(([key, value]) => mapEntry(key, value)),
      mapEntry(regex('^/a{2} "b";$', { ignoreCase: true }), 'default'),
    ]),
  );

const withPath = fc
  .tuple(text, text)
  .map(([path, value]) => block('server', [], [location(`/${path}`, [directive('return', 200, value)])]));
