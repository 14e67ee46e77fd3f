/**
 * Jobs on the engine: before, after, at their times, and at once when a person asks. `up --wait` ends well with all of them.
 */
import { DataVolume, HealthCheck, Image, Job, type Stack, Worker } from 'compose-constructs';
import { type ComposeProject, Sources, until } from './support';

const image = Image.registry('busybox:1.37', {
  user: { uid: 1000, gid: 1000 },
  folders: ['/state'],
  probeWith: 'wget',
});
const sources = new Sources('schedules');
let stack: ComposeProject;

function build(scope: Stack): void {
  const state = new DataVolume(scope, 'state', { owner: { uid: 1000, gid: 1000 } });
  const app = new Worker(scope, 'app', {
    image,
    command: ['sleep', '100000'],
    healthCheck: HealthCheck.command(['test', '-e', '/state/before']),
  });
  app.mount(state, { at: '/state' });
  const job = (id: string, line: string, schedule?: string): Job =>
    new Job(scope, id, { like: app, command: ['sh', '-c', line], ...(schedule !== undefined && { schedule }) });
  app.startAfter(job('before', 'echo x >>/state/before'));
  job('after', 'test -e /state/before').startAfter(app);
  job('alone', 'true');
  job('often', 'test ! -e /state/broken || exit 3', '1s');
  job('long', 'trap "echo tidied >/state/tidied; exit 0" TERM; touch /state/long; while :; do sleep 0.2; done', '1h');
  new Job(scope, 'nightly', {
    like: app,
    command: ['sh', '-c', 'echo "nightly $0"', "it's"],
    schedule: '0 3 29 2 *',
    timeZone: 'Europe/Berlin',
  });
  job('minutely', 'date +%s >>/state/minutes', '* * * * *');
}

beforeAll(async () => {
  stack = sources.synthesize('schedules-under-test', build);
  await stack.up();
});

afterAll(async () => {
  await stack?.remove();
  sources.remove();
});

const said = async (service: string, ...command: readonly string[]): Promise<{ code: number; text: string }> => {
  const { code, stdout, stderr } = await stack.exec(service, command);
  return { code, text: `${stdout}${stderr}`.trim() };
};

const health = async (service: string): Promise<string | undefined> =>
  (await stack.ps()).find(({ Service }) => Service === service)?.Health;

it('up --wait has ended with 0, and does again: a job runs at each of them', async () => {
  await stack.up();
  expect((await said('app', 'wc', '-l', '/state/before')).text).toMatch(/^2 /);
});

it('an image without the database of time zones knows when the night is over in Berlin', async () => {
  expect((await said('nightly', 'ls', '/usr/share/zoneinfo')).code).not.toBe(0);
  expect((await said('nightly', 'on-schedule', 'next')).text).toMatch(/-02-29 03:00:00 \+0100$/);
  expect(await stack.logs('nightly')).toMatch(/The next run is at \d{4}-02-29 03:00:00 \+0100\./);
});

it('a person runs it at once', async () => {
  const { code, text } = await said('nightly', 'on-schedule', 'now');
  expect(text).toContain("nightly it's");
  expect(code).toBe(0);
});

it('a run that fails is in the log, and unhealthy until one ends well', async () => {
  await said('app', 'touch', '/state/broken');
  await until('a failure', async () => (await health('often')) === 'unhealthy');
  expect(await stack.logs('often')).toContain('failed with status 3');
  await said('app', 'rm', '/state/broken');
  await until('a good run', async () => (await health('often')) === 'healthy');
});

it('cron begins at the full minute', async () => {
  await until('two minutes', async () => (await said('app', 'cat', '/state/minutes')).text.split('\n').length >= 2);
  const moments = (await said('app', 'cat', '/state/minutes')).text.split('\n').map(Number);
  // a slow machine begins late, and no minute has two
  expect(new Set(moments.map((moment) => Math.floor(moment / 60))).size).toBe(moments.length);
});

it('a sleep ends at once, and a run has its time to end', async () => {
  await until('a run', async () => (await said('app', 'test', '-e', '/state/long')).code === 0);
  await stack.compose(['stop', '--timeout', '600', 'nightly', 'long']);
  expect((await said('app', 'cat', '/state/tidied')).text).toBe('tidied');
  for (const service of ['nightly', 'long']) {
    const [container] = await stack.inspect(service);
    expect([service, container?.State.ExitCode]).toEqual([service, 0]);
  }
});
