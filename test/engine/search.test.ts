/**
 * OpenSearch with its security plugin, as a Search runs it: what its page promises. For Elasticsearch and Meilisearch there
 * is no server that could be had without a registry; their facts stand with links to the sources of their images.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  Engine,
  Environment,
  generate,
  Image,
  Search,
  SecretSource,
  Stack,
  WebApp,
  write,
} from 'compose-constructs';
import { attempt, type ComposeProject, compose, images } from './support';

/** Whatever a URL, a shell or a settings file could stumble over. */
const PASSWORD = `p%40 'a"b\\c$1\`d;/?#[é]&=+:@🐱`;

let folder: string;
let stack: ComposeProject;

beforeAll(async () => {
  const engine = Engine.opensearch('2.19.1');
  await images(engine.image.reference, 'node:22-bookworm-slim');
  folder = mkdtempSync(join(tmpdir(), 'search-'));
  cpSync(join(__dirname, 'clients'), join(folder, 'web'), { recursive: true });
  // as an editor leaves it
  writeFileSync(join(folder, 'password'), `${PASSWORD}\n`, { mode: 0o644 });
  const app = new App({ root: folder });
  const shop = new Stack(app, 'searches', { environment: Environment.development() });
  const password = SecretSource.file('password');
  const search = new Search(shop, 'search', { engine, password, memory: '1g' });
  const command = ['node', 'search.js'];
  new WebApp(shop, 'web', { image: Image.node({ source: './web' }), command, port: 3000 }).connect(search);
  const generation = generate(app);
  expect(generation.diagnostics).toEqual([]);
  write(generation);
  stack = compose(join(folder, 'synth.out', 'searches'));
  await stack.up('--build');
});
afterAll(async () => {
  await stack?.remove();
  await attempt('docker', ['image', 'rm', '--force', 'searches-web:development']);
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function ask(...words: readonly string[]): Promise<unknown> {
  const script = `fetch('http://127.0.0.1:3000/', ${JSON.stringify({ method: 'PUT', body: JSON.stringify(words) })})
    .then(async (answer) => { process.stdout.write(await answer.text()); process.exitCode = answer.ok ? 0 : 1; })`;
  const { code, stdout, stderr } = await stack.exec('web', ['node', '--eval', script]);
  if (code !== 0) throw new Error(stdout + stderr);
  return JSON.parse(stdout);
}

/** The health check of the container, run by hand. */
async function probed(): Promise<number> {
  const [container] = await stack.inspect('search');
  const format = '{{json .Config.Healthcheck.Test}}';
  const { stdout } = await attempt('docker', ['inspect', '--format', format, container?.Id ?? '']);
  const [, ...probe] = JSON.parse(stdout) as readonly string[]; // ["CMD", …], as Compose hands it over
  return (await stack.exec('search', probe)).code;
}

it('takes a password of odd characters through its URL, and lets nobody else in', async () => {
  expect(await ask('write', '🐱 Été')).toBe('created');
  expect(await ask('find', 'Été')).toEqual(['🐱 Été']);
  const status = (words: readonly string[]) =>
    stack.exec('search', ['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', ...words, 'http://127.0.0.1:9200/']);
  expect((await status([])).stdout).toBe('401');
  expect((await status(['-u', 'admin:admin'])).stdout).toBe('401');
});

it('has half of its memory as heap, on a root that nobody writes to, and hides its password', async () => {
  const [container] = await stack.inspect('search');
  const arguments_ = await stack.exec('search', ['sh', '-c', 'cat /proc/*/cmdline | tr "\\0" "\\n"']);
  expect(arguments_.stdout).toContain('-Xmx512m');
  const seen = `${await stack.logs()}${JSON.stringify(container)}${arguments_.stdout}`;
  expect([seen.includes(PASSWORD), seen.includes(JSON.stringify(PASSWORD).slice(1, -1))]).toEqual([false, false]);
  expect((await stack.exec('search', ['touch', '/usr/share/opensearch/config/x'])).code).not.toBe(0);
});

it('keeps its indexes when containers are removed, ends well, and has a new password at the next start', async () => {
  expect(await probed()).toBe(0);
  writeFileSync(join(folder, 'password'), 'another'); // the same file, so that the container sees it
  expect(await probed()).not.toBe(0);
  await stack.compose(['stop', 'search']);
  // Java ends with 128 and the number of the signal
  expect((await stack.inspect('search'))[0]?.State.ExitCode).toBe(143);
  await stack.down();
  await stack.up();
  expect([await probed(), await ask('find', 'Été')]).toEqual([0, ['🐱 Été']]);
});
