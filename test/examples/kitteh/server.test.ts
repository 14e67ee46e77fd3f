import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PATIENCE } from '../../patience';

// The server alone, with a database that nobody listens at: it answers 503 to what it would otherwise keep, and never
// leaves a file behind. test/engine/kitteh-app.test.ts has the same server with a real database.

const APP = path.resolve(__dirname, '../../../examples/kitteh/app');
const DEAD_DATABASE = 'postgres://kitteh:s3cret@127.0.0.1:1/kitteh';
const MEGABYTE = 1024 * 1024;

const base64 = (text: string) => Buffer.from(text, 'base64');
const PNG = base64('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==');
const GIF = base64('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7');
const WEBP = base64('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA');
const JPEG = Buffer.concat([base64('/9j/4AAQSkZJRgABAQEASABIAAD/'), Buffer.alloc(100)]);

let uploads = '';
let server: ChildProcess;
let port = 0;
let output = '';

async function start(): Promise<void> {
  output = '';
  const env = { PATH: process.env['PATH'], PORT: '0', DATABASE_URL: DEAD_DATABASE, UPLOADS: uploads };
  server = spawn(process.execPath, ['server.js'], { cwd: APP, env, stdio: ['ignore', 'pipe', 'pipe'] });
  server.stdout?.on('data', (chunk) => (output += chunk));
  server.stderr?.on('data', (chunk) => (output += chunk));
  const listening = /listening at http:\/\/127\.0\.0\.1:(\d+)/;
  await until(() => {
    if (server.exitCode !== null) throw new Error(`the server ended: ${output}`);
    return listening.test(output);
  });
  port = Number(listening.exec(output)?.[1]);
}

beforeAll(async () => {
  uploads = mkdtempSync(path.join(tmpdir(), 'kitteh-uploads-'));
  await start();
});
afterAll(() => {
  server.kill('SIGKILL');
  rmSync(uploads, { recursive: true, force: true });
});
afterEach(() => expect(readdirSync(uploads)).toEqual([]));

const url = (target: string) => `http://127.0.0.1:${port}${target}`;
const upload = (body: string | Buffer | FormData, headers: Record<string, string> = {}) =>
  fetch(url('/kittehs'), { method: 'POST', body: Buffer.isBuffer(body) ? new Uint8Array(body) : body, headers });
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

function form(bytes: Buffer, name = 'cat.png'): FormData {
  const data = new FormData();
  data.set('title', 'Whiskers');
  data.set('image', new Blob([new Uint8Array(bytes)]), name);
  return data;
}

describe('while the database is away', () => {
  it('an upload is answered with 503 and leaves no file, whatever its sender calls it', async () => {
    for (const name of ['cat.png', '../../../../etc/cron.d/cat', '/etc/passwd', '..\\cat', '\0']) {
      const response = await upload(form(PNG, name));
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('5');
      await expect(response.json()).resolves.toEqual({
        error: 'The database cannot be reached. Try again in a moment.',
      });
    }
  });

  it('a browser gets a page that says so', async () => {
    const response = await fetch(url('/'), { headers: { accept: 'text/html' } });
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; img-src http://images.localhost:8080 ",
    );
    expect(await response.text()).toContain('The database cannot be reached.');
  });

  it('the health check fails and names what fails, but not why', async () => {
    const response = await fetch(url('/health'));
    expect(response.status).toBe(503);
    await expect(response.json()).resolves.toEqual({ status: 'failing', database: 'failing', uploads: 'ok' });
    expect(output).toContain('connect ECONNREFUSED 127.0.0.1:1');
    expect(output).not.toContain('s3cret');
  });
});

