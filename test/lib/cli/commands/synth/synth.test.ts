import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { synth } from '../../../../../lib/cli/commands/synth';
import manifest from '../../../../../package.json';
import {
  COMMAND,
  MINIMAL,
  Project,
  REPOSITORY,
  requireBuild,
  slowSynthIn,
  synthIn,
  withoutProgress,
} from '../../project';

beforeAll(requireBuild);

const compose = (project: Project, stack = 'shop') =>
  readFileSync(project.path('synth.out', stack, 'compose.yaml'), 'utf8');

describe('synth without a stack file', () => {
  it('prints its version and its help on stdout', () => {
    expect(synthIn('/', ['--version'])).toMatchObject({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
    const help = synthIn('/', ['--help']);
    expect(help).toMatchObject({ status: 0, stderr: '' });
    for (const option of ['--app', '--out', '--quiet', '--json', '--help', '--version'])
      expect(help.stdout).toContain(option);
  });

  it('works for a version whatever NODE_OPTIONS says about ES modules', () => {
    const env = { NODE_OPTIONS: '--no-experimental-require-module' };
    expect(synthIn('/', ['--version'], { env })).toMatchObject({ status: 0, stdout: `${manifest.version}\n` });
  });
});

describe('the last line under diagnostics', () => {
  it('says where each id is explained', () => {
    const project = new Project({ 'stack.ts': MINIMAL.replace('image', 'imag') });
    const { stderr } = slowSynthIn(project.folder, ['-q']);
    const page = /\.\n\nMore about each id: (\S+)\n$/.exec(stderr)?.[1] ?? 'nowhere';
    const id = /^error (\S+) at/.exec(stderr)?.[1];
    expect(readFileSync(resolve(project.folder, page), 'utf8')).toContain(`<a id="${id}">`);
  });

  it('is not there where nobody has explained one', () => {
    const own = `import { ComposeConstruct } from 'compose-constructs';
class Own extends ComposeConstruct {
  constructor() {
    super(stack, 'own');
    this.report({ id: 'own-mistake', message: 'Too small.', remedy: 'Take more.' });
  }
}
new Own();
`;
    const project = new Project({ 'stack.ts': `${MINIMAL}${own}` });
    const { stderr } = slowSynthIn(project.folder, ['-q']);
    expect(stderr).toMatch(/^error own-mistake/);
    expect(stderr).not.toContain('More about');
  });
});

describe('synth --json', () => {
  it('prints one document with stacks, files and what to run next, and nothing else', () => {
    const project = new Project({ 'stack.ts': `console.log('noise');${MINIMAL}` });
    const { status, stdout, stderr } = project.synth(['--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'noise\n' });
    expect(JSON.parse(stdout)).toEqual({
      stacks: [
        {
          name: 'shop',
          folder: 'synth.out/shop',
          builds: false,
          files: expect.arrayContaining([expect.objectContaining({ path: 'compose.yaml', change: 'written' })]),
          removed: [],
          missingSecrets: [],
          before: [],
          next: 'docker compose -f synth.out/shop/compose.yaml up --wait',
          onDemand: [],
          recreate: {},
        },
      ],
      createdSecrets: [],
      diagnostics: [],
    });
    const again = JSON.parse(project.synth(['--json']).stdout);
    expect(again.stacks[0].files).toContainEqual(
      expect.objectContaining({ path: 'compose.yaml', change: 'unchanged' }),
    );
  });

  it('prints errors as data, with places relative to the working directory', () => {
    const project = new Project({ 'infra/stack.ts': "\nthrow new Error('no');\n" });
    const { status, stdout, stderr } = project.synth(['--json', '--app', 'infra']);
    expect(status).toBe(1);
    expect(stderr).toContain('error stack-threw at infra/stack.ts:2:7\n');
    expect(JSON.parse(stdout)).toMatchObject({
      stacks: [],
      diagnostics: [
        {
          id: 'stack-threw',
          severity: 'error',
          message: 'no',
          location: { file: 'infra/stack.ts', line: 2, column: 7 },
        },
      ],
    });
  });
});

describe.each([
  ['no stack file', ['--json'], 1, 'stack-not-found'],
  ['a wrong command line', ['--json', '--oops'], 2, 'usage'],
])('synth --json with %s', (_name, args, expected, id) => {
  it('prints a document without stacks', () => {
    const { status, stdout } = new Project({}).synth(args);
    expect(status).toBe(expected);
    expect(JSON.parse(stdout)).toEqual({ ...synth.json.empty, diagnostics: [expect.objectContaining({ id })] });
  });
});

describe('synth with names of stacks', () => {
  const TWO = `
import { App, Artifact, Environment, SecretFile, Service, Stack } from 'compose-constructs';
const app = new App();
for (const id of ['shop', 'shop-dev']) {
  const stack = new Stack(app, id, { environment: Environment.development() });
  const web = new Service(stack, 'web', { image: 'nginx:' + process.env.TAG });
  new Artifact(stack, 'extra', { file: process.env.TAG + '.txt', render: () => '' });
  web.readSecret(new SecretFile(stack, 'key'));
}
new Service(new Stack(app, 'server', { name: 'shop', folder: 'shop.prod', environment: Environment.development() }), 'web', {
  image: process.env.BROKEN ? undefined : 'nginx:' + process.env.TAG,
});
`;
  const files = (project: Project): string[] =>
    readdirSync(project.folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /^(synth\.out|secrets)\/[^/]+\/[^.]/.test(path))
      .sort();

  it('writes those, and leaves the output of the others, their secrets and their mistakes alone', () => {
    const project = new Project({ 'stack.ts': TWO });
    expect(project.synth(['shop-dev'], { env: { TAG: '1' } })).toMatchObject({ status: 0 });
    expect(files(project)).toEqual([
      'secrets/.digests/key',
      'secrets/shop-dev/key',
      ...['1.txt', 'compose.yaml', 'manifest.json'].map((file) => `synth.out/shop-dev/${file}`),
    ]);
    project.synth([], { env: { TAG: '1' } });
    const other = readFileSync(project.path('synth.out/shop-dev/compose.yaml'), 'utf8');
    const { status, stdout } = project.synth(['--json', 'shop.prod'], { env: { TAG: '2' } });
    expect([status, JSON.parse(stdout).stacks.map(({ folder }: { folder: string }) => folder)]).toEqual([
      0,
      ['synth.out/shop.prod'],
    ]);
    expect(compose(project, 'shop.prod')).toContain('nginx:2');
    expect(compose(project, 'shop-dev')).toBe(other);
    expect(project.synth(['shop-dev'], { env: { TAG: '2', BROKEN: '1' } })).toMatchObject({ status: 0, stderr: '' });
    expect(files(project)).toContain('synth.out/shop-dev/2.txt');
    expect(files(project)).toContain('synth.out/shop/1.txt');
  });

  it('writes every stack of a project that several share', () => {
    const project = new Project({ 'stack.ts': TWO });
    const { stdout } = project.synth(['--json', 'shop'], { env: { TAG: '1' } });
    expect(JSON.parse(stdout).stacks.map(({ folder }: { folder: string }) => folder)).toEqual([
      'synth.out/shop',
      'synth.out/shop.prod',
    ]);
  });

  it('says which there are, when there is none of that name, and writes nothing', () => {
    const project = new Project({ 'stack.ts': TWO });
    const { status, stderr } = project.synth(['shop', 'shop-dve'], { env: { TAG: '1' } });
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringMatching(/^error stack-unknown/) });
    expect(stderr).toContain('"shop-dve"');
    expect(stderr).toContain('Did you mean "shop-dev"? There are "shop", "shop-dev", "shop.prod".');
    expect(files(project)).toEqual([]);
  });
});

describe('what synth says to do next', () => {
  it('puts the migration before the start in production, and starts servers with their ports', () => {
    const project = new Project({
      'web/package.json': '{"name":"web","version":"1.0.0"}',
      'web/package-lock.json':
        '{"name":"web","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"web","version":"1.0.0"}}}',
      'stack.ts': `
import { App, Database, Engine, Environment, Image, Service, Stack, WebApp } from 'compose-constructs';
const stack = new Stack(new App(), 'shop', { environment: Environment.production({ domain: 'shop.example' }) });
const web = new WebApp(stack, 'web', {
  image: Image.node({ source: './web', command: ['node', 'index.js'] }),
  port: 3000,
  migrate: { command: ['node', 'migrate.js'] },
});
web.connect(new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' }));
web.task('report', ['node', 'report.js']);
for (const id of ['admin', 'mail']) {
  new Service(stack, id, { image: 'acme/' + id + ':1', profiles: ['tools'], ports: ['127.0.0.1::80'] });
}
`,
    });
    const { stdout, stderr } = project.synth();
    const docker = 'docker compose -f synth.out/shop/compose.yaml';
    expect({ next: stdout.slice(stdout.indexOf('Next:')), stderr }).toEqual({
      stderr: '',
      next: `Next:
  npx synth secrets shop   # where it will run: its secrets are not here
  ${docker} build
  ${docker} run --rm web-migrate   # before each new version starts
  ${docker} up --build --wait
  ${docker} run --rm web-report   # when you want it
  ${docker} --profile tools up --build --wait   # when you want it
`,
    });
    const [document] = JSON.parse(project.synth(['--json']).stdout).stacks;
    expect(document).toMatchObject({
      before: [`${docker} build`, `${docker} run --rm web-migrate`],
      next: `${docker} up --build --wait`,
      onDemand: [`${docker} run --rm web-report`, `${docker} --profile tools up --build --wait`],
    });
  });
});

describe('what synth prints', () => {
  it('arrives whole when the reader of a pipe is slow', async () => {
    const services = `for (let i = 0; i < 3000; i += 1) new Stack(app, \`shop-\${i}\`, { environment: Environment.development() });`;
    const project = new Project({ 'stack.ts': `${MINIMAL}${services}throw new Error('x'.repeat(3_000_000));` });
    const child = spawn(process.execPath, [COMMAND, '--json'], {
      cwd: project.folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    let text = '';
    for await (const chunk of child.stdout) text += chunk;
    expect(JSON.parse(text).diagnostics[0].message).toHaveLength(3_000_000);
  });

  it('may go unread', () => {
    const project = new Project({ 'stack.ts': MINIMAL });
    const line = `"${process.execPath}" "${COMMAND}" --json | true; "${process.execPath}" "${COMMAND}" >&- 2>&-`;
    const { status, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', line], {
      cwd: project.folder,
      encoding: 'utf8',
    });
    expect({ status, stderr: withoutProgress(stderr) }).toEqual({ status: 0, stderr: '' });
    expect(compose(project)).toContain('nginx:1.27');
  });

  it('has no colours where it is no terminal, unless they are asked for', () => {
    const project = new Project({ 'stack.ts': 'oops' });
    expect(project.synth().stderr).not.toContain('\u001b');
    expect(project.synth([], { env: { FORCE_COLOR: '1' } }).stderr).toContain('\u001b[31merror stack-threw');
  });
});

describe('the folder of the output', () => {
  it('stands beside the stack file, whatever the working directory, and --out is relative to that', () => {
    const project = new Project({ 'infra/stack.ts': MINIMAL, 'elsewhere/.keep': '' });
    project.synth(['--app', '../infra'], { cwd: 'elsewhere' });
    project.synth(['--app', '../infra', '--out', 'here'], { cwd: 'elsewhere' });
    expect(existsSync(project.path('infra/synth.out/shop/compose.yaml'))).toBe(true);
    expect(existsSync(project.path('elsewhere/here/shop/compose.yaml'))).toBe(true);
  });

  it('keeps what it holds when a later run fails', () => {
    const project = new Project({ 'stack.ts': MINIMAL });
    project.synth();
    const before = compose(project);
    for (const broken of ['const = 1', "throw new Error('no')", "import './gone'", 'process.exit(0)']) {
      project.write('stack.ts', `${MINIMAL}\n${broken};\n`);
      expect(project.synth().status).toBe(1);
      expect(compose(project)).toBe(before);
    }
  });
});

describe('the copy of the library', () => {
  it('is the one that the stack file imports, even if the command is another one', () => {
    const project = new Project({ 'stack.ts': MINIMAL });
    const other = new Project({});
    mkdirSync(other.path('dist'));
    writeFileSync(other.path('dist/synth.js'), readFileSync(COMMAND));
    symlinkSync(join(REPOSITORY, 'node_modules/esbuild'), other.path('node_modules/esbuild'));
    const run = spawnSync(process.execPath, [other.path('dist/synth.js')], { cwd: project.folder, encoding: 'utf8' });
    expect({ status: run.status, stderr: withoutProgress(run.stderr) }).toEqual({ status: 0, stderr: '' });
    expect(compose(project)).toContain('nginx:1.27');
  });

  it('is the one of the command where the project has none', () => {
    const project = new Project({ 'bare/stack.ts': MINIMAL });
    const bare = new Project({
      'stack.ts': `import { Construct } from 'constructs';\n${MINIMAL}\nnew Construct(stack, 'part');`,
    });
    spawnSync('rm', ['-r', bare.path('node_modules')]);
    expect(synthIn(bare.folder, [])).toMatchObject({ status: 0, stderr: '' });
    expect(compose(bare)).toContain('nginx:1.27');
    expect(project.folder).not.toBe(bare.folder);
  });

  it('has names that an ES module can import one by one', () => {
    const project = new Project({
      'check.mjs': `import { App, Environment, Service, Stack, generate, write } from 'compose-constructs';
        console.log([App, Environment, Service, Stack, generate, write].map((it) => it.name).join());`,
    });
    const { stdout, stderr } = spawnSync(process.execPath, ['check.mjs'], { cwd: project.folder, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: 'App,Environment,Service,Stack,generate,write\n', stderr: '' });
  });

  it('names no path of the machine that built it', () => {
    for (const file of ['index.js', 'synth.js']) {
      expect(readFileSync(join(REPOSITORY, 'dist', file), 'utf8')).not.toContain(REPOSITORY);
    }
  });
});

describe('a stack file that takes long', () => {
  const BUSY = `const until = Date.now() + 2000; while (Date.now() < until);\n${MINIMAL}`;

  it('is reported in plain lines where there is no terminal', () => {
    const project = new Project({ 'stack.ts': BUSY });
    const { status, stderr } = slowSynthIn(project.folder, []);
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^synth: \w+.* \(\d+ s\)\n/) });
  });

  it('is not reported to who wants quiet', () => {
    const project = new Project({ 'stack.ts': BUSY });
    expect(slowSynthIn(project.folder, ['--quiet'])).toMatchObject({ status: 0, stderr: '', stdout: '' });
  });

  it('is reported on a terminal while it runs', () => {
    const project = new Project({ 'stack.ts': BUSY });
    for (const run of ['first', 'second']) {
      // util-linux's `script` gives the command a terminal
      const command = `${process.execPath} ${COMMAND}`;
      const { stdout, error } = spawnSync('script', ['-qec', command, '/dev/null'], {
        cwd: project.folder,
        encoding: 'utf8',
      });
      expect(error).toBeUndefined();
      expect({ run, stdout }).toEqual({
        run,
        stdout: expect.stringMatching(/^synth: running the stack file \(\d+ s\)\r\n/m),
      });
    }
  });

  it('is waited for while it has work to do, but not for ever', () => {
    const project = new Project({
      'stack.ts': `${MINIMAL}\nsetInterval(() => {}, 1000);\n`,
      // a minute takes a second
      'fast.js': 'const { setTimeout: real } = globalThis; globalThis.setTimeout = (f, ms) => real(f, ms / 60);',
    });
    const env = { NODE_OPTIONS: `--require ${project.path('fast.js')}` };
    const { status, stderr } = slowSynthIn(project.folder, [], { env });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^synth: waiting for what the stack file started \(\d+ s\)\n/m);
    expect(stderr).toContain('error stack-never-ends\n  The stack file still has work to do after 60 s (Timeout)');
  });
});

