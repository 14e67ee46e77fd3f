/**
 * What users get wrong, as the command tells it: one clear error with its place and its remedy, exit code 1, and what
 * was written before as it was.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND, Project, withoutProgress } from '../../project';
import { unprivileged } from '../../unprivileged';

const IMPORTS = `import { App, Database, DataVolume, Engine, Environment, Image, Service, Stack, Volume, WebApp } from 'compose-constructs';
const app = new App();
const shop = new Stack(app, 'shop', { environment: Environment.development() });
`;
const GOOD = `${IMPORTS}new Service(shop, 'web', { image: 'nginx:1.28' });\n`;

interface Case {
  readonly name: string;
  /** What follows the imports, from line 4 on. */
  readonly stack: string;
  /** Diagnostics, in order: id and `line:column` in stack.ts. */
  readonly errors: readonly (readonly [id: string, place: string])[];
  /** What else must be said. */
  readonly says: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'two stacks with one name',
    stack: `new Service(shop, 'web', { image: 'a:1' });
new Stack(app, 'other', { name: 'shop', environment: Environment.development() });`,
    errors: [['stack-name-taken', '5:1']],
    says: ['"shop"', 'the first one', 'stack.ts:3:14'],
  },
  {
    name: "a reference to another stack's construct",
    stack: `const other = new Stack(app, 'other', { environment: Environment.development() });
const db = new Database(other, 'db', { engine: Engine.postgres('17'), database: 'other' });
const web = new WebApp(shop, 'web', { image: Image.registry('acme/web:1', { probeWith: 'curl', command: ['web'] }), port: 80 });
web.connect(db);`,
    errors: [['other-stack', '7:5']],
    says: ['"other/db"', 'same stack'],
  },
  {
    name: 'a construct where a string is expected',
    stack: `const data = new Volume(shop, 'data');
new Service(shop, 'web', { image: 'a:1', volumes: [{ type: 'volume', source: data as never, target: '/data' }] });`,
    errors: [['construct-as-value', '5:1']],
    says: ['volumes', '.name'],
  },
  {
    name: 'a string where a construct is expected',
    stack: `const web = new WebApp(shop, 'web', { image: Image.registry('acme/web:1', { probeWith: 'curl' }), port: 80 });
web.connect('db' as never);`,
    errors: [['not-a-construct', '5:5']],
    says: ['"db"', 'Pass the construct itself'],
  },
  {
    name: 'an unknown property',
    stack: `new Service(shop, 'web', { image: 'a:1', enviroment: { A: 'b' } } as never);`,
    errors: [['unknown-property', '4:1']],
    says: ['enviroment', 'environment'],
  },
  {
    name: 'two services that publish one port of the host',
    stack: `new Service(shop, 'one', { image: 'a:1', ports: [{ target: 80, published: '8080' }] });
new Service(shop, 'two', { image: 'a:1', ports: [{ target: 81, published: '8080', host_ip: '127.0.0.1' }] });`,
    errors: [['host-port-taken', '5:1']],
    says: ['"one"', '"two"', '8080/tcp', 'stack.ts:4:1'],
  },
  {
    name: 'a circle of dependencies, named whole',
    stack: `const [a, b, c] = ['a', 'b', 'c'].map((id) => new Service(shop, id, { image: 'a:1' })) as [Service, Service, Service];
a.startAfter(b, 'service_started');
b.startAfter(c, 'service_started');
c.startAfter(a, 'service_started');`,
    errors: [['service-cycle', '4:47']],
    says: ['a → b → c → a'],
  },
  {
    name: 'a mount inside a read-only mount',
    stack: `const outer = new Volume(shop, 'outer');
const web = new Service(shop, 'web', { image: 'a:1' });
web.mount(outer, { at: '/srv', readOnly: true });
web.mount(new Volume(shop, 'inner'), { at: '/srv/inner' });`,
    errors: [['mount-inside-read-only', '5:13']],
    says: ['"/srv/inner"', '"/srv"'],
  },
  {
    name: 'a folder to build from that is not there',
    stack: `new WebApp(shop, 'web', { image: Image.node({ source: './wbe' }), port: 80 });`,
    errors: [['build-folder-missing', '4:1']],
    says: ['wbe', 'does not exist'],
  },
  {
    name: 'several mistakes at once, all of them told',
    stack: `new Service(shop, 'a b', { image: 'a:1' });
new Service(shop, 'x', {});
new DataVolume(shop, 'a/b');`,
    errors: [
      ['id-invalid', '4:1'],
      ['id-invalid', '6:1'],
      ['image-missing', '5:1'],
    ],
    says: ['3 errors'],
  },
];

