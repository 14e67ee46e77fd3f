/**
 * Programs that run, that end, and that a person runs: what `Worker`, `Job` and `task` promise, seen from inside of the
 * containers.
 */
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { Database, DataVolume, Engine, Image, Job, SecretFile, type Stack, WebApp, Worker } from 'compose-constructs';
import { attempt, type ComposeProject, freePort, request, run, Sources } from './support';

/** Each program says who it is and what it has: in a file, or to its log where it only reads. */
const shared = `
const fs = require('node:fs');
const about = (who) => JSON.stringify({
  who,
  key: process.env.KEY,
  file: fs.readFileSync(process.env.KEY_FILE, 'utf8'),
  level: process.env.LEVEL,
  url: /^postgres\\w*:\\/\\/\\w+:[\\w%]+@db:5432\\/shop$/.test(process.env.DATABASE_URL),
  user: process.getuid(),
}) + '\\n';
exports.note = (who) => fs.appendFileSync('/var/data/notes', about(who));
exports.say = (who) => process.stdout.write(about(who));
exports.notes = () => fs.readFileSync('/var/data/notes', 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
exports.forever = () => setInterval(() => undefined, 1000);
`;

const programs = {
  'shared.js': shared,
  // it does not start without what the job before it leaves behind
  'server.js': `
const { note, notes } = require('./shared');
const before = notes();
if (!before.some(({ who }) => who === 'bootstrap')) throw new Error('bootstrap has not run');
note('web');
const answer = (_, response) => response.end(JSON.stringify(notes().map(({ who }) => who)));
require('node:http').createServer((request, response) => {
  if (request.url === '/register') note('registered');
  answer(request, response);
}).listen(process.env.PORT);
require('node:http').createServer(answer).listen(9229);
process.on('SIGINT', () => { note('SIGINT'); process.exit(0); });
process.on('SIGTERM', () => { note('SIGTERM'); process.exit(0); });
`,
  'bootstrap.js': `require('./shared').note('bootstrap');`,
  'register.js': `fetch(process.env.WEB_URL + '/register').then(({ ok }) => process.exit(ok ? 0 : 3));`,
  'queue.js': `const { say, notes, forever } = require('./shared'); notes(); say('queue'); forever();`,
  'superuser.js': `require('./shared').note('superuser'); console.log('made', process.argv.slice(2).join());`,
  'open.js': `require('node:net').createServer((socket) => socket.end()).listen(7000);`,
  // takes longer to end than it may
  'slow.js': `require('./shared').forever(); process.on('SIGTERM', () => setTimeout(() => process.exit(0), 4000));`,
  // says whether an address can be connected to; a second is long within one host
  'reach.js': `
const [host, port] = process.argv.slice(2);
const socket = require('node:net').connect({ host, port: Number(port) });
const done = (answer) => { console.log(answer); process.exit(0); };
socket.on('connect', () => done('connected')).on('error', ({ code }) => done(code));
setTimeout(() => done('silence'), 1000);
`,
};

const name = 'workloads-under-test';
let sources: Sources;
let stack: ComposeProject;
/** A program of the host, which stands for everything outside. */
const host = createServer((socket) => socket.end());
let ports: readonly [number, number];

function build(scope: Stack): void {
  const db = new Database(scope, 'db', { engine: Engine.postgres('17'), database: 'shop' });
  const data = new DataVolume(scope, 'data');
  const web = new WebApp(scope, 'web', {
    image: Image.node({ source: './web', command: ['node', 'server.js'] }),
    port: 3000,
    memory: '128m',
    publish: [{ port: ports[0] }, { port: ports[1], target: 9229 }],
    environment: { LEVEL: 'info' },
    envFile: 'web.env',
    labels: { 'shop.team': 'web' },
    timeZone: 'Asia/Tokyo',
    extraHosts: { 'partner.test': '192.0.2.7' },
    groups: [4711],
    tmpfs: ['/var/scratch'],
    stopSignal: 'SIGINT',
    platform: `linux/${{ x64: 'amd64' }[process.arch as string] ?? process.arch}`,
  });
  const bootstrap = new Job(scope, 'bootstrap', { like: web, command: ['node', 'bootstrap.js'] });
  const register = new Job(scope, 'register', { like: web, command: ['node', 'register.js'] });
  const queue = new Worker(scope, 'queue', { image: web.image, command: ['node', 'queue.js'] });
  for (const program of [web, queue]) program.startAfter(bootstrap);
  register.connect(web);
  const key = new SecretFile(scope, 'key');
  web.mount(data, { at: '/var/data' });
  queue.mount(data, { at: '/var/data', readOnly: true });
  for (const program of [web, queue]) {
    program.connect(db);
    program.readSecret(key, { variable: 'KEY', fileVariable: 'KEY_FILE' });
  }
  new Worker(scope, 'alone', { image: web.image, command: ['node', 'slow.js'], stopGracePeriod: '1s' });
  new Worker(scope, 'open', { image: web.image, command: ['node', 'open.js'], internet: true });
  web.task('superuser', ['node', 'superuser.js', 'root']);
}

