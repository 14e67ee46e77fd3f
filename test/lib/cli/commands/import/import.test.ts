/**
 * `synth import` as its users run it: Compose files in, a stack file out, and `synth` as the next step.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importCommand } from '../../../../../lib/cli/commands/import';
import { COMMAND, Project, REPOSITORY, requireBuild, synthIn } from '../../project';

beforeAll(requireBuild);

const SHOP = `# the shop
services:
  web:
    image: nginx:1.27 # pinned
    ports: ["\${PORT:-8080}:80"]
    depends_on: [db]
  db:
    image: postgres:17
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`;

const stackOf = (project: Project): string => readFileSync(project.path('stack.ts'), 'utf8');

describe('synth import', () => {
  it('writes a stack.ts, says what is in it, and names the next step, which works', () => {
    const project = new Project({ 'compose.yaml': SHOP });
    expect(project.synth(['import'])).toMatchObject({
      status: 0,
      stderr: '',
      stdout: 'stack.ts  written: 2 services, 1 volume, from compose.yaml\n\nNext:\n  npx synth\n',
    });
    expect(stackOf(project)).toContain("image: 'nginx:1.27', // pinned");
    const name = project.folder.split('/').pop() ?? '';
    expect(project.synth()).toMatchObject({ status: 0 });
    const [stack = ''] = readdirSync(project.path('synth.out'));
    expect(name.toLowerCase().replace(/[^a-z0-9_-]/g, '')).toBe(stack);
    expect(readFileSync(project.path('synth.out', stack, 'compose.yaml'), 'utf8')).toContain('${PORT:-8080}:80');
    // what was imported stays as it was
    expect(readFileSync(project.path('compose.yaml'), 'utf8')).toBe(SHOP);
  });

  it('says what is to be installed where nothing is', () => {
    const project = new Project({ 'compose.yaml': SHOP });
    spawnSync('rm', ['-r', project.path('node_modules')]);
    expect(project.synth(['import']).stdout).toContain(
      '\n\nNext:\n  npm install --save-dev compose-constructs constructs\n  npx synth\n',
    );
  });

  it('names the stack file in the next step where it has another name', () => {
    const project = new Project({ 'compose.yaml': SHOP, 'my infra/.keep': '' });
    const { stdout } = project.synth(['import', '--out', 'my infra/shop.ts']);
    expect(stdout).toMatch(/^my infra\/shop\.ts {2}written: /);
    expect(stdout).toContain("  npx synth --app 'my infra/shop.ts'\n");
    expect(project.synth(['import', '-o', 'my infra']).stdout).toMatch(/^my infra\/stack\.ts {2}written: /);
  });

  it('warns, and writes nevertheless', () => {
    const project = new Project({ 'compose.yaml': SHOP.replace('[db]', '[bd]').replace('/data]', '/data, dat:/x]') });
    const { status, stderr, stdout } = project.synth(['import', '-q', '--name', 'shop']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toBe(`warning fragment at compose.yaml:6:18
  The files do not define 2 things that they name, so Compose refuses them by themselves.
  6 │     depends_on: [bd]
    │                  ^
  Service "web" needs (depends_on) service "bd", which the project does not define; did you mean "db"? at compose.yaml:6:18
  Service "db" names volume "dat", which the project does not define; did you mean "data"? at compose.yaml:9:46
  Correct the names, or import the files that define them as well; until then the stack says \`fragment\`, with them.

1 warning.
`);
    expect(stackOf(project)).toMatch(/fragment: \[.*\]/);
  });

  it('prints the stack file, and nothing else, for -', () => {
    const project = new Project({ 'compose.yaml': SHOP });
    const { status, stdout, stderr } = project.synth(['import', '--out', '-']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\/\/ the shop\n[\s\S]*new \w+\(app, /);
    expect(existsSync(project.path('stack.ts'))).toBe(false);
    project.synth(['import']);
    expect(stackOf(project)).toBe(stdout);
  });

  it('prints one JSON document with paths from the working directory', () => {
    const project = new Project({ 'infra/compose.yaml': SHOP, 'infra/.env': 'PORT=80\n' });
    const { status, stdout, stderr } = project.synth(['import', '--json', '-n', 'shop', 'infra/compose.yaml']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      name: 'shop',
      file: 'stack.ts',
      environments: ['development'],
      read: ['infra/.env', 'infra/compose.yaml'],
      notCarried: [],
      notRecognized: [],
      remarks: [],
      secretFiles: [],
      needs: [],
      diagnostics: [],
    });
  });

  it.each([
    [
      'what is wrong',
      ['import', '--json'],
      1,
      [{ id: 'unknown-property', location: { file: 'compose.yaml', line: 3, column: 5 } }],
    ],
    ['a wrong command line', ['import', '--json', '--outt', 'x'], 2, [{ id: 'usage', remedy: 'Did you mean --out?' }]],
  ])('prints the same document for %s', (_name, args, expected, diagnostics) => {
    const project = new Project({ 'compose.yaml': 'services:\n  web:\n    imgae: nginx\n' });
    const { status, stdout } = project.synth(args);
    expect(status).toBe(expected);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ notCarried: [], needs: [], diagnostics });
    expect(Object.keys(document)).toEqual([...Object.keys(importCommand.json.empty), 'diagnostics']);
    expect(existsSync(project.path('stack.ts'))).toBe(false);
  });

  it('has colours where they are asked for only', () => {
    const project = new Project({ 'compose.yaml': 'services:\n  web: 3\n' });
    expect(project.synth(['import']).stderr).not.toContain('\u001b');
    const env = { FORCE_COLOR: '1' };
    expect(project.synth(['import'], { env }).stderr).toContain('\u001b[31merror wrong-type\u001b[39m');
    expect(project.synth(['import', '--out', 'x.js'], { env: { NO_COLOR: '1' } }).stderr).not.toContain('\u001b');
  });
});

describe('what synth import reads', () => {
  const run = (project: Project, args: readonly string[], input: string) =>
    spawnSync(process.execPath, [COMMAND, 'import', ...args], { cwd: project.folder, encoding: 'utf8', input });

  it('may come from standard input, and is shown where it is wrong', () => {
    const project = new Project({ 'prod.yaml': 'services: { web: { restart: always } }' });
    expect(run(project, ['-'], SHOP)).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('from standard input\n'),
    });
    // read once, however many environments have it
    const { stdout } = run(project, ['-', '-e', 'production=prod.yaml', '-o', '-'], SHOP);
    expect(stdout).toContain('Environment.production');
    expect(run(project, ['-', '--force'], 'services: { web: { imag: 2 } }').stderr).toContain(
      'error unknown-property at -:1:20\n  services.web.imag: Compose knows no property "imag" here.\n  1 │ services: { web: { imag',
    );
  });

  it('may come from a pipe, and is shown where it is wrong', () => {
    const project = new Project({});
    const line = (text: string) => `"${process.execPath}" "${COMMAND}" import <(printf '${text}') -o - -n shop`;
    const bash = (text: string) => spawnSync('bash', ['-c', line(text)], { cwd: project.folder, encoding: 'utf8' });
    expect(bash('services: { web: { image: nginx } }')).toMatchObject({ status: 0, stderr: '' });
    expect(bash('services: { web: { imag: nginx } }').stderr).toContain('  1 │ services: { web: { imag: nginx } }\n');
  });

  it('may be outside of the project: paths lead there from the stack file', () => {
    const project = new Project({
      'app/compose.yaml': `include: [../shared/compose.yaml]
services:
  web:
    extends: { file: ../shared/base.yaml, service: base }
    env_file: ../shared/web.env
    volumes: [../data:/data]
`,
      'shared/compose.yaml': 'services: { proxy: { image: nginx, volumes: ["./conf:/conf"] } }',
      'shared/base.yaml': 'services: { base: { image: node, volumes: ["./base:/base"] } }',
      'shared/web.env': '',
    });
    const { status, stderr } = project.synth(['import'], { cwd: 'app' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const source = readFileSync(project.path('app/stack.ts'), 'utf8');
    for (const path of ['../shared/conf:/conf', '../shared/base:/base', '../shared/web.env', '../data:/data'])
      expect(source).toContain(`'${path}'`);
  });

  it('may have variables in files that --env-file names, as Compose reads them', () => {
    const project = new Project({
      'compose.yaml': 'name: shop-$SHOP_STAGE\nservices: { web: { image: "nginx:$TAG" } }',
      // Node, which may read the file first, takes $STEM for four letters
      'stage.env': 'SHOP_STEM=stag\nSHOP_STAGE=${SHOP_STEM}ing\n',
    });
    const { status, stdout } = project.synth(['import', '--env-file', 'stage.env', '--json']);
    expect({ status, name: JSON.parse(stdout).name }).toEqual({ status: 0, name: 'shop-staging' });
  });

  it('may be UTF-16, and end its lines as on Windows', () => {
    const project = new Project({});
    writeFileSync(project.path('compose.yaml'), Buffer.from(`\ufeff${SHOP.replaceAll('\n', '\r\n')}`, 'utf16le'));
    const args = ['import', '-n', 'shop', '-o', '-'];
    const { status, stdout, stderr } = project.synth(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(new Project({ 'compose.yaml': SHOP }).synth(args).stdout);
  });
});

describe('where synth import writes', () => {
  it('is never over a file that is there, unless it is told to', () => {
    const project = new Project({ 'compose.yaml': SHOP, 'stack.ts': 'mine' });
    const { status, stderr } = project.synth(['import']);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `error stack-file-there
  "stack.ts" exists already.
  Name another file with --out, or overwrite it with --force.

1 error; nothing was written.
`,
    });
    expect(stackOf(project)).toBe('mine');
    expect(project.synth(['import', '--force']).status).toBe(0);
    expect(stackOf(project)).toContain('new Service');
  });

  it('keeps the file that is there when what is imported is wrong', () => {
    const project = new Project({ 'compose.yaml': 'services: 3', 'stack.ts': 'mine' });
    expect(project.synth(['import', '--force']).status).toBe(1);
    expect(stackOf(project)).toBe('mine');
  });

  it('may be a link, which stays one', () => {
    const project = new Project({ 'compose.yaml': SHOP, 'elsewhere/real.ts': 'old' });
    symlinkSync('elsewhere/real.ts', project.path('stack.ts'));
    expect(project.synth(['import']).status).toBe(1);
    expect(project.synth(['import', '--force']).status).toBe(0);
    expect(lstatSync(project.path('stack.ts')).isSymbolicLink()).toBe(true);
    expect(readFileSync(project.path('elsewhere/real.ts'), 'utf8')).toContain('new Service');
    expect(readdirSync(project.path('elsewhere'))).toEqual(['real.ts']);
  });

  it('may be a device, which is never replaced', () => {
    const project = new Project({ 'compose.yaml': SHOP });
    spawnSync('mkfifo', [project.path('pipe')]);
    const line = `cat pipe & "${process.execPath}" "${COMMAND}" import -q -o pipe; wait`;
    const { stdout } = spawnSync('bash', ['-c', line], { cwd: project.folder, encoding: 'utf8' });
    expect(stdout).toContain('new Service');
    expect(lstatSync(project.path('pipe')).isFIFO()).toBe(true);
    expect(project.synth(['import', '-q', '-o', '/dev/null'])).toMatchObject({ status: 0, stderr: '' });
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it.each([
    ['a folder that is not there', 'infra/stack.ts', 'There is no folder "infra" to write into.'],
    ['a folder that is not there, and nothing else', 'infra', 'There is no folder "infra" to write into.'],
    ['a name that is not one of TypeScript', 'stack.js', '"stack.js" would hold TypeScript'],
    ['a place where nothing can be made', '/proc/stack.ts', '"/proc/stack.ts" cannot be written: nothing can be made'],
  ])('cannot be %s', (_name, out, message) => {
    const project = new Project({ 'compose.yaml': SHOP });
    const before = readdirSync(project.folder);
    const { status, stdout, stderr } = project.synth(['import', '--out', out]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`error stack-file-not-written\n  ${message}`);
    expect(readdirSync(project.folder)).toEqual(before);
  });

  it('leaves no half of a file where the disk is full', () => {
    const project = new Project({ 'compose.yaml': SHOP.replace('# the shop', `# ${'the shop '.repeat(2000)}`) });
    // no file may grow beyond some kilobytes: the kernel refuses the write as on a full disk
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', 'ulimit -f 8; exec "$0" "$@"', process.execPath, COMMAND, 'import'],
      { cwd: project.folder, encoding: 'utf8' },
    );
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('file size limit') });
    expect(readdirSync(project.folder).sort()).toEqual(['compose.yaml', 'node_modules', 'package.json']);
  });
});

describe('what synth import loads', () => {
  it('is left alone by synth itself', () => {
    const project = new Project({});
    // a package without the importer and without its YAML reader still answers
    mkdirSync(project.path('bare/dist'), { recursive: true });
    writeFileSync(project.path('bare/dist/synth.js'), readFileSync(join(REPOSITORY, 'dist/synth.js')));
    const { status, stdout } = spawnSync(process.execPath, [project.path('bare/dist/synth.js'), 'import', '--help'], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: synthIn('/', ['import', '--help']).stdout });
  });
});
