import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { attempt, type CommandOptions, engine, freePort, images, run, until } from './support';

// The example's application on the host, with a real PostgreSQL in a container; then the application in one as well.

interface Kitteh {
  readonly id: number;
  readonly file: string;
  readonly title: string;
  readonly created_at: string;
}

const APP = path.resolve(__dirname, '../../examples/kitteh/app');
const PASSWORD = `p@ss:/w #?$rd%20é"'\\`;
const GIF = Buffer.from(
  'GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;',
  'latin1',
);
const name = `kitteh-app-${randomBytes(4).toString('hex')}`;
// By this label the tests' teardown finds what a killed run leaves behind.
const LABEL = `--label=com.docker.compose.project=${process.env['ENGINE_TEST_RUN'] ?? 'cct'}-${name}`;

const docker = async (args: readonly string[], options?: CommandOptions) => {
  const { stdout } = await run('docker', args, options);
  return stdout.trim();
};

let uploads = '';
let database = '';
let server: ChildProcess | undefined;
let output = '';
let base = '';

const url = (password: string) => `postgres://kitteh:${encodeURIComponent(password)}@${database}/kitteh_prod`;

/** Over TCP: while the image initializes its data, a server answers on the socket only. */
const databaseReady = () =>
  until(
    'the database',
    async () => (await attempt('docker', ['exec', name, 'pg_isready', '-h', '127.0.0.1'])).code === 0,
  );
const healthy = () =>
  until(`health of the server\n${output}`, async () => (await fetch(`${base}/health`)).ok, { every: 50 });

function migrate(password = PASSWORD, folder?: string): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    let text = '';
    const child = spawn(process.execPath, ['migrate.js', ...(folder === undefined ? [] : [folder])], {
      cwd: APP,
      env: { PATH: process.env['PATH'], DATABASE_URL: url(password) },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
    child.on('close', (code) => resolve({ code, text }));
  });
}

const psql = (sql: string) => docker(['exec', name, 'psql', '-U', 'kitteh', '-d', 'kitteh_prod', '-Atqc', sql]);

async function ask<T>(target: string, init?: RequestInit): Promise<{ status: number; body: T }> {
  const response = await fetch(`${base}${target}`, init);
  return { status: response.status, body: JSON.parse(await response.text()) };
}
const list = async (query = '') => (await ask<{ kittehs: Kitteh[] }>(`/kittehs${query}`)).body.kittehs;

function upload(title: string) {
  const form = new FormData();
  form.set('title', title);
  form.set('image', new Blob([new Uint8Array(GIF)]), 'cat.gif');
  return ask<Kitteh>('/kittehs', { method: 'POST', body: form });
}

beforeAll(async () => {
  await engine();
  await images('postgres:17', 'node:22-bookworm-slim');
  uploads = mkdtempSync(path.join(tmpdir(), 'kitteh-uploads-'));
  // Chosen here: a port that Docker chooses is another one after each start of the container.
  database = `127.0.0.1:${await freePort()}`;
  const variables = [
    '-e',
    'POSTGRES_USER=kitteh',
    '-e',
    `POSTGRES_PASSWORD=${PASSWORD}`,
    '-e',
    'POSTGRES_DB=kitteh_prod',
  ];
  await docker(['run', '-d', '--name', name, LABEL, ...variables, '-p', `${database}:5432`, 'postgres:17']);
  await databaseReady();
});

afterAll(async () => {
  server?.kill('SIGKILL');
  if (uploads) rmSync(uploads, { recursive: true, force: true });
  for (const container of [`${name}-web`, name]) await attempt('docker', ['rm', '-fv', container]);
  await attempt('docker', ['rmi', '-f', `${name}-web`]);
});

