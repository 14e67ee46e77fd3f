/**
 * SeaweedFS as an ObjectStore runs it, with restic as its client: what its page promises. For MinIO there is no image that
 * could be had without a registry; its facts stand with links to their sources.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  Backup,
  BackupTarget,
  DataVolume,
  Engine,
  Environment,
  generate,
  ObjectStore,
  SecretSource,
  Service,
  Stack,
  write,
} from 'compose-constructs';
import { attempt, type ComposeProject, compose, images } from './support';

/** Whatever JSON, a shell or a signature could stumble over; restic reads its key from a variable, which takes all of it. */
const KEY = `p%40 'a"b\\c$1\`d;/?#[é]&=+:@🐱`;

let folder: string;
let stack: ComposeProject;

beforeAll(async () => {
  const engine = Engine.seaweedfs('4.48');
  await images(engine.image.reference, 'restic/restic:0.18.1', 'busybox:1.37');
  folder = mkdtempSync(join(tmpdir(), 'objects-'));
  // as an editor leaves it
  writeFileSync(join(folder, 'key'), `${KEY}\n`, { mode: 0o644 });
  const app = new App({ root: folder });
  const shop = new Stack(app, 'objects', { environment: Environment.development() });
  const store = new ObjectStore(shop, 'store', {
    engine,
    buckets: ['uploads', 'backups'],
    secretKey: SecretSource.file('key'),
  });
  const files = new DataVolume(shop, 'files');
  const writer = new Service(shop, 'writer', { image: 'busybox:1.37', command: ['sleep', '600'], init: true });
  writer.mount(files, { at: '/files' });
  const { endpoint, keyId, secretKey, region } = store;
  const to = BackupTarget.s3({ endpoint, bucket: 'backups', keyId, secretKey, region });
  const backup = new Backup(shop, 'backup', { of: [files], to });
  backup.join(store.network);
  backup.service.startAfter(store.service, 'service_healthy');
  const generation = generate(app);
  expect(generation.diagnostics).toEqual([]);
  write(generation);
  stack = compose(join(folder, 'synth.out', 'objects'));
  await stack.up();
});
afterAll(async () => {
  await stack?.remove();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** The health check of the container, run by hand. */
async function probed(): Promise<number> {
  const [container] = await stack.inspect('store');
  const format = '{{json .Config.Healthcheck.Test}}';
  const { stdout } = await attempt('docker', ['inspect', '--format', format, container?.Id ?? '']);
  const [, ...probe] = JSON.parse(stdout) as readonly string[]; // ["CMD", …], as Compose hands it over
  return (await stack.exec('store', probe)).code;
}

const status = async (path: string, from = 'backup'): Promise<string> =>
  (await stack.exec(from, ['sh', '-c', `wget -S -q -O /dev/null 'http://store:${path}' 2>&1 | head -n 1`])).stdout;

it('has its buckets, which nobody reaches without the key', async () => {
  const { stdout } = await stack.exec('store', [
    'sh',
    '-c',
    'echo s3.bucket.list | weed shell -master=127.0.0.1:9333 2>/dev/null',
  ]);
  expect(stdout).toMatch(/backups[\s\S]*uploads/);
  expect(await status('8333/uploads')).toContain('403');
  // the parts that ask nobody who he is
  for (const port of ['8888/', '9333/cluster/status', '8080/status'])
    expect(await status(port)).toMatch(/refused|can't connect/i);
});

it('keeps what a client with a key of odd characters puts into it, and shows the key nobody', async () => {
  await stack.compose(['exec', '-T', 'writer', 'sh', '-c', 'echo cat > /files/one']);
  expect(await stack.run('backup-now')).toMatchObject({ code: 0 });
  const [container] = await stack.inspect('store');
  const seen = `${await stack.logs()}${JSON.stringify(container)}`;
  expect([seen.includes(KEY), seen.includes(JSON.stringify(KEY).slice(1, -1))]).toEqual([false, false]);
});

it('has its objects when containers are removed, ends well, and has a new key at the next start', async () => {
  expect(await probed()).toBe(0);
  writeFileSync(join(folder, 'key'), 'another'); // the same file, so that the container sees it
  expect(await probed()).not.toBe(0);
  await stack.compose(['stop', 'store']);
  expect((await stack.inspect('store'))[0]?.State.ExitCode).toBe(0);
  await stack.down();
  await stack.up();
  expect(await probed()).toBe(0);
  const listed = await stack.run('backup-list');
  expect([listed.code, listed.stdout]).toEqual([0, expect.stringContaining('files')]);
});