describe('esbuild', () => {
  it('is called through its JavaScript where its binary is not found, with the same result', () => {
    const [usual, other] = [new Project({ 'stack.ts': MINIMAL }), new Project({ 'stack.ts': MINIMAL })];
    usual.synth();
    // a binary that fails is no worse than none
    expect(other.synth([], { env: { ESBUILD_BINARY_PATH: '/bin/false' } }).status).toBe(1);
    const preload =
      "require('module')._resolveFilename = ((f) => (r, ...a) => { if (/^@esbuild/.test(r) && !/esbuild.lib/.test(a[0]?.filename)) throw new Error('none'); return f(r, ...a); })(require('module')._resolveFilename);";
    other.write('preload.js', preload);
    const env = { NODE_OPTIONS: `--require ${other.path('preload.js')}` };
    expect(other.synth([], { env })).toMatchObject({ status: 0, stderr: '' });
    expect(compose(other)).toBe(compose(usual));
  });

  it('is what is wrong where it does not work, and not the stack file', () => {
    const project = new Project({ 'stack.ts': MINIMAL });
    const { status, stderr } = project.synth([], { env: { ESBUILD_BINARY_PATH: '/bin/false' } });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error transformer-failed\n {2}esbuild, which reads TypeScript for synth, does not work: /);
  });
});