describe('an upload', () => {
  it.each([
    ['PNG', PNG],
    ['JPEG', JPEG],
    ['GIF', GIF],
    ['WebP', WEBP],
  ])('is taken when its bytes are %s, bare or in a form, whatever its sender calls them', async (_name, bytes) => {
    expect((await upload(bytes, { 'content-type': 'image/png' })).status).toBe(503);
    expect((await upload(form(bytes, 'cat.html'))).status).toBe(503);
  });

  it.each([
    ['no image', 'just some text'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['an HTML page', '<!doctype html><script>alert(1)</script>'],
    ['the start of a PNG', PNG.subarray(0, 7)],
    ['a sound', 'RIFF\x24\x00\x00\x00WAVEfmt '],
    ['a PDF', '%PDF-1.7 and more'],
    ['nothing', ''],
  ])('is refused with 415 when it is %s that is called a PNG', async (_name, body) => {
    expect((await upload(Buffer.from(body), { 'content-type': 'image/png' })).status).toBe(415);
    expect((await upload(form(Buffer.from(body)))).status).toBe(415);
  });

  it('is refused with 415 when it is neither called an image nor a form', async () => {
    expect((await upload('{}', { 'content-type': 'application/json' })).status).toBe(415);
  });

  it.each([
    ['has no boundary', 'x=y', '--b--'],
    [
      'has no end',
      'boundary=b',
      '--b\r\nContent-Disposition: form-data; name="image"; filename="x"\r\n\r\nGIF89a more',
    ],
    ['has another boundary', 'boundary=c', '--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n--b--\r\n'],
  ])('is refused with 400 when its form %s', async (_name, parameter, body) => {
    expect((await upload(body, { 'content-type': `multipart/form-data; ${parameter}` })).status).toBe(400);
  });

  it('is refused when its form has no image, two images, or a title of 101 characters', async () => {
    const none = new FormData();
    none.set('title', 'Whiskers');
    const two = form(PNG);
    two.append('image', new Blob([new Uint8Array(PNG)]), 'b.png');
    const titled = form(PNG);
    titled.set('title', '🐈'.repeat(101));
    const statuses = [none, two, titled].map(async (body) => (await upload(body)).status);
    expect(await Promise.all(statuses)).toEqual([400, 413, 400]);
    titled.set('title', '🐈'.repeat(100));
    expect((await upload(titled)).status).toBe(503);
  });

  it('is refused with 413 past 10 MB, and the sender reads the answer although it still sends', async () => {
    const image = Buffer.concat([PNG, Buffer.alloc(10 * MEGABYTE)]);
    expect((await upload(image, { 'content-type': 'image/png' })).status).toBe(413);
    expect((await upload(form(image))).status).toBe(413);
    expect((await upload(form(Buffer.concat([image, image])))).status).toBe(413);
    expect((await upload(form(image.subarray(0, 10 * MEGABYTE)))).status).toBe(503);
  });

  it.each(['image/png', 'multipart/form-data; boundary=b'])('is refused with 411 as endless %s', async (type) => {
    const outgoing = request(url('/kittehs'), { method: 'POST', headers: { 'content-type': type } });
    const answer = once(outgoing, 'response');
    outgoing.write(PNG);
    for (let megabytes = 0; megabytes < 14; megabytes += 1) outgoing.write(Buffer.alloc(MEGABYTE));
    outgoing.end();
    expect(await statusOf(answer)).toBe(411);
  });

  it.each([
    ['image/png', PNG],
    [
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="image"; filename="x"\r\n\r\nGIF89a and more',
    ],
  ])('leaves no trace when its sender leaves in the middle of %s', async (type, beginning) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`POST /kittehs HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: 5000\r\n\r\n`);
    socket.write(beginning);
    await until(() => readdirSync(uploads).length === 1);
    socket.destroy();
    await until(() => readdirSync(uploads).length === 0);
    expect((await fetch(url('/headers'))).status).toBe(200);
  });
});

