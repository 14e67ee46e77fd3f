import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** The oldest that `engines` allows, and the release lines that are supported. */
const versions = ['20.19.0', '22', '24', '26'];

describe.each(versions)('Node %s', (version) => {
  let folder: string;
  let node: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'node-'));
    node = execFileSync('npx', ['-y', '-p', `node@${version}`, 'node', '-p', 'process.execPath'], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('synthesizes the example, with the same bytes as every other version', () => {
    const real = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    expect(real.startsWith(`v${version}`)).toBe(true);
    const synth = (by: string): { diagnostics: unknown[]; stacks: { files: { change: string }[] }[] } =>
      JSON.parse(
        execFileSync(
          by,
          [
            join(root, 'dist/synth.js'),
            '--app',
            join(root, 'examples/kitteh/stack.ts'),
            '--out',
            join(folder, 'out'),
            '--json',
          ],
          {
            cwd: folder,
            encoding: 'utf8',
          },
        ),
      );
    expect(synth(node).diagnostics).toEqual([]);
    const changes = synth(process.execPath).stacks.flatMap(({ files }) => files.map(({ change }) => change));
    expect(new Set(changes)).toEqual(new Set(['unchanged']));
    expect(readFileSync(join(folder, 'out/kitteh/compose.yaml'), 'utf8')).toContain('name: kitteh');
  });
});
