/**
 * A file that a program writes while it runs, on the engine: who reads it, when, and what a replaced one is like. Folders
 * of volumes that get their owner from a job.
 */
import { DataVolume, HealthCheck, Image, SharedFile, type Stack, Worker } from 'compose-constructs';
import { attempt, type ComposeProject, Sources, until } from './support';

const busybox = (uid: number) => Image.registry('busybox:1.37', { user: { uid, gid: uid }, probeWith: 'wget' });
const sources = new Sources('shared-file');
let stack: ComposeProject;

/** Writes the file late, by a rename, with this mode; a number in it grows with each start. */
const writes = (mode: string): readonly string[] => [
  'sh',
  '-c',
  `cd /run/api-key; sleep 3; umask 077; echo "key $$" >draft; chmod ${mode} draft; mv draft key; exec sleep 1000`,
];

function oms(scope: Stack, mode = '0640'): void {
  const core = new Worker(scope, 'core', { image: busybox(33), command: writes(mode) });
  const key = new SharedFile(scope, 'api-key', { writer: core, at: '/run/api-key/key', timeout: '60s' });
  const events = new Worker(scope, 'events', {
    image: busybox(1000),
    command: ['sh', '-c', 'cp "$API_KEY_FILE" /tmp/first && exec sleep 1000'],
    healthCheck: HealthCheck.command(['test', '-s', '/tmp/first']),
  });
  events.readFile(key, { fileVariable: 'API_KEY_FILE' });
  new Worker(scope, 'other', { image: busybox(1000), command: ['sleep', '1000'] });

  const lab = new Worker(scope, 'lab', {
    image: busybox(99),
    command: ['sh', '-c', 'touch /var/lab/mine && exec sleep 1000'],
  });
  lab.mount(new DataVolume(scope, 'lab-data', { owner: { uid: 99, gid: 98 }, mode: 0o2750 }), { at: '/var/lab' });
}

const out = async (service: string, ...command: readonly string[]): Promise<string> => {
  const { stdout, stderr } = await stack.exec(service, command);
  return `${stdout}${stderr}`.trim();
};

beforeAll(async () => {
  stack = sources.synthesize('shared-file-under-test', oms);
  await stack.up();
});

afterAll(async () => {
  await stack?.remove();
  sources.remove();
});

it('the reader starts when the file is there, although it comes late', async () => {
  expect(await out('events', 'cat', '/tmp/first')).toMatch(/^key \d+$/);
});

it('the reader reads it by its group, and cannot change it', async () => {
  expect(await out('events', 'stat', '-c', '%a %u %g', '/run/api-key', '/run/api-key/key')).toBe(
    '2750 33 2000\n640 33 2000',
  );
  expect(await out('events', 'sh', '-c', 'echo x >/run/api-key/key')).toContain('Read-only file system');
});

it('nobody else has it', async () => {
  expect(await out('other', 'ls', '/run/api-key')).toContain('No such file or directory');
  const { stdout } = await attempt('docker', [
    ...['run', '--rm', '--user', '1000:1000', '--volume', `${stack.name}_api-key:/k`, 'busybox:1.37'],
    ...['sh', '-c', 'cat /k/key 2>&1; true'],
  ]);
  expect(stdout).toContain('Permission denied');
});

it('a new file is seen at once, and never half of it', async () => {
  await out('core', 'sh', '-c', 'cd /run/api-key; echo second >draft; chmod 0640 draft; mv draft key');
  expect(await out('events', 'cat', '/run/api-key/key')).toBe('second');
});

it('another `up` ends well, with everything as it was', async () => {
  const before = (await stack.inspect('events'))[0]?.Id;
  await stack.up();
  expect((await stack.inspect('events'))[0]?.Id).toBe(before);
});

it('a folder that the image lacks belongs to the owner that its author gave it', async () => {
  expect(await out('lab', 'stat', '-c', '%a %u %g', '/var/lab', '/var/lab/mine')).toMatch(/^2750 99 98\n\d+ 99 98$/);
});

it('a file that its group cannot read stops the readers, and the log says why', async () => {
  const wrong = sources.synthesize('shared-file-with-mode-0600', (scope) => oms(scope, '0600'));
  await expect(wrong.up()).rejects.toThrow();
  await until('the job says why', async () => (await wrong.logs('api-key-ready')).includes('write it with mode 0640'));
  await wrong.remove();
});