describe('code of the user that synth calls', () => {
  const withFile = (code: string) =>
    `${MINIMAL.replace('App,', 'App, Artifact,')}\nnew Artifact(stack, 'note', { file: 'note', render: () => { ${code} } });`;

  it('may throw, and is shown with its place', () => {
    const project = new Project({ 'stack.ts': withFile("throw new Error('no note');") });
    const { status, stderr } = project.synth();
    expect(status).toBe(1);
    expect(stderr).toContain('stack.ts:7:');
    expect(stderr).toContain('no note');
  });

  it('cannot end the process as if all were well', () => {
    const project = new Project({ 'stack.ts': withFile('return process.exit(0);') });
    const { status, stdout, stderr } = project.synth();
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^error stack-exited\n {2}The stack file ended the process \(process\.exit\(0\)\) before synth was done\./,
    );
  });
});

describe('constructs', () => {
  it('can still say the address of a construct', () => {
    const tree = "new Construct(new RootConstruct('root'), 'child').node.addr";
    const plain = `const { Construct, RootConstruct } = require('constructs'); console.log(${tree});`;
    const project = new Project({
      'plain.js': plain,
      'stack.ts': `import { Construct, RootConstruct } from 'constructs';\nconsole.log(${tree});\n${MINIMAL}`,
    });
    const expected = spawnSync(process.execPath, ['plain.js'], { cwd: project.folder, encoding: 'utf8' }).stdout;
    expect(expected).toMatch(/^c8[0-9a-f]{40}\n$/);
    expect(project.synth(['--quiet'])).toMatchObject({ status: 0, stdout: expected, stderr: '' });
  });
});