beforeAll(async () => {
  ports = [await freePort(), await freePort()];
  await new Promise<void>((listening) => host.listen(0, '0.0.0.0', listening));
  sources = new Sources('workloads');
  const lock = { name: 'web', lockfileVersion: 3, requires: true, packages: { '': { name: 'web' } } };
  sources.put({
    'web.env': 'FROM_FILE=yes\nLEVEL=debug\n',
    'web/package.json': JSON.stringify({ name: 'web' }),
    'web/package-lock.json': JSON.stringify(lock),
    ...Object.fromEntries(Object.entries(programs).map(([file, text]) => [`web/${file}`, text])),
  });
  stack = sources.synthesize(name, build);
  await stack.up('--build');
});

afterAll(async () => {
  host.close();
  await stack?.remove();
  await attempt('docker', ['image', 'rm', '--force', `${name}-web:development`]);
  sources?.remove();
});

interface Note {
  readonly who: string;
}

async function notes(): Promise<readonly Note[]> {
  const { stdout } = await stack.exec('web', ['cat', '/var/data/notes']);
  const { stdout: said } = await stack.compose(['logs', '--no-log-prefix', 'queue']);
  return (stdout + said)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line)); // what `about` above wrote
}

const who = async (): Promise<readonly string[]> => (await notes()).map((note) => note.who);

/** How often a program has said who it is. */
const timesOf = async (program: string): Promise<number> => (await who()).filter((one) => one === program).length;

/** What comes of a connection from inside of a service. */
async function reach(service: string, host: string, port: number): Promise<string> {
  const { stdout, stderr } = await stack.exec(service, ['node', 'reach.js', host, String(port)]);
  return (stdout + stderr).trim();
}

/** The address of a service in its one network, and that of the host there. */
async function addressesOf(service: string): Promise<{ readonly own: string; readonly gateway: string }> {
  const [container] = await stack.inspect(service);
  const [network, ...others] = Object.values(container?.NetworkSettings.Networks ?? {});
  if (network === undefined || others.length > 0) throw new Error(`${service} does not stand in one network`);
  return { own: network.IPAddress, gateway: network.Gateway };
}

describe('a stack with jobs, workers and tasks', () => {
  it('starts: a job, the app that waits for it, and a job that waits for the app', async () => {
    const order = (await who()).filter((one) => one !== 'queue');
    expect(order).toEqual(['bootstrap', 'web', 'registered']);
    const states = (await stack.ps()).map(({ Service, State, ExitCode }) => [Service, State, ExitCode]);
    expect(states.sort()).toEqual([
      ['alone', 'running', 0],
      ['bootstrap', 'exited', 0],
      ['db', 'running', 0],
      ['open', 'running', 0],
      ['queue', 'running', 0],
      ['register', 'exited', 0],
      ['web', 'running', 0],
    ]);
  });

  it('gives the secret, the variables and the volume to all that run the program', async () => {
    const task = await stack.run('web-superuser');
    expect(task).toMatchObject({ code: 0, stdout: 'made root\n' });
    const all = await notes();
    const { stdout: key } = await run('cat', [join(sources.folder, 'secrets', name, 'key')]);
    for (const program of ['web', 'bootstrap', 'queue', 'superuser']) {
      // the worker has variables of its own
      const level = program === 'queue' ? {} : { level: 'info' };
      const expected = { who: program, key, file: key, url: true, user: 1000, ...level };
      expect(all.find((note) => note.who === program)).toEqual(expected);
    }
  });

  it('shows no secret to whoever inspects a container', async () => {
    const { stdout: key } = await run('cat', [join(sources.folder, 'secrets', name, 'key')]);
    for (const service of ['web', 'bootstrap', 'queue']) {
      const [container] = await stack.inspect(service);
      expect(JSON.stringify(container)).not.toContain(key);
    }
  });
});

describe('a worker', () => {
  const noSuchHost = /^EAI_AGAIN|^ENOTFOUND/;
  const portOfHost = (): number => (host.address() as AddressInfo).port; // it listens by TCP

  it('that connects to nothing has no network: no interface, no name, no way out', async () => {
    const { stdout } = await stack.exec('alone', ['ls', '/sys/class/net']);
    expect(stdout.trim().split(/\s+/)).toEqual(['lo']);
    const { own, gateway } = await addressesOf('open');
    expect(await reach('alone', own, 7000)).toBe('ENETUNREACH');
    expect(await reach('alone', gateway, portOfHost())).toBe('ENETUNREACH');
    expect(await reach('alone', 'db', 5432)).toMatch(noSuchHost);
  });

  it('that connects to a database reaches that, and neither other services nor the outside world', async () => {
    expect(await reach('queue', 'db', 5432)).toBe('connected');
    const { own, gateway } = await addressesOf('open');
    expect(await reach('queue', 'open', 7000)).toMatch(noSuchHost);
    expect(await reach('queue', own, 7000)).toBe('ENETUNREACH');
    expect(await reach('queue', gateway, portOfHost())).toBe('ENETUNREACH');
  });

  it('that may call the outside world does, and still finds no database', async () => {
    expect(await reach('open', (await addressesOf('open')).gateway, portOfHost())).toBe('connected');
    expect(await reach('open', 'db', 5432)).toMatch(noSuchHost);
  });
});

