import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

// The server alone, with a database that nobody listens at: what it answers, and what it never leaves behind.

const APP = path.resolve(__dirname, '../../../examples/kitteh/app');
const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100, 'x')]);
const DEAD_DATABASE = 'postgres://kitteh:s3cret@127.0.0.1:1/kitteh';

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
  while (!output.includes('listening on port')) {
    if (server.exitCode !== null) throw new Error(`the server ended: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  port = Number(/listening on port (\d+)/.exec(output)?.[1]);
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
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
};

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
    expect(output).toContain('health: database: cannot connect to PostgreSQL at 127.0.0.1:1: connect ECONNREFUSED');
    expect(output).not.toContain('s3cret');
  });
});

describe('an upload is refused', () => {
  it.each([
    [415, 'no image', { 'content-type': 'image/png' }, 'just some text'],
    [415, 'an SVG that is called a PNG', { 'content-type': 'image/png' }, '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    [415, 'another content type', { 'content-type': 'application/json' }, '{}'],
    [400, 'a form without a boundary', { 'content-type': 'multipart/form-data; x=y' }, '--b--'],
    [
      400,
      'a form without an end',
      { 'content-type': 'multipart/form-data; boundary=b' },
      '--b\r\nContent-Disposition: form-data; name="image"\r\n\r\nGIF89a and more bytes',
    ],
  ])('with %d when it is %s', async (status, _name, headers, body) => {
    expect((await upload(body, headers)).status).toBe(status);
  });

  it('with 400 when the form has no image, two images, or a title of 101 characters', async () => {
    const none = new FormData();
    none.set('title', 'Whiskers');
    const two = form(PNG);
    two.append('image', new Blob([new Uint8Array(PNG)]), 'b.png');
    const titled = form(PNG);
    titled.set('title', '🐈'.repeat(101));
    for (const body of [none, two, titled]) expect((await upload(body)).status).toBe(400);
    titled.set('title', '🐈'.repeat(100));
    expect((await upload(titled)).status).toBe(503);
  });

  it('with 413 when it announces more than 10 MB, and the sender reads the answer although it still sends', async () => {
    expect(
      (await upload(Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]), { 'content-type': 'image/png' })).status,
    ).toBe(413);
    expect((await upload(form(Buffer.concat([PNG, Buffer.alloc(12 * 1024 * 1024)])))).status).toBe(413);
  });

  it.each([
    ['an image', 'image/png', PNG],
    ['a form', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="other"\r\n\r\n'],
  ])('with 413 when it grows past 10 MB without having announced it, as %s', async (_name, type, start) => {
    const outgoing = request(url('/kittehs'), { method: 'POST', headers: { 'content-type': type } });
    const answer = once(outgoing, 'response');
    outgoing.write(start);
    for (let megabytes = 0; megabytes < 14; megabytes += 1) outgoing.write(Buffer.alloc(1024 * 1024));
    outgoing.end();
    const [response] = await answer;
    expect(response.statusCode).toBe(413);
    response.resume();
  });

  it('without a trace when its sender leaves in the middle', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST /kittehs HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: 5000\r\n\r\n');
    socket.write(PNG);
    await until(() => readdirSync(uploads).length === 1);
    socket.destroy();
    await until(() => readdirSync(uploads).length === 0);
    expect((await fetch(url('/headers'))).status).toBe(200);
  });
});

describe('requests', () => {
  it('outside the routes are 404, with another method 405 and the methods that are allowed', async () => {
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
    const response = await fetch(url('/kittehs'), { method: 'DELETE' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect((await fetch(url('/kittehs?before=-1'))).status).toBe(400);
  });

  it('with raw dots in their path find nothing', async () => {
    const outgoing = request({ host: '127.0.0.1', port, path: '/../../etc/passwd' }).end();
    const [response] = await once(outgoing, 'response');
    expect(response.statusCode).toBe(404);
    response.resume();
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
    const outgoing = request(url('/kittehs'), { agent, method: 'POST', headers: { 'content-type': 'image/png' } });
    const answer = once(outgoing, 'response');
    outgoing.write(PNG);
    await until(() => readdirSync(uploads).length === 1);
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await until(() => output.includes('stopping'));
    await expect(fetch(url('/headers'))).rejects.toThrow();
    outgoing.end('the rest');
    const [response] = await answer;
    expect(response.statusCode).toBe(503);
    response.resume();
    expect(await ended).toEqual([0, null]);
    agent.destroy();
    await start();
  });
});

describe('a wrong environment', () => {
  const run = (env: Record<string, string>, script = 'server.js') =>
    spawnSync(process.execPath, [script], {
      cwd: APP,
      env: { PATH: process.env['PATH'], ...env },
      encoding: 'utf8',
      timeout: 20_000,
    });

  it('ends the start with every problem at once, and with no password', () => {
    const { status, stderr } = run({
      PORT: '99999',
      IMAGES_URL: 'images',
      ASSETS_URL: 'ftp://assets',
      DATABASE_URL: 'postgres://u:s3cret%@db/d',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('PORT must be a number');
    expect(stderr).toContain('IMAGES_URL must be a URL');
    expect(stderr).toContain('ASSETS_URL must be a URL');
    expect(stderr).toContain('DATABASE_URL cannot be used: the password has a %');
    expect(stderr).not.toContain('s3cret');
  });

  it('ends the migration in the same way', () => {
    const { status, stderr } = run({}, 'migrate.js');
    expect([status, stderr]).toEqual([
      1,
      'migrate: failed: DATABASE_URL is not set (postgres://user:password@host:5432/database)\n',
    ]);
  });

  it('may name a file that holds DATABASE_URL, but not both', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kitteh-secret-'));
    try {
      const file = path.join(folder, 'url');
      writeFileSync(file, `${DEAD_DATABASE}\n`);
      expect(run({ DATABASE_URL_FILE: file }, 'migrate.js').stderr).toContain('127.0.0.1:1: connect ECONNREFUSED');
      expect(run({ DATABASE_URL_FILE: file, DATABASE_URL: DEAD_DATABASE }, 'migrate.js').stderr).toContain('both set');
      expect(run({ DATABASE_URL_FILE: path.join(folder, 'none') }, 'migrate.js').stderr).toContain('ENOENT');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
