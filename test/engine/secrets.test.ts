/**
 * Who has a secret: the program, its health check, its hooks, its tasks, and what a person runs with `exec`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Database,
  Engine,
  HealthCheck,
  Image,
  Job,
  SecretFile,
  SecretSource,
  Service,
  type Stack,
  WebApp,
  Worker,
} from 'compose-constructs';
import { attempt, type ComposeProject, Sources } from './support';

/** Fails without the secrets, as an app does whose settings ask for them. */
const settings = `
const { KEY, DATABASE_URL, PASSWORD } = process.env;
if (!KEY || !PASSWORD) throw new Error('no KEY');
const { username, hostname, password } = new URL(DATABASE_URL);
if (decodeURIComponent(password) !== PASSWORD) throw new Error('another password');
exports.say = (who) => console.log([who, username, hostname, KEY].join(' '));
`;

const name = 'secrets-under-test';
const key = `a "strange" key: $HOME 100% ü'\\`;
let sources: Sources;
let stack: ComposeProject;

function build(scope: Stack): void {
  const db = new Database(scope, 'db', { engine: Engine.postgres('17'), database: 'shop' });
  const secret = new SecretFile(scope, 'key', { source: SecretSource.file('./private/key') });
  const image = Image.registry('node:22-bookworm-slim', {
    user: { uid: 1000, gid: 1000 },
    entrypoint: ['docker-entrypoint.sh'],
    command: ['node', '/app/server.js'],
  });
  const web = new WebApp(scope, 'web', {
    image,
    port: 3000,
    healthCheck: HealthCheck.command(['node', '/app/settings.js']),
    migrate: { command: ['node', '-e', 'require("/app/settings").say("migration")'] },
  });
  web.connect(db);
  web.connect(db, { variables: { PASSWORD: 'password' } });
  web.task('console', ['node', '-e', 'require("/app/settings").say("console")']);
  const job = new Job(scope, 'seed', { like: web, command: ['node', '-e', 'require("/app/settings").say("job")'] });
  job.startAfter(db);
  web.mount('./app', { at: '/app', readOnly: true });
  web.readSecret(secret, { variable: 'KEY' });

  const small = new Service(scope, 'small', {
    image: 'busybox:1.37',
    entrypoint: [],
    command: ['sleep', '600'],
    healthcheck: {
      test: 'echo "$KEY" | grep -q strange',
      interval: '1s',
      start_interval: '200ms',
      start_period: '20s',
    },
    post_start: [{ command: ['sh', '-c', 'printf %s "$KEY" > /tmp/started'] }],
    tmpfs: ['/tmp'],
    init: true,
  });
  small.readSecret(secret, { variable: 'KEY' });
}

beforeAll(async () => {
  sources = new Sources('secrets');
  sources.put({
    'private/key': `${key}\n`,
    'app/settings.js': settings,
    'app/server.js': `require('./settings').say('server'); require('node:http').createServer().listen(process.env.PORT);`,
  });
  stack = sources.synthesize(name, build);
  await stack.up();
});

afterAll(async () => {
  await stack?.remove();
  sources?.remove();
});

const said = (who: string): string => `${who} shop db ${key}\n`;

describe('what is made of a secret', () => {
  it('is there for the health check: everything is healthy', async () => {
    const states = (await stack.ps()).filter(({ Service: service }) => ['web', 'small'].includes(service));
    expect(states.map(({ Service: service, Health }) => [service, Health]).sort()).toEqual([
      ['small', 'healthy'],
      ['web', 'healthy'],
    ]);
  });

  it('is there for the program, its migration and a job like it', async () => {
    for (const [service, who] of [
      ['web', 'server'],
      ['web-migrate', 'migration'],
      ['seed', 'job'],
    ] as const) {
      const { stdout } = await stack.compose(['logs', '--no-log-prefix', service]);
      expect(stdout).toBe(said(who));
    }
  });

  it('is there for a task, and for a command in a new container', async () => {
    expect(await stack.run('web-console')).toMatchObject({ code: 0, stdout: said('console') });
    const own = ['node', '-e', 'require("/app/settings").say("run")'];
    expect(await stack.run('web', own)).toMatchObject({ code: 0, stdout: said('run') });
  });

  it('is there for a command in the running container, by its name', async () => {
    const own = ['node', '-e', 'require("/app/settings").say("exec")'];
    expect((await stack.exec('web', own)).stderr).toContain('no KEY');
    expect(await stack.exec('web', ['with-secrets', ...own])).toMatchObject({ code: 0, stdout: said('exec') });
    expect(await stack.exec('small', ['with-secrets', 'sh', '-c', 'printf %s "$KEY"'])).toMatchObject({ stdout: key });
  });

  it('is there for a hook', async () => {
    expect(await stack.exec('small', ['cat', '/tmp/started'])).toMatchObject({ stdout: key });
  });

  it('is nowhere for whoever inspects a container', async () => {
    const password = readFileSync(join(sources.folder, 'secrets', name, 'db-password'), 'utf8');
    for (const service of ['web', 'small', 'db']) {
      const shown = JSON.stringify(await stack.inspect(service));
      expect(shown).not.toContain('$HOME 100%');
      expect(shown).not.toContain(password);
    }
  });
});

describe.each(['', '\n', ' \t\r\n'])('a secret that holds %j', (content) => {
  it('does not start an app, which says which file it is', async () => {
    const project = sources.synthesize('blank', (scope) => {
      const secret = new SecretFile(scope, 'token');
      const image = Image.registry('busybox:1.37', { command: ['sh', '-c', 'echo started; sleep 600'] });
      new Worker(scope, 'app', { image }).readSecret(secret, { variable: 'TOKEN' });
    });
    writeFileSync(join(sources.folder, 'secrets/blank/token'), content);
    await attempt('docker', ['compose', '-p', project.name, '-f', project.file, 'up', '--wait']);
    const logs = await project.logs('app');
    expect(logs).toContain('The secret /run/secrets/token is missing or empty.');
    expect(logs).not.toContain('started');
    await project.remove();
    writeFileSync(join(sources.folder, 'secrets/blank/token'), 'x');
  });
});