describe('the library', () => {
  it('cannot be loaded without constructs', () => {
    const project = new Project({ 'stack.ts': MINIMAL });
    spawnSync('rm', ['-r', project.path('node_modules/compose-constructs')]);
    project.write('node_modules/compose-constructs/dist/index.js', "require('no-constructs');");
    const { status, stderr } = project.synth();
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error library-missing\n {2}The library cannot be loaded: Cannot find module 'no-constructs'/,
    );
  });
});

describe('the cache', () => {
  /** An esbuild that leaves a mark when it is called. */
  function withMark(project: Project): Readonly<Record<string, string>> {
    const binary = project.path('esbuild.sh');
    writeFileSync(binary, `#!/bin/sh\ntouch '${project.path('called')}'\nexit 1\n`);
    chmodSync(binary, 0o755);
    return { ESBUILD_BINARY_PATH: binary };
  }

  it('spares every later run of the same text the transformation', () => {
    const project = new Project({
      'stack.ts': `import './part';\n${MINIMAL}`,
      'part.ts': 'export const a: number = 1;',
    });
    project.synth();
    const env = withMark(project);
    expect(project.synth([], { env })).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(project.path('called'))).toBe(false);
    project.write('part.ts', 'export const a: number = 2;');
    project.synth([], { env });
    expect(existsSync(project.path('called'))).toBe(true);
  });

  it('never gives back what an earlier text became', () => {
    const project = new Project({ 'stack.ts': "export { } from './image'; import './main';", 'image.ts': '' });
    project.write(
      'main.ts',
      MINIMAL.replace("'nginx:1.27'", 'image').replace('\n', "\nimport { image } from './image';\n"),
    );
    for (const tag of ['1.26', '1.27', '1.26']) {
      project.write('image.ts', `export const image: string = 'nginx:${tag}';`);
      expect(project.synth()).toMatchObject({ status: 0, stderr: '' });
      expect(compose(project)).toContain(`nginx:${tag}`);
    }
  });

  it('never gives back an earlier library, even one of the same length', () => {
    const project = new Project({ 'stack.ts': "import 'compose-constructs';" });
    spawnSync('rm', ['-r', project.path('node_modules/compose-constructs')]);
    for (const word of ['one', 'two', 'one']) {
      const code = `console.log((function () { return '${word}'; })());`;
      project.write('node_modules/compose-constructs/dist/index.js', code);
      expect(project.synth().stdout).toBe(`${word}\n`);
    }
  });

  it('is filled anew by the first run that comes to its end, and by no later one', () => {
    const project = new Project({ 'stack.ts': `${MINIMAL}throw new Error('no');` });
    const library = (): number => {
      const [file = ''] = readdirSync(project.cache).filter((name) => name.startsWith('library-'));
      return statSync(project.path('node_modules/.cache/compose-constructs', file)).ino;
    };
    project.synth();
    const failed = library();
    project.write('stack.ts', MINIMAL);
    project.synth();
    const whole = library();
    expect(whole).not.toBe(failed);
    project.synth();
    expect(library()).toBe(whole);
  });

  it('may be damaged anywhere', () => {
    const project = new Project({ 'stack.ts': MINIMAL });
    project.synth();
    const expected = compose(project);
    const files = readdirSync(project.cache).map((name) => join(project.cache, name));
    expect(files.length).toBe(2);
    for (const file of files) {
      const whole = readFileSync(file);
      const damages = [
        Buffer.alloc(0),
        Buffer.alloc(whole.length),
        whole.subarray(0, whole.length / 2),
        ...[0.001, 0.01, 0.1, 0.5, 0.9].map((part) => {
          const bytes = Buffer.from(whole);
          bytes.fill(0xff, Math.floor(whole.length * part), Math.floor(whole.length * part) + 40);
          return bytes;
        }),
      ];
      for (const damaged of damages) {
        writeFileSync(file, damaged);
        expect(project.synth()).toMatchObject({ status: 0, stderr: '' });
        expect(compose(project)).toBe(expected);
      }
    }
  });

  it('is not used if others can write to it', () => {
    const project = new Project({ 'stack.ts': MINIMAL });
    project.synth();
    const file = readdirSync(project.cache)
      .map((name) => join(project.cache, name))
      .find((name) => name.includes('stack.ts'));
    expect(file).toContain('stack.ts');
    const env = { ...withMark(project), TMPDIR: project.path('tmp') };
    mkdirSync(project.path('tmp'));
    chmodSync(file ?? '', 0o666);
    project.synth([], { env });
    expect(existsSync(project.path('called'))).toBe(true);
    // and the folder, if anybody can: the temporary files then hold one of this user alone
    chmodSync(project.cache, 0o777);
    const before = readdirSync(project.cache).map((name) => statSync(join(project.cache, name)).mtimeMs);
    project.synth([], { env });
    expect(readdirSync(project.cache).map((name) => statSync(join(project.cache, name)).mtimeMs)).toEqual(before);
    const [mine, ...others] = readdirSync(project.path('tmp'));
    expect(others).toEqual([]);
    expect(statSync(project.path('tmp', mine ?? '')).mode & 0o777).toBe(0o700);
  });

  it('is not followed through a symbolic link', () => {
    const project = new Project({ 'stack.ts': MINIMAL, 'trap/.keep': '', 'tmp/.keep': '' });
    mkdirSync(project.path('node_modules/.cache'));
    symlinkSync(project.path('trap'), project.cache);
    project.synth([], { env: { TMPDIR: project.path('tmp') } });
    expect(readdirSync(project.path('trap'))).toEqual(['.keep']);
  });

  it('leaves nothing in a project without node_modules', () => {
    const project = new Project({ 'stack.ts': MINIMAL, 'tmp/.keep': '' });
    spawnSync('rm', ['-r', project.path('node_modules')]);
    project.synth([], { env: { TMPDIR: project.path('tmp') } });
    expect(readdirSync(project.folder).sort()).toEqual(['package.json', 'stack.ts', 'synth.out', 'tmp']);
    expect(readdirSync(project.path('tmp')).filter((name) => name.startsWith('compose-constructs'))).toHaveLength(1);
  });

  it('is filled by many first runs at once', async () => {
    const project = new Project({ 'stack.ts': MINIMAL });
    const runs = Array.from({ length: 6 }, (_, index) => {
      const child = spawn(process.execPath, [COMMAND, '--out', `out-${index}`], { cwd: project.folder });
      return new Promise((resolve) => child.on('close', resolve));
    });
    expect(await Promise.all(runs)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(readdirSync(project.cache).filter((name) => !name.endsWith('.pack'))).toEqual([]);
    expect(project.synth([], { env: withMark(project) })).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(project.path('called'))).toBe(false);
  });
});
