import * as fc from 'fast-check';
import { type Manifest, parseManifest, printManifest, sha256 } from '../../../lib/output/manifest';
import { keyOf, MANIFEST, whyUnsafe } from '../../../lib/output/paths';

const digest = sha256(Buffer.from('x'));

describe('the manifest', () => {
  it('lists each file on one line, sorted, and nothing else', () => {
    const manifest: Manifest = new Map([
      ['web/Dockerfile', { construct: 'kitteh/web', sha256: digest }],
      ['10', { construct: 'kitteh', sha256: digest }],
      ['compose.yaml', { construct: 'kitteh', sha256: digest }],
    ]);
    expect(printManifest(manifest)).toBe(`{
  "files": {
    "10": {"construct":"kitteh","sha256":"${digest}"},
    "compose.yaml": {"construct":"kitteh","sha256":"${digest}"},
    "web/Dockerfile": {"construct":"kitteh/web","sha256":"${digest}"}
  }
}
`);
  });

  it('reads back what it printed, whatever the names, and does not depend on their order', () => {
    const path = fc
      .oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('__proto__', 'constructor', '1', 'a/b'))
      .filter((text) => whyUnsafe(text) === undefined && keyOf(text) !== MANIFEST);
    const entry = fc.record({ construct: fc.string({ unit: 'binary' }), sha256: fc.constant(digest) });
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(path, entry), { selector: ([name]) => name }), (entries) => {
        const printed = printManifest(new Map(entries));
        expect(parseManifest(printed)).toEqual(new Map(entries));
        expect(printManifest(new Map([...entries].reverse()))).toBe(printed);
      }),
    );
  });

  it.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['[]', 'no object "files"'],
    ['{"files":[]}', 'no object "files"'],
    ['{"files":{"a":1}}', 'no construct'],
    ['{"files":{"a":{"construct":"c","sha256":"zz"}}}', 'no sha256'],
    [`{"files":{"../a":{"construct":"c","sha256":"${digest}"}}}`, 'the name ..'],
    [`{"files":{"/etc/passwd":{"construct":"c","sha256":"${digest}"}}}`, 'absolute'],
    [`{"files":{"manifest.json":{"construct":"c","sha256":"${digest}"}}}`, 'it is the manifest'],
  ])('says why %j is none', (text, reason) => {
    expect(parseManifest(text)).toEqual({ reason: expect.stringContaining(reason) });
  });

  it('reads any text without an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const result = parseManifest(text);
        expect('reason' in result || result instanceof Map).toBe(true);
      }),
    );
  });
});