/** Every file below a folder with its bytes. */
function bytesBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => join(entry.parentPath, entry.name)).map((file) => [file, readFileSync(file, 'base64')]),
  );
}

describe('synth tells what is wrong and leaves what it wrote before', () => {
  it.each(cases)('$name', ({ stack, errors, says }) => {
    const project = new Project({ 'stack.ts': GOOD });
    expect(project.synth()).toMatchObject({ status: 0 });
    const before = bytesBelow(project.path('synth.out'));

    project.write('stack.ts', `${IMPORTS}${stack}\n`);
    const { status, stderr, stdout } = project.synth();
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    const told = [...stderr.matchAll(/^error (\S+) at stack\.ts:(\d+:\d+)/gm)].map(([, id, place]) => [id, place]);
    expect({ told, stderr }).toEqual({ told: errors, stderr });
    for (const text of says) expect(stderr).toContain(text);
    expect(bytesBelow(project.path('synth.out'))).toEqual(before);
  });

  it('an output folder that cannot be written', () => {
    const { folder, run, close } = unprivileged({ 'stack.ts': GOOD, 'changed.ts': GOOD.replace('1.28', '1.29') });
    try {
      expect(run()).toMatchObject({ status: 0 });
      const before = bytesBelow(join(folder, 'synth.out'));
      cpSync(join(folder, 'changed.ts'), join(folder, 'stack.ts'));
      chmodSync(join(folder, 'synth.out'), 0o555);
      const { status, stderr } = run();
      expect({ status, stderr }).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/^error \S+[\s\S]*synth\.out/),
      });
      expect(bytesBelow(join(folder, 'synth.out'))).toEqual(before);
    } finally {
      close();
    }
  });

  it('an output folder where nothing can be made', () => {
    const project = new Project({ 'stack.ts': GOOD });
    const { status, stderr } = project.synth(['--out', '/proc/nowhere/out']);
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^error \S+[\s\S]*\/proc\/nowhere/),
    });
  });

  it.each(['/proc', '/proc/self/fd', '/dev/fd'])(
    'an output folder that is there, and where nothing can be made: %s',
    (out) => {
      const project = new Project({ 'stack.ts': GOOD });
      // it ends by itself, and does not wait for a lock that nobody holds
      const { status, stderr } = project.synth(['--out', out]);
      expect({ status, stderr }).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/^error no-folders-there\n/),
      });
      expect(stderr).toContain('--out synth.out');
    },
  );

  it.each(['3', "'3'"])('a stack file that says itself that it failed, by process.exitCode = %s', (code) => {
    const project = new Project({ 'stack.ts': `${GOOD}process.exitCode = ${code};\n` });
    const { status, stderr } = project.synth();
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringMatching(/^error stack-failed\n/) });
    expect(stderr).toContain('process.exitCode to 3');
    expect(readdirSync(project.folder)).not.toContain('synth.out');
  });

  it('an error, whatever the stack file does as the process ends', () => {
    const project = new Project({
      'stack.ts': `${GOOD}new Service(shop, 'x', {});\nprocess.on('exit', () => { process.exitCode = 0; });\n`,
    });
    expect(project.synth()).toMatchObject({ status: 1 });
  });

  it('a umask that would keep containers from reading what is written for them', () => {
    const project = new Project({ 'stack.ts': GOOD });
    spawnSync('sh', ['-c', 'umask 077; exec "$0" "$@"', process.execPath, COMMAND], { cwd: project.folder });
    expect(statSync(project.path('synth.out/shop/compose.yaml')).mode & 0o777).toBe(0o644);
  });

  it('a file that may not grow, as on a full disk', () => {
    const project = new Project({ 'stack.ts': GOOD });
    project.synth();
    const before = bytesBelow(project.path('synth.out'));
    const many = `for (const n of Array(200).keys()) new Service(shop, \`web-\${n}\`, { image: 'nginx:1.28' });`;
    project.write('stack.ts', `${IMPORTS}${many}\n`);
    // no file may grow beyond some kilobytes: the kernel refuses the write as on a full disk, which test/engine/full-disk.test.ts has
    const { status, stderr } = spawnSync('sh', ['-c', 'ulimit -f 8; exec "$0" "$@"', process.execPath, COMMAND], {
      cwd: project.folder,
      encoding: 'utf8',
    });
    expect({ status, stderr: withoutProgress(stderr) }).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^error \S+[\s\S]*(file size limit)/i),
    });
    expect(bytesBelow(project.path('synth.out'))).toEqual(before);
  });
});
