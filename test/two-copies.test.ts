/** A project and a package that it uses may each have a copy of the library: types and programs fit together. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');

/** Everything of one copy is given to verbs and parameters of the other. */
const PROGRAM = `import * as own from 'compose-constructs';
import * as other from 'other-copy';

const app = new own.App();
const stack = new own.Stack(app, 'shop', { environment: own.Environment.development() });

const image = other.Image.registry('acme/web:1', { user: { uid: 1000, gid: 1000 }, probeWith: 'curl', folders: ['/data'], command: ['/web'] });
const web = new own.WebApp(stack, 'web', { image, port: 3000 });
const db = new other.Database(stack, 'db', { engine: other.Engine.postgres('17'), database: 'shop' });
const uploads = new other.DataVolume(stack, 'uploads');
const key = new other.SecretFile(stack, 'key');
const worker = new other.Worker(stack, 'worker', { image: web.image });
const job = new other.Job(stack, 'job', { like: web, command: ['/job'] });
const backend = new other.Network(stack, 'backend');
const cache = new other.Service(stack, 'cache', { image: 'valkey/valkey:8.1' });

web.connect(db);
web.mount(uploads, { at: '/data' });
web.readSecret(key, { variable: 'KEY' });
web.startAfter(job);
worker.connect(web);
web.service.join(backend);
web.service.startAfter(cache, 'service_started');
web.service.setEnvironment('TAG', other.text\`v\${other.Variable.required('TAG')}\`);
cache.mount(new own.Volume(stack, 'cache-data'), { at: '/data' });
const proxy = new other.ReverseProxy(stack, 'proxy');
proxy.host('shop.localhost').forward('/', web);
proxy.host('files.localhost').files('/', uploads);

const element: own.Element = cache;
const copy: own.WebApp = new other.WebApp(stack, 'copy', { image, port: 3000 });
const where: own.Stack = other.Stack.of(web);
const second: own.Workload = worker;
void [element, copy, where, second];
`;

/** What neither copy takes: the types of a package hold no private members that would tell classes apart. */
const WRONG = `import * as own from 'compose-constructs';
import * as other from 'other-copy';

declare const web: own.WebApp, cache: other.Service, backend: other.Network, data: own.Volume, motd: other.Config;
// @ts-expect-error a volume is no network
cache.join(data);
// @ts-expect-error a network is no volume
web.mount(backend, { at: '/data' });
// @ts-expect-error a config is no secret
web.readSecret(motd);
// @ts-expect-error a secret file is no volume
web.mount(new other.SecretFile(cache, 'key'), { at: '/key' });
// @ts-expect-error a network can be connected to by nobody
web.connect(backend);
// @ts-expect-error an object with a method is no text
web.service.setEnvironment('TAG', { toString: () => 'v1' });
`;

describe('two copies of the library', () => {
  let project: string;
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'two-copies-'));
    const modules = join(project, 'node_modules');
    mkdirSync(modules);
    for (const name of ['compose-constructs', 'other-copy']) {
      cpSync(join(root, 'dist'), join(modules, name, 'dist'), { recursive: true });
      cpSync(join(root, 'package.json'), join(modules, name, 'package.json'));
    }
    for (const name of ['constructs', 'esbuild', '@esbuild', '@types', 'undici-types', 'yaml']) {
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
    }
    writeFileSync(join(project, 'package.json'), '{ "private": true }');
    writeFileSync(join(project, 'stack.ts'), PROGRAM);
    writeFileSync(join(project, 'wrong.ts'), WRONG);
    const compilerOptions = { strict: true, noEmit: true, module: 'node16', target: 'es2022', types: ['node'] };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['stack.ts', 'wrong.ts'] }));
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  const node = (...args: readonly string[]): string =>
    execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  it('type-check together, declarations included', () => {
    expect(node(join(root, 'node_modules/typescript/bin/tsc'), '--project', project)).toBe('');
  });

  it('make one stack together', () => {
    const report = JSON.parse(node('node_modules/compose-constructs/dist/synth.js', '--json'));
    expect(report.diagnostics.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
    expect(report.stacks).toHaveLength(1);
  });
});
