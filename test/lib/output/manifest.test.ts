import * as fc from 'fast-check';
import { type Manifest, printManifest, readManifest, sha256, wrote } from '../../../lib/output/manifest';
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
        expect(readManifest(printed)).toEqual({ manifest: new Map(entries) });
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
    expect(readManifest(text)).toEqual({ manifest: new Map(), damage: expect.stringContaining(reason) });
  });

  it('reads any text without an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { manifest, damage } = readManifest(text);
        expect(manifest.size === 0 || damage === undefined).toBe(true);
      }),
    );
  });

  it('keeps every line that is whole, whatever a merge has left around them', () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => whyUnsafe(text) === undefined && keyOf(text) !== MANIFEST);
    const entry = fc.record({ construct: fc.string(), sha256: fc.constant(digest) });
    const entries = fc.uniqueArray(fc.tuple(name, entry), { selector: ([path]) => path, minLength: 1 });
    const noise = fc.constantFrom('<<<<<<< HEAD', '=======', '>>>>>>> other', '||||||| base', '', '}', '  "files": {');
    fc.assert(
      fc.property(entries, fc.array(fc.tuple(noise, fc.nat()), { minLength: 1 }), (made, lines) => {
        const text = printManifest(new Map(made)).split('\n');
        for (const [line, at] of lines) text.splice(at % text.length, 0, line);
        expect(readManifest(text.join('\n')).manifest).toEqual(new Map(made));
      }),
    );
  });

  it('knows what each of two branches wrote', () => {
    const [one, two] = ['1', '2'].map((text) => sha256(Buffer.from(text))) as [string, string];
    const line = (sha: string): string => `    "compose.yaml": {"construct":"shop","sha256":"${sha}"}`;
    const conflict = `{\n  "files": {\n<<<<<<< HEAD\n${line(one)}\n=======\n${line(two)}\n>>>>>>> other\n  }\n}\n`;
    // merge=union of git: both lines, and a comma where there happens to be one
    const union = `{\n  "files": {\n${line(one)},\n${line(two)}\n  }\n}\n`;
    for (const text of [conflict, union]) {
      const [entry] = [...readManifest(text).manifest.values()];
      expect([one, two, digest].map((sha) => entry && wrote(entry, sha))).toEqual([true, true, false]);
    }
    expect(readManifest(conflict).damage).toBe('it holds conflict markers of a merge');
    expect(readManifest(union).damage).toBeUndefined();
  });
});
