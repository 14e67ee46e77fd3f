/** The package of "Writing constructs": its files are the blocks of the page. It is built, packed, installed and used. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { blocksOf } from './docs/markdown';

const root = resolve(__dirname, '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const run = (file: string, args: readonly string[], cwd: string): string =>
  execFileSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const blocks = blocksOf(join(root, 'docs/writing-constructs.md'));
const STRICT = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
const TARGET = ['--module', 'node16', '--moduleResolution', 'node16', '--target', 'es2023', '--types', 'node'];

describe('the package that the page on writing constructs shows', () => {
  let folder: string;
  let library: string;
  let own: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'constructs-package-'));
    library = run(bin('tsx'), ['scripts/pack.ts', folder], root).trim();
    const author = join(folder, 'author');
    for (const { text, notes } of blocks) {
      const file = notes.get('file');
      if (file !== undefined) write(author, file, text);
    }
    link(author, ['constructs', 'typescript', '@types', 'undici-types']);
    install(library, join(author, 'node_modules/compose-constructs'));
    const { scripts } = JSON.parse(readFileSync(join(author, 'package.json'), 'utf8'));
    expect(scripts).toEqual({ build: 'tsc' });
    run(bin('tsc'), [], author);
    const [packed] = JSON.parse(run('npm', ['pack', '--json'], author));
    own = join(author, packed.filename);
    expect(packed.files.map(({ path }: { readonly path: string }) => path).sort()).toEqual([
      'dist/valkey.d.ts',
      'dist/valkey.js',
      'package.json',
    ]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['one copy of the library', false],
    ['a second copy of the library for the package', true],
  ])('type-checks and synthesizes in a project with %s', (name, hasCopy) => {
    const project = join(folder, name.replaceAll(' ', '-'));
    const modules = join(project, 'node_modules');
    link(project, ['constructs', 'diff', 'esbuild', '@esbuild', '@types', 'typescript', 'undici-types', 'yaml']);
    install(library, join(modules, 'compose-constructs'));
    install(own, join(modules, '@acme/compose-valkey'));
    if (hasCopy) install(library, join(modules, '@acme/compose-valkey/node_modules/compose-constructs'));
    const program = blocks.find(({ text }) => text.includes("from './valkey'"));
    write(project, 'stack.ts', `${program?.text}`.replace("'./valkey'", "'@acme/compose-valkey'"));
    write(project, 'web/package.json', '{}');
    write(project, 'web/package-lock.json', '{}');

    const checked = spawnSync(bin('tsc'), [...STRICT, ...TARGET, 'stack.ts'], { cwd: project, encoding: 'utf8' });
    expect(checked.stdout).toBe('');
    run(process.execPath, ['node_modules/compose-constructs/dist/synth.js'], project);
    const written = readFileSync(join(project, 'synth.out/shop/compose.yaml'), 'utf8');
    expect(written).toContain('CACHE_URL: redis://cache:6379');
    expect(written).toContain('PAGES_HOST: pages');
  });
});

function write(project: string, file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), text);
}

/** What npm would install beside a package, from here. */
function link(project: string, names: readonly string[]): void {
  mkdirSync(join(project, 'node_modules'), { recursive: true });
  for (const name of names) {
    const from = join(root, 'node_modules', name);
    if (existsSync(from)) symlinkSync(from, join(project, 'node_modules', name));
  }
}

function install(tarball: string, to: string): void {
  mkdirSync(to, { recursive: true });
  run('tar', ['-xzf', tarball, '--strip-components=1', '-C', to], root);
}
