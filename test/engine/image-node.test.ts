/** Apps of Node as people have them, after public reports of how their images broke: built, and started. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Image, Job, SecretSource } from 'compose-constructs';
import { attempt, type ComposeProject, lock, run, Sources } from './support';

const sources = new Sources('image-node');
afterAll(() => sources.remove());

type NodeProps = Omit<Parameters<typeof Image.node>[0], 'source'>;
type Files = Readonly<Record<string, unknown>>;

/** Writes an app into a folder of its own; what is no text becomes JSON. */
function put(id: string, files: Files): void {
  sources.put(
    Object.fromEntries(
      Object.entries(files).map(([file, content]) => [
        join(id, file),
        typeof content === 'string' ? content : JSON.stringify(content),
      ]),
    ),
  );
}

/** A stack with this app, whose lock file is made first. */
async function app(id: string, files: Files, props: NodeProps = {}, manager: Parameters<typeof lock>[1] = 'npm') {
  put(id, files);
  await lock(join(sources.folder, id), manager);
  return sources.synthesize(
    id,
    (stack) => new Job(stack, 'app', { image: Image.node({ source: `./${id}`, ...props }) }),
  );
}

/** What the app prints when it is built and started as Compose does it: without root, capabilities and a writable root. */
async function printed(stack: ComposeProject): Promise<string> {
  await stack.compose(['build', '--quiet'], { cwd: sources.folder, timeout: 600_000 });
  const { stdout, stderr, code } = await stack.run('app');
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** Files of the image by name, without those of packages and of the system. */
async function filesOf(id: string, folder = '/app'): Promise<string[]> {
  const find = ['find', folder, '-path', '*/node_modules/*', '-prune', '-o', '-type', 'f', '-print'];
  const { stdout } = await run('docker', ['run', '--rm', `${id}-app:development`, ...find]);
  return stdout.trim().split('\n').sort();
}

/** Whether a text is anywhere in the image: in a layer, even one that a later one hides, or in its history. */
async function isInside(id: string, canary: string): Promise<boolean> {
  const image = `${id}-app:development`;
  const script = `docker save ${image} | tar -xO --wildcards 'blobs/*' 2>/dev/null | grep -a -c ${canary}`;
  const blobs = await attempt('sh', ['-c', script]);
  const history = await run('docker', ['history', '--no-trunc', image]);
  return blobs.stdout.trim() !== '0' || history.stdout.includes(canary);
}

describe('scripts of the project', () => {
  // https://github.com/typicode/husky/issues/1271, https://github.com/typicode/husky/issues/920
  it('that are for developers do not run, and install scripts of dependencies do', async () => {
    const stack = await app('hooks', {
      'package.json': {
        name: 'web',
        version: '1.0.0',
        main: 'server.js',
        scripts: { prepare: 'husky' },
        dependencies: { ms: '2.1.3', native: 'file:./native' },
        devDependencies: { husky: '^9.1.0' },
      },
      'native/package.json': { name: 'native', version: '1.0.0', scripts: { install: 'node make.js' } },
      'server.js': "console.log(process.getuid(), require('ms')('1h'))",
    });
    expect(await printed(stack)).toBe('1000 3600000');
  }, 600_000);

  // https://github.com/prisma/orm/issues/6603, https://github.com/Sachinchaurasiya360/InternHack/pull/754
  it.each(['npm', 'pnpm', 'yarn1', 'yarn4'] as const)(
    'that generate code into node_modules find their files and tools, and the code stays: %s',
    async (manager) => {
      const id = `generated-${manager}`;
      const stack = await app(
        id,
        {
          ...(manager === 'yarn4' && { '.yarnrc.yml': 'nodeLinker: node-modules\n' }),
          'package.json': {
            name: 'web',
            version: '1.0.0',
            private: true,
            main: 'server.js',
            scripts: { preinstall: 'exit 1', postinstall: 'node generate.js' },
            dependencies: { ms: '2.1.3' },
            devDependencies: { 'is-number': '7.0.0' },
          },
          'generate.js': `
            const fs = require('node:fs');
            if (!require('is-number')(1)) throw new Error('no tools');
            fs.mkdirSync('node_modules/.made/client', { recursive: true });
            fs.copyFileSync('schema.txt', 'node_modules/.made/client/index.js');`,
          'schema.txt': 'module.exports = "made"',
          'server.js': `
            const has = (name) => { try { require(name); return true; } catch { return false; } };
            console.log(require('.made/client'), has('ms'), has('is-number'));`,
        },
        {},
        manager,
      );
      expect(await printed(stack)).toBe('made true false');
      expect(await filesOf(id)).not.toContain('/app/node_modules');
    },
    600_000,
  );
});

describe('native modules', () => {
  const files = {
    'package.json': {
      name: 'web',
      version: '1.0.0',
      main: 'server.js',
      dependencies: { native: 'file:./native-1.0.0.tgz' },
    },
    'server.js': "console.log(require('native'), require('node:child_process').spawnSync('python3').error.code)",
  };

  // https://github.com/nodejs/docker-node/issues/384, https://github.com/nodejs/docker-node/issues/282
  it('are built with packages that the final image does not have', async () => {
    sources.put({
      'native/package.json': JSON.stringify({
        name: 'native',
        version: '1.0.0',
        scripts: { install: `python3 -c "open('index.js', 'w').write('module.exports = 42')"` },
      }),
    });
    await run('npm', ['pack', '--ignore-scripts', join(sources.folder, 'native')], { cwd: sources.folder });
    const tarball = readFileSync(join(sources.folder, 'native-1.0.0.tgz'));
    mkdirSync(join(sources.folder, 'native-app'));
    writeFileSync(join(sources.folder, 'native-app', 'native-1.0.0.tgz'), tarball);
    const stack = await app('native-app', files, { buildPackages: ['python3-minimal'] });
    expect(await printed(stack)).toBe('42 ENOENT');
  }, 600_000);
});

describe('settings of the package manager', () => {
  // https://github.com/npm/cli/issues/4998
  it('decide the install', async () => {
    const stack = await app('settings', {
      '.npmrc': 'legacy-peer-deps=true\n',
      'package.json': {
        name: 'web',
        version: '1.0.0',
        main: 'server.js',
        dependencies: { react: '19.0.0', 'use-sync-external-store': '1.2.0' },
      },
      'server.js': "console.log(require('react').version)",
    });
    expect(await printed(stack)).toBe('19.0.0');
  }, 600_000);

  const withScript = {
    'package.json': { name: 'web', version: '1.0.0', main: 'server.js', dependencies: { ms: '2.1.3' } },
    'server.js': "console.log(require('ms')('1h'))",
  };

  // https://github.com/nodejs/docker-node/issues/145, https://github.com/clearlydefined/service/pull/1558
  it('may hold a token: the install sees it, and no layer has it', async () => {
    const stack = await app('literal', { ...withScript, '.npmrc': '//registry.test/:_authToken=canary-literal\n' });
    expect(await printed(stack)).toBe('3600000');
    expect(await isInside('literal', 'canary-literal')).toBe(false);
    expect(await isInside('literal', 'server.js')).toBe(true);
  }, 600_000);

  it('may name a variable: it comes from the shell that builds, and no layer has it', async () => {
    const stack = await app('named', { ...withScript, '.npmrc': '//registry.test/:_authToken=${TEST_TOKEN}\n' });
    const build = { cwd: sources.folder, timeout: 600_000 };
    await stack.compose(['build', '--quiet'], { ...build, env: { TEST_TOKEN: 'canary-named' } });
    expect((await stack.run('app')).stdout.trim()).toBe('3600000');
    expect(await isInside('named', 'canary-named')).toBe(false);
    expect(await filesOf('named')).toEqual(['/app/package-lock.json', '/app/package.json', '/app/server.js']);
  }, 600_000);
});

describe('a container of the image', () => {
  const app0 = { name: 'web', version: '1.0.0', main: 'server.js' };

  // https://github.com/elie222/rakazo/pull/355, https://github.com/nodejs/docker-node/pull/2271
  it.each([{}, { build: 'build' }])(
    'reads files that are private outside: %j',
    async (props) => {
      const id = `modes-${Object.keys(props).length}`;
      put(id, {
        'package.json': { ...app0, scripts: { build: 'true' } },
        'server.js': "console.log(require('./lib/a'))",
      });
      put(id, { 'lib/a.js': "module.exports = 'read'" });
      chmodSync(join(sources.folder, id, 'server.js'), 0o600);
      chmodSync(join(sources.folder, id, 'lib'), 0o700);
      const stack = await app(id, {}, props);
      expect(await printed(stack)).toBe('read');
    },
    600_000,
  );

  it('reads the folders of workspaces that are private outside', async () => {
    put('modes', {
      'package.json': { name: 'mono', private: true, workspaces: ['apps/*'] },
      'apps/web/package.json': { ...app0, dependencies: { ms: '2.1.3' } },
      'apps/web/server.js': "console.log(require('ms')('1h'))",
    });
    for (const folder of ['apps', 'apps/web']) chmodSync(join(sources.folder, 'modes', folder), 0o700);
    chmodSync(join(sources.folder, 'modes', 'apps/web/package.json'), 0o600);
    const stack = await app('modes', {}, { command: ['node', 'apps/web/server.js'] });
    expect(await printed(stack)).toBe('3600000');
  }, 600_000);

  // https://github.com/openobserve/openobserve-helm-chart/issues/54, https://github.com/vercel/next.js/issues/54093
  it('writes to the folders that it needs for that, and to no other', async () => {
    const script = `
      const fs = require('node:fs');
      fs.writeFileSync('/app/.cache/page', '');
      try { fs.writeFileSync('/app/other', ''); } catch ({ code }) { console.log(code); }`;
    const stack = await app('cache', { 'package.json': app0, 'server.js': script }, { tmpfs: ['/app/.cache'] });
    expect(await printed(stack)).toBe('EROFS');
  }, 600_000);
});

describe('values of a build', () => {
  const files = {
    'package.json': { name: 'web', version: '1.0.0', main: 'made.js', scripts: { build: 'node build.js' } },
    // as front ends do: what stands in the environment, else in the file
    'build.js': `
      const fs = require('node:fs');
      const file = fs.existsSync('.env.production') ? fs.readFileSync('.env.production', 'utf8') : '';
      const url = process.env.VITE_API_URL ?? /^VITE_API_URL=(.*)$/m.exec(file)?.[1];
      fs.writeFileSync('made.js', 'console.log(' + JSON.stringify([url, process.env.UPLOAD_TOKEN?.length]) + '.join())');`,
  };

  // https://github.com/coollabsio/coolify/issues/3262, https://github.com/payloadcms/payload/issues/10473
  it('come from the stack, as variables that are public and secrets that no layer has', async () => {
    sources.put({ 'keys/upload': 'canary-upload' });
    const stack = await app('values', files, {
      build: 'build',
      variables: { VITE_API_URL: 'https://api.example' },
      secrets: { UPLOAD_TOKEN: SecretSource.file('./keys/upload') },
    });
    expect(await printed(stack)).toBe('https://api.example,13');
    expect(await isInside('values', 'canary-upload')).toBe(false);
  }, 600_000);

  // https://github.com/coollabsio/coolify/issues/3079
  it('come from the file that its author lets in', async () => {
    const letIn = { '.env.production': 'VITE_API_URL=https://file.example\n', '.dockerignore': '!.env.production\n' };
    const stack = await app('env-file', { ...files, ...letIn }, { build: 'build' });
    expect(await printed(stack)).toBe('https://file.example,');
  }, 600_000);
});

describe('workspaces', () => {
  const files = (version: string): Files => ({
    'package.json': {
      name: 'mono',
      version: '1.0.0',
      private: true,
      workspaces: ['apps/*', 'packages/*'],
      devDependencies: { 'is-number': '7.0.0' },
    },
    'apps/web/package.json': {
      name: 'web',
      version: '1.0.0',
      private: true,
      main: 'dist.js',
      scripts: { prepare: 'husky', build: 'node build.js' },
      dependencies: { '@acme/ui': version, ms: '2.1.3' },
      devDependencies: { 'is-odd': '3.0.1' },
    },
    'apps/web/build.js': "require('is-odd'); require('node:fs').copyFileSync('server.js', 'dist.js')",
    'apps/web/server.js': `
      const has = (name) => { try { require(name); return true; } catch { return false; } };
      console.log(require('@acme/ui'), require('ms')('1h'), ['is-odd', 'is-number', 'lodash'].filter(has).join());`,
    'apps/admin/package.json': {
      name: 'admin',
      version: '1.0.0',
      private: true,
      dependencies: { lodash: '4.17.21', ms: '2.0.0' },
    },
    'apps/admin/private.txt': 'canary-neighbour',
    'packages/ui/package.json': {
      name: '@acme/ui',
      version: '1.0.0',
      main: 'dist.js',
      scripts: { build: 'node build.js' },
      dependencies: { semver: '7.6.3' },
    },
    'packages/ui/build.js': "require('node:fs').copyFileSync('index.js', 'dist.js')",
    'packages/ui/index.js': "module.exports = require('semver').valid('1.2.3')",
  });
  const managers = [
    ['npm', '*', {}],
    ['pnpm', 'workspace:*', { 'pnpm-workspace.yaml': 'packages:\n  - apps/*\n  - packages/*\n' }],
    ['yarn1', '1.0.0', {}],
    ['yarn4', 'workspace:*', { '.yarnrc.yml': 'nodeLinker: node-modules\n' }],
  ] as const;

  // https://github.com/railwayapp/nixpacks/pull/1263, https://github.com/medic/cht-core/issues/8150
  it.each(managers)(
    'are built one by one, with what they depend on and without their neighbours: %s',
    async (manager, version, more) => {
      const id = `mono-${manager}`;
      const stack = await app(id, { ...files(version), ...more }, { workspace: 'apps/web', build: 'build' }, manager);
      expect(await printed(stack)).toBe('1.2.3 3600000');
      expect(await isInside(id, 'canary-neighbour')).toBe(false);
      put(id, { 'apps/web/server.js': "console.log('changed')", 'packages/ui/README.md': 'changed' });
      const { stdout } = await stack.compose(['build', '--progress', 'plain'], {
        cwd: sources.folder,
        timeout: 600_000,
      });
      expect(cached(stdout).filter((step) => !/^RUN/.test(step))).toEqual(
        expect.arrayContaining([
          'COPY --from=manifests /app/ ./',
          'COPY --from=build /app/node_modules ./node_modules',
        ]),
      );
      expect((await stack.run('app')).stdout.trim()).toBe('changed');
    },
    600_000,
  );

  it.each(managers)(
    'may all be in one image: %s',
    async (manager, version, more) => {
      const id = `whole-${manager}`;
      const given = {
        ...files(version),
        ...more,
        'apps/web/dist.js': '',
        'packages/ui/dist.js': "module.exports = 'ui'",
      };
      const stack = await app(id, given, { command: ['node', 'apps/web/server.js'] }, manager);
      const { stdout } = { stdout: await printed(stack) };
      expect(stdout).toMatch(/^ui 3600000( lodash)?$/);
    },
    600_000,
  );
});

/** The steps of a build that BuildKit had from an earlier one. */
function cached(progress: string): readonly string[] {
  const names = new Map(
    [...progress.matchAll(/^#(\d+) \[[^\]]* \d+\/\d+\] (.*)$/gm)].map(([, step, name]) => [step, name ?? '']),
  );
  return [...progress.matchAll(/^#(\d+) CACHED$/gm)].map(([, step]) => names.get(step) ?? '');
}