describe('migrations', () => {
  it('say clearly that the password is wrong, without repeating it', async () => {
    const { code, text } = await migrate('wr0ng');
    expect(code).toBe(1);
    expect(text).toContain('password authentication failed for user "kitteh"');
    expect(text).not.toContain('wr0ng');
  });

  it('run once, however many processes start them at the same moment', async () => {
    const runs = await Promise.all([migrate(), migrate(), migrate()]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    const text = runs.map((run) => run.text).join('');
    expect(text.match(/migrate: 001-kittehs\.sql/g)).toHaveLength(1);
    expect(text.match(/migrate: 002-titles\.sql/g)).toHaveLength(1);
    expect(text.match(/up to date/g)).toHaveLength(3);
    expect((await psql('select name from schema_migrations order by name')).split('\n')).toEqual([
      '001-kittehs.sql',
      '002-titles.sql',
    ]);
  });

  it('find nothing to do the next time', async () => {
    expect(await migrate()).toEqual({ code: 0, text: 'migrate: up to date\n' });
  });

  it('leave nothing of one that fails in its middle, and keep those before it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kitteh-migrations-'));
    try {
      writeFileSync(path.join(folder, '900-good.sql'), 'create table good ();');
      writeFileSync(path.join(folder, '901-bad.sql'), 'create table half (); create table good ();');
      const { code, text } = await migrate(PASSWORD, folder);
      expect(code).toBe(1);
      expect(text).toMatch(/migrate: 901-bad\.sql[\s\S]*relation "good" already exists/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    expect(await psql("select to_regclass('good') is not null, to_regclass('half') is null")).toBe('t|t');
    expect(await psql("select name from schema_migrations where name like '9%'")).toBe('900-good.sql');
    expect(await migrate()).toEqual({ code: 0, text: 'migrate: up to date\n' });
  });
});

describe('the server', () => {
  beforeAll(async () => {
    const env = {
      PATH: process.env['PATH'],
      PORT: '0',
      DATABASE_URL: url(PASSWORD),
      UPLOADS: uploads,
      IMAGES_URL: 'https://images.example/',
    };
    server = spawn(process.execPath, ['server.js'], { cwd: APP, env });
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk) => (output += chunk));
    await until('the server', () => /listening at/.test(output));
    base = `http://127.0.0.1:${/listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1]}`;
    await healthy();
  });

  it('is healthy', async () => {
    expect(await ask('/health')).toEqual({ status: 200, body: { status: 'ok', database: 'ok', uploads: 'ok' } });
  });

  it('keeps an upload: the bytes in the folder, the row in the database, the URL at the image host', async () => {
    const title = `Robert'); drop table kittehs; -- "<b>" \\ 🐈 %s $1`;
    const { status, body } = await upload(title);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      title,
      type: 'image/gif',
      bytes: GIF.length,
      url: `https://images.example/${body.file}`,
    });
    expect(body.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(readFileSync(path.join(uploads, body.file))).toEqual(GIF);
    expect(await psql(`select title from kittehs where id = ${body.id}`)).toBe(title);
    expect((await ask<Kitteh>(`/kittehs/${body.id}`)).body).toEqual(body);
    expect((await list())[0]).toEqual(body);
    expect(await list(`?before=${body.id}`)).toEqual([]);
    expect((await ask('/kittehs/999999999')).status).toBe(404);
  });

  it('sends a browser back to the gallery, which shows the new image', async () => {
    const response = await fetch(`${base}/kittehs?title=bare`, {
      method: 'POST',
      body: new Uint8Array(GIF),
      headers: { 'content-type': 'image/gif', accept: 'text/html,*/*' },
      redirect: 'manual',
    });
    expect(response.status).toBe(303);
    const location = response.headers.get('location');
    expect(location).toMatch(/^\/#kitteh-\d+$/);
    const page = await (await fetch(`${base}/`)).text();
    expect(page).toContain(`id="${location?.slice(2)}"`);
    expect(page).toContain('Robert&#39;); drop table kittehs; -- &quot;&lt;b&gt;&quot;');
  });

  it('takes twenty uploads at once over its few connections', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, (_, at) => upload(`cat ${at}`)));
    expect(results.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(results.map(({ body }) => body.id)).size).toBe(20);
    expect(
      Number(await psql("select count(*) from pg_stat_activity where application_name = 'kitteh'")),
    ).toBeLessThanOrEqual(5);
  });

  it('removes the file again when the database refuses the row', async () => {
    const before = readdirSync(uploads);
    await psql('alter table kittehs add constraint no_dogs check (title <> $$dog$$)');
    expect((await upload('dog')).status).toBe(500);
    await psql('alter table kittehs drop constraint no_dogs');
    expect(readdirSync(uploads)).toEqual(before);
    expect(output).toContain('violates check constraint \\"no_dogs\\"');
    expect((await upload('cat')).status).toBe(201);
  });

  it('recovers by itself after the database was restarted, and still has every image', async () => {
    const before = await list();
    const files = readdirSync(uploads);
    await docker(['stop', '-t', '20', name]);
    expect(await ask('/health')).toEqual({
      status: 503,
      body: { status: 'failing', database: 'failing', uploads: 'ok' },
    });
    expect((await upload('lost')).status).toBe(503);
    expect(readdirSync(uploads)).toEqual(files);
    await docker(['start', name]);
    await databaseReady();
    await healthy();
    expect(await list()).toEqual(before);
    expect((await upload('found')).status).toBe(201);
  });

  it('recovers when the server closes its connections under it', async () => {
    await psql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kitteh'");
    await healthy();
    expect((await upload('terminated')).status).toBe(201);
  });

  it('survives that the database crashes in the middle of an upload, and leaves nothing of that upload', async () => {
    const before = { files: readdirSync(uploads), list: await list() };
    const blocker = psql('begin; lock table kittehs; select pg_sleep(60)').catch(() => undefined);
    const count = (which: string) => psql(`select count(*) from pg_stat_activity where ${which}`);
    await until('the lock', async () => (await count("wait_event = 'PgSleep'")) === '1');
    const answer = upload('broken');
    const blocked = "application_name = 'kitteh' and wait_event_type = 'Lock'";
    await until('the upload', async () => (await count(blocked)) === '1');
    await docker(['kill', name]);
    expect((await answer).status).toBe(503);
    await blocker;
    await docker(['start', name]);
    await databaseReady();
    await healthy();
    expect({ files: readdirSync(uploads), list: await list() }).toEqual(before);
    expect((await upload('after it')).status).toBe(201);
  });

  it('keeps no row of an image that could not be shown', async () => {
    const before = await list();
    const program = `
      import pg from 'pg';
      import { Kittehs } from './kittehs.js';
      const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
      const kitteh = { file: 'f'.repeat(32) + '.gif', title: '', type: 'image/gif', bytes: 1 };
      await new Kittehs(pool).add(kitteh, () => Promise.reject(new Error('no room'))).catch(console.log);
      await pool.end();
    `;
    const env = { DATABASE_URL: url(PASSWORD) };
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: APP, env });
    expect(stdout).toContain('no room');
    expect(await list()).toEqual(before);
  });

  it('ends by itself after SIGTERM, long before Docker would kill it, with idle connections to both sides', async () => {
    const agent = new Agent({ keepAlive: true });
    const [answer] = await once(get(`${base}/kittehs`, { agent }), 'response');
    answer.resume();
    await once(answer, 'end');
    server?.kill('SIGTERM');
    await until('the end of the server', () => server?.exitCode === 0);
    agent.destroy();
  });

  it('never writes the password to its log', () => {
    expect(output).not.toContain(PASSWORD);
    expect(output).not.toContain(encodeURIComponent(PASSWORD));
  });
});