describe('the settings of a workload', () => {
  const inWeb = async (...command: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await stack.exec('web', command);
    return (stdout + stderr).trim();
  };

  it('hold in its container: time zone, hosts, groups, variables of files, labels, platform', async () => {
    expect(await inWeb('node', '-p', 'new Date(0).getHours()')).toBe('9');
    expect(await inWeb('getent', 'hosts', 'partner.test')).toMatch(/^192\.0\.2\.7\s+partner\.test$/);
    expect((await inWeb('id', '-G')).split(' ')).toContain('4711');
    expect(await inWeb('sh', '-c', 'echo $FROM_FILE $LEVEL')).toBe('yes info');
    const [container] = await stack.inspect('web');
    expect(container?.Config.Labels['shop.team']).toBe('web');
  });

  it('keep its root file system read-only, but for the folders that it names', async () => {
    for (const folder of ['/tmp', '/var/scratch', '/var/data']) expect(await inWeb('touch', `${folder}/x`)).toBe('');
    for (const folder of ['/app', '/etc', '/root'])
      expect(await inWeb('touch', `${folder}/x`)).toMatch(/Read-only|denied/);
    expect(await inWeb('stat', '-f', '-c', '%T', '/var/scratch')).toBe('tmpfs');
    expect((await stack.exec('queue', ['touch', '/var/data/x'])).stderr).toContain('Read-only');
  });

  it('publish several ports, each on this host only', async () => {
    for (const one of ports) expect((await request(one, '/')).status).toBe(200);
    const [web] = (await stack.ps()).filter(({ Service }) => Service === 'web');
    expect(web?.Publishers?.map(({ URL }) => URL)).toEqual(['127.0.0.1', '127.0.0.1']);
  });
});

describe('a stack that is started again', () => {
  it('runs each job again, and leaves alone what runs', async () => {
    const before = await stack.inspect('web');
    await stack.up();
    expect((await stack.inspect('web')).map(({ State }) => State.StartedAt)).toEqual(
      before.map(({ State }) => State.StartedAt),
    );
    expect([await timesOf('bootstrap'), await timesOf('registered'), await timesOf('web')]).toEqual([2, 2, 1]);
    expect(await timesOf('superuser')).toBe(1);
  });

  it('ends its programs with the signal and in the time that they have', async () => {
    await stack.compose(['stop', 'web', 'alone']);
    const [[web], [alone]] = [await stack.inspect('web'), await stack.inspect('alone')];
    expect(web?.State.ExitCode).toBe(0);
    expect(alone?.State.ExitCode).toBe(128 + 9);
    await stack.up();
    expect((await who()).filter((one) => one.startsWith('SIG'))).toEqual(['SIGINT']);
  });

  it('has its data when its containers are new', async () => {
    const before = await timesOf('web');
    await stack.down();
    await stack.up();
    expect(await timesOf('web')).toBe(before + 1);
    expect(await timesOf('superuser')).toBe(1);
  });
});

describe('a job that fails', () => {
  const image = Image.registry('busybox:1.37');
  const fails = { image, command: ['sh', '-c', 'echo no luck; exit 3'] };

  /** Starts a stack as `synth` says. */
  const started = async (id: string, build: (scope: Stack) => void) => {
    const project = sources.synthesize(id, build);
    const { code, stderr } = await attempt('docker', [
      'compose',
      '-p',
      project.name,
      '-f',
      project.file,
      'up',
      '--wait',
    ]);
    const states = (await project.ps()).map(({ Service, State }) => [Service, State]);
    return { code, stderr, states: states.sort(), logs: await project.logs() };
  };

  it('keeps whoever waits for it from starting, and `up` says so', async () => {
    const { code, stderr, states, logs } = await started('failing-first', (scope) => {
      const app = new Worker(scope, 'app', { image, command: ['sleep', '600'] });
      app.startAfter(new Job(scope, 'bootstrap', fails));
    });
    expect(code).not.toBe(0);
    expect(stderr).toContain(`service "bootstrap" didn't complete successfully: exit 3`);
    expect(states).toEqual([
      ['app', 'created'],
      ['bootstrap', 'exited'],
    ]);
    expect(logs).toContain('no luck');
  });

  it('makes `up` fail if nobody waits for it, too, while the rest runs', async () => {
    const { code, stderr, states } = await started('failing-last', (scope) => {
      const app = new Worker(scope, 'app', { image, command: ['sleep', '600'] });
      new Job(scope, 'register', fails).startAfter(app);
    });
    expect(code).not.toBe(0);
    expect(stderr).toContain(`service "register" didn't complete successfully: exit 3`);
    expect(states).toEqual([
      ['app', 'running'],
      ['register', 'exited'],
    ]);
  });
});
