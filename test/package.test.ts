import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const run = (file: string, args: readonly string[], cwd: string): string =>
  execFileSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const LANGUAGE = `import { mergeProjects, parseCompose, printCompose } from 'compose-constructs/compose';
const base = parseCompose('services: { web: { image: "nginx:$TAG", ports: ["80:80"] } }').project;
const overlay = parseCompose('services: { web: { ports: ["443:443"] } }').project;
console.log(printCompose(mergeProjects(base, overlay)));
`;

describe('the package that npm gets', () => {
  let folder: string;
  let tarball: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'package-'));
    tarball = run(bin('tsx'), ['scripts/pack.ts', folder], root).trim();
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is found correct by publint', () => {
    expect(run(bin('publint'), ['run', tarball, '--strict'], root)).toMatch(/All good/);
  });

  it('gives its types to every kind of import, as arethetypeswrong sees it', () => {
    expect(run(bin('attw'), [tarball, '--format', 'ascii'], root)).toMatch(/No problems found/);
  });

  it('holds the library, the command and its documents, and neither tests nor sources', () => {
    const files = run('tar', ['-tzf', tarball], root).trim().split('\n');
    expect(files).toEqual(
      expect.arrayContaining([
        'package/dist/index.js',
        'package/dist/synth.js',
        'package/README.md',
        'package/LICENSE',
      ]),
    );
    expect(files.filter((file) => /^package\/(test|lib|constructs|examples|bench|scripts)\//.test(file))).toEqual([]);
  });

  it('has no scripts, of which npm would warn, and nothing else that only the repository needs', () => {
    const manifest = JSON.parse(run('tar', ['-xzOf', tarball, 'package/package.json'], root));
    expect(Object.keys(manifest)).toEqual(
      expect.arrayContaining(['name', 'version', 'bin', 'main', 'types', 'exports']),
    );
    for (const key of ['scripts', 'devDependencies', 'overrides', '//']) expect(manifest).not.toHaveProperty([key]);
  });

  describe('installed in a project', () => {
    let project: string;

    beforeAll(() => {
      project = join(folder, 'project');
      const modules = join(project, 'node_modules');
      mkdirSync(join(modules, 'compose-constructs'), { recursive: true });
      run('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(modules, 'compose-constructs')], root);
      for (const name of [
        'constructs',
        'diff',
        'esbuild',
        '@esbuild',
        '@types',
        'typescript',
        'undici-types',
        'yaml',
      ]) {
        const from = join(root, 'node_modules', name);
        if (existsSync(from)) symlinkSync(from, join(modules, name));
      }
      writeFileSync(join(project, 'package.json'), '{ "name": "shop", "private": true }');
      writeFileSync(
        join(project, 'stack.ts'),
        `import { App, Environment, Service, Stack } from 'compose-constructs';
const app = new App();
const stack = new Stack(app, 'shop', { environment: Environment.development() });
new Service(stack, 'cache', { image: 'valkey/valkey:8.1' });
`,
      );
    });

    it('synthesizes', () => {
      run(process.execPath, ['node_modules/compose-constructs/dist/synth.js'], project);
      expect(readFileSync(join(project, 'synth.out/shop/compose.yaml'), 'utf8')).toContain('image: valkey/valkey:8.1');
    });

    it('loads what few stacks need when they need it', () => {
      const stack = `import { App, Environment, Service, Stack } from 'compose-constructs';
const app = new App();
const stack = new Stack(app, 'old', { environment: Environment.development(), oldestCompose: '2.26' });
const cache = new Service(stack, 'cache', { image: 'valkey/valkey:8.1' });
cache.merge({ environment: { TZ: 'UTC' } });
cache.override('deploy.resources.limits.memory', '64M');
cache.patch({ op: 'add', path: '/ports', value: ['6379:6379'] });
`;
      writeFileSync(join(project, 'old.ts'), stack);
      run(process.execPath, ['node_modules/compose-constructs/dist/synth.js', '--app', 'old.ts'], project);
      const written = readFileSync(join(project, 'synth.out/old/compose.yaml'), 'utf8');
      expect(written).toMatch(/TZ: UTC.*memory: 64M/s);
      expect(written).toContain('ports: ["6379:6379"]');
    });

    it('imports a Compose file, whose stack synthesizes', () => {
      writeFileSync(join(project, 'compose.yaml'), 'services:\n  cache:\n    image: valkey/valkey:8.1\n');
      const synth = 'node_modules/compose-constructs/dist/synth.js';
      run(process.execPath, [synth, 'import', '--name', 'cache', '--out', 'imported.ts'], project);
      run(process.execPath, [synth, '--app', 'imported.ts'], project);
      expect(readFileSync(join(project, 'synth.out/cache/compose.yaml'), 'utf8')).toContain('image: valkey/valkey:8.1');
    });

    it('has the Compose language by itself, for programs', () => {
      writeFileSync(join(project, 'language.mjs'), LANGUAGE);
      expect(run(process.execPath, ['language.mjs'], project)).toContain('ports: ["80:80", "443:443"]');
    });

    it('is imported by ECMAScript modules with its names', () => {
      writeFileSync(
        join(project, 'names.mjs'),
        `import { App, WebApp, generate } from 'compose-constructs'; console.log(typeof App, typeof WebApp, typeof generate);`,
      );
      expect(run(process.execPath, ['names.mjs'], project).trim()).toBe('function function function');
    });

    it('compiles with the tsconfig.json of the documentation, and with one that knows no types of Node', () => {
      const page = readFileSync(join(root, 'docs/getting-started.md'), 'utf8');
      const config = /```json\n(\{\n {2}"compilerOptions".*?\n\})\n```/s.exec(page)?.[1] ?? '';
      writeFileSync(join(project, 'tsconfig.json'), config);
      expect(run(bin('tsc'), [], project)).toBe('');
      writeFileSync(join(project, 'tsconfig.json'), config.replace(/"types": \[.*?\]/, '"types": []'));
      expect(run(bin('tsc'), [], project)).toBe('');
      rmSync(join(project, 'tsconfig.json'));
    });

    it('compiles in the strictest TypeScript, and a typo in a property does not', () => {
      const stack = readFileSync(join(project, 'stack.ts'), 'utf8');
      const files = { 'stack.ts': stack, 'language.mts': LANGUAGE, 'typo.ts': stack.replace('image:', 'imgae:') };
      for (const [file, text] of Object.entries(files)) writeFileSync(join(project, file), text);
      const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
      const target = ['--module', 'node16', '--moduleResolution', 'node16', '--target', 'es2023', '--types', 'node'];
      // all three at once: the declarations are read once
      const { status, stdout } = spawnSync(bin('tsc'), [...strict, ...target, ...Object.keys(files)], {
        cwd: project,
        encoding: 'utf8',
      });
      expect(status).not.toBe(0);
      expect(stdout.match(/^\S.*error TS\d+/gm)).toEqual([expect.stringMatching(/^typo\.ts\(4,/)]);
    });
  });
});