describe('requests', () => {
  it('outside the routes are 404, with a wrong id 400', async () => {
    for (const target of [
      '/nothing',
      '/kittehs/0',
      '/kittehs/1x',
      '/kittehs/99999999999',
      '/kittehs/1/2',
      '/constructor',
      '/../server.js',
      '/%2e%2e/server.js',
    ]) {
      expect((await fetch(url(target))).status).toBe(404);
    }
    expect((await fetch(url('/kittehs'), { method: 'DELETE' })).status).toBe(404);
    expect((await fetch(url('/kittehs?before=-1'))).status).toBe(400);
    expect((await fetch(url('/kittehs?before=1%20or%201=1'))).status).toBe(400);
  });

  it('with raw dots in their path find nothing', async () => {
    const outgoing = request({ host: '127.0.0.1', port, path: '/../../etc/passwd' }).end();
    expect(await statusOf(once(outgoing, 'response'))).toBe(404);
  });

  it('show what a proxy said about them, and nothing else of their headers', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https', cookie: 'session=1' };
    const response = await fetch(url('/headers'), { headers });
    await expect(response.json()).resolves.toEqual({
      host: `127.0.0.1:${port}`,
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-host': null,
      'x-forwarded-proto': 'https',
    });
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('SIGTERM', () => {
  it('lets the request under way finish, then ends the process with 0', async () => {
    // A client that keeps its connection for the next request must not keep the process alive.
    const agent = new Agent({ keepAlive: true });
    const headers = { 'content-type': 'image/png', 'content-length': PNG.length + 8 };
    const outgoing = request(url('/kittehs'), { agent, method: 'POST', headers });
    const answer = once(outgoing, 'response');
    outgoing.write(PNG);
    await until(() => readdirSync(uploads).length === 1);
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await expect(refused()).resolves.toBeUndefined();
    outgoing.end('the rest');
    expect(await statusOf(answer)).toBe(503);
    expect(await ended).toEqual([0, null]);
    agent.destroy();
    await start();
  });
});

describe('the start', () => {
  it('removes what a killed process left minutes ago, and nothing else', async () => {
    const draft = (letter: string) => `.${letter.repeat(32)}.part`;
    const image = `${'c'.repeat(32)}.png`;
    const old = new Date(Date.now() - 10 * 60_000);
    for (const name of [draft('a'), draft('b'), image]) writeFileSync(path.join(uploads, name), 'x');
    for (const name of [draft('a'), image]) utimesSync(path.join(uploads, name), old, old);
    server.kill('SIGKILL');
    await start();
    await until(() => !readdirSync(uploads).includes(draft('a')));
    expect(readdirSync(uploads).sort()).toEqual([draft('b'), image]);
    for (const name of [draft('b'), image]) rmSync(path.join(uploads, name));
  });

  const run = (env: Record<string, string>, script = 'server.js') =>
    spawnSync(process.execPath, [script], {
      cwd: APP,
      env: { PATH: process.env['PATH'], ...env },
      encoding: 'utf8',
      timeout: PATIENCE,
    });

  it('names every problem of the environment at once, and no password', () => {
    const { status, stderr } = run({
      PORT: '99999',
      IMAGES_URL: 'images',
      ASSETS_URL: 'ftp://assets',
      DATABASE_URL: 'postgres://u:s3cret/@db:5432/d',
    });
    expect(status).toBe(1);
    for (const name of ['PORT', 'IMAGES_URL', 'ASSETS_URL', 'DATABASE_URL'])
      expect(stderr).toContain(`${name} must be`);
    expect(stderr).not.toContain('s3cret');
  });

  it('of a migration says the same, and why there is no database', () => {
    expect(run({}, 'migrate.js')).toMatchObject({ status: 1, stderr: expect.stringContaining('DATABASE_URL must be') });
    const { status, stderr } = run({ DATABASE_URL: DEAD_DATABASE }, 'migrate.js');
    expect(status).toBe(1);
    expect(stderr).toContain('connect ECONNREFUSED 127.0.0.1:1');
    expect(stderr).not.toContain('s3cret');
  });
});

/** Resolves once nobody accepts connections any more. */
async function refused(): Promise<void> {
  for (;;) {
    const answers = await fetch(url('/headers'), { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    );
    if (!answers) return;
  }
}

async function statusOf(answer: Promise<IncomingMessage[]>): Promise<number | undefined> {
  const [response] = await answer;
  response?.resume();
  return response?.statusCode;
}