describe('in a container', () => {
  it('runs as nobody in particular, on a read-only root, with no capability', async () => {
    const web = `${name}-web`;
    const dockerfile =
      'FROM node:22-bookworm-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\nCMD ["node", "server.js"]\n';
    await docker(['build', '-q', '-t', web, '-f', '-', APP], { input: dockerfile });
    const flags = ['--read-only', '--user=1000:1000', '--cap-drop=ALL', '--security-opt=no-new-privileges'];
    const mounts = ['--tmpfs=/tmp', '--tmpfs=/var/uploads:uid=1000,gid=1000'];
    const address = `DATABASE_URL=postgres://kitteh:${encodeURIComponent(PASSWORD)}@localhost/kitteh_prod`;
    await docker([
      'run',
      '-d',
      '--name',
      web,
      LABEL,
      ...flags,
      ...mounts,
      `--network=container:${name}`,
      '-e',
      address,
      web,
    ]);
    await until('the server', async () => (await docker(['logs', web])).includes('listening at'));

    const inside = async (request: string) => {
      const script = `fetch('http://localhost:4000' + ${request}).then(async (answer) => console.log(await answer.text()))`;
      return JSON.parse(await docker(['exec', web, 'node', '-e', script]));
    };
    expect(await inside(`'/health'`)).toEqual({ status: 'ok', database: 'ok', uploads: 'ok' });
    const image = `Buffer.from('${GIF.toString('base64')}', 'base64')`;
    const added = await inside(
      `'/kittehs', { method: 'POST', headers: { 'content-type': 'image/gif' }, body: ${image} }`,
    );
    expect(await docker(['exec', web, 'ls', '/var/uploads'])).toBe(added.file);
    expect(await psql('select file from kittehs order by id desc limit 1')).toBe(added.file);

    await docker(['stop', '-t', '15', web]);
    expect(await docker(['inspect', '-f', '{{.State.ExitCode}}', web])).toBe('0');
  });
});
