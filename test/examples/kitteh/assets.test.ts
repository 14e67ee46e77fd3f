import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SOURCE = path.resolve(__dirname, '../../../examples/kitteh/assets');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kitteh-assets-'));
  for (const part of ['build.js', 'src']) cpSync(path.join(SOURCE, part), path.join(folder, part), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dist = (name = '') => path.join(folder, 'dist', name);

/** Builds, and reads every file that the build wrote. */
function build(): Record<string, string> {
  execFileSync(process.execPath, ['build.js'], { cwd: folder });
  return Object.fromEntries(readdirSync(dist()).map((name) => [name, readFileSync(dist(name), 'utf8')]));
}

const manifestOf = (files: Record<string, string>): Record<string, string> =>
  JSON.parse(files['manifest.json'] ?? '{}');

describe('the build of the assets', () => {
  it('writes each asset under its plain name and under one with its digest, and a manifest of both', () => {
    const files = build();
    const manifest = manifestOf(files);
    expect(Object.keys(manifest)).toEqual(['app.css', 'app.js', 'logo.svg']);
    for (const [plain, digested] of Object.entries(manifest)) {
      const digest = createHash('sha256')
        .update(files[plain] ?? '')
        .digest('hex');
      const { name, ext } = path.parse(plain);
      expect(digested).toBe(`${name}-${digest.slice(0, 16)}${ext}`);
      expect(files[digested]).toBe(files[plain]);
    }
    expect(Object.keys(files)).toHaveLength(7);
  });

  it('gives the same bytes for the same sources, and one new name for one changed source', () => {
    const first = build();
    expect(build()).toEqual(first);
    appendFileSync(path.join(folder, 'src/app.css'), '/* new */\n');
    const changed = build();
    expect(manifestOf(changed)['app.css']).not.toBe(manifestOf(first)['app.css']);
    expect({ ...manifestOf(changed), 'app.css': '' }).toEqual({ ...manifestOf(first), 'app.css': '' });
    expect(Object.keys(changed)).toHaveLength(7);
  });
});
