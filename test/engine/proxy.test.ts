import type { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { HealthCheck, Image, ReverseProxy, type Stack, Tls, WebApp } from 'compose-constructs';
import { app } from './proxy/app';
import { dribble, echo, raw, streamed, upgrade } from './proxy/client';
import { type ComposeProject, freePort, images, type Response, request, Sources, until } from './support';

const name = 'proxy-under-test';
let sources: Sources;
let port: number;
let behind: number;
let stack: ComposeProject;
let begun: { readonly socket: Promise<Socket | undefined>; readonly slow: Promise<Response> };

function build(scope: Stack): void {
  const web = new WebApp(scope, 'web', {
    image: Image.registry('node:22-bookworm-slim', {
      user: { uid: 1000, gid: 1000 },
    }),
    command: ['node', '/app.js'],
    port: 3000,
    healthCheck: HealthCheck.command([
      'node',
      '-e',
      "fetch('http://127.0.0.1:3000/open').then(() => process.exit(0), () => process.exit(1))",
    ]),
    memory: '256m',
  });
  web.mount('./app.js', { at: '/app.js', readOnly: true });
  const proxy = new ReverseProxy(scope, 'proxy', { publish: { port, address: 'all' } });
  const site = proxy.host('app.test');
  site
    .forward('/', web)
    .forward('/api/', web, { stripPrefix: true })
    .forward('/one', web, { stripPrefix: true })
    .forward('/ö b/', web, { stripPrefix: true })
    .forward('/brief/', web, { stripPrefix: true, timeout: '1s', idleTimeout: '30s' })
    .forward('/uploads/', web, { stripPrefix: true, maxBody: '20m', buffer: 'none' })
    .forward('/login', web, { rateLimit: { requests: 2, per: 'minute' } })
    .forward('/override/', web, { passHeaders: ['X-HTTP-Method-Override'] })
    .forward('/shared/', web, { stripPrefix: true, cors: { origins: ['https://shop.test'], credentials: true } });
  proxy.host('www.app.test').redirect(site);
  proxy.host('old.app.test').redirect('https://new.test', { permanent: false });
  const edge = new ReverseProxy(scope, 'edge', {
    publish: { port: behind, address: 'all' },
    tls: Tls.terminatedBy({
      from: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
      headers: ['X-Forwarded-User'],
    }),
    headersWithUnderscore: 'pass',
    ipv6: true,
    maxConnections: 4,
  });
  edge.host('edge.test').forward('/', web);
}

beforeAll(async () => {
  await images('nginx:1.30', 'node:22-bookworm-slim');
  port = await freePort();
  behind = await freePort();
  sources = new Sources('proxy');
  sources.put({ 'app.js': app });
  stack = sources.synthesize(name, build);
  await stack.up();
  begun = {
    socket: upgrade(port, 'app.test', 'websocket').then(({ socket }) => socket),
    slow: request(port, '/slow?ms=62000', { host: 'app.test', timeout: 90_000 }),
  };
});

afterAll(async () => {
  await stack?.remove();
  sources?.remove();
});

const get = (path: string, options: Parameters<typeof request>[2] = {}): Promise<Response> =>
  request(port, path, { host: 'app.test', ...options });

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly bytes: number;
  readonly headers: Readonly<Record<string, string>>;
}

let streams = 0;

/** An answer in parts, of which the app sends each when the one before it has arrived. */
function stream(query: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const name = `stream-${++streams}`;
  const path = `/stream?name=${name}&bytes=10&${query}`;
  return streamed(port, path, { Host: 'app.test', ...headers }, () => get(`/release?name=${name}`));
}

/** What the app says that it was asked. */
async function seen(path: string, options: Parameters<typeof request>[2] = {}, at = port): Promise<Seen> {
  const { status, text } = await request(at, path, { host: 'app.test', ...options });
  expect({ path, status, text }).toMatchObject({ status: 200 });
  return JSON.parse(text); // what the app answers
}

describe('headers', () => {
  it.each([5_000, 16_000, 31_000])('of %d bytes pass in an answer', async (bytes) => {
    const { status, headers } = await get(`/large?bytes=${bytes}`);
    expect([status, headers['set-cookie']?.[0]?.length]).toEqual([200, bytes + 'session='.length]);
  });

  it.each([8_000, 16_000, 31_000])('of %d bytes pass in a request, in one line and in several', async (bytes) => {
    expect((await seen('/', { headers: { Cookie: `a=${'b'.repeat(bytes)}` } })).headers['cookie']).toHaveLength(
      bytes + 2,
    );
    const four = Object.fromEntries([1, 2, 3, 4].map((n) => [`X-Part-${n}`, 'b'.repeat(bytes / 4)]));
    expect((await seen('/', { headers: four })).headers['x-part-4']).toHaveLength(bytes / 4);
  });

  it('with an underscore are dropped, unless the proxy is to pass them; then those that apps believe are not', async () => {
    const headers = { api_key: '1', X_Forwarded_For: '6.6.6.6', 'X-Forwarded_Proto': 'evil', Remote_User: 'admin' };
    expect((await seen('/', { headers })).headers).not.toHaveProperty('api_key');
    const passed = (await seen('/', { headers, host: 'edge.test' }, behind)).headers;
    expect(passed).toMatchObject({ api_key: '1' });
    expect(JSON.stringify(passed)).not.toMatch(/6\.6\.6\.6|evil|admin/);
  });
});

describe('answers', () => {
  it.each([
    ['text/event-stream', {}],
    ['text/html', {}],
    ['text/html', { 'Accept-Encoding': 'gzip' }],
    ['application/json', { 'Accept-Encoding': 'gzip' }],
  ])('of %s arrive part by part, as they are sent, with %j', async (type, headers) => {
    expect(await stream(`type=${type}`, headers)).toContain('part 2');
  });

  it('that the app has compressed arrive part by part, too', async () => {
    expect(await stream('type=text/html&gzip=1', { 'Accept-Encoding': 'gzip' })).toContain('part 2');
  });

  it('of an app that closes the connection at their end arrive part by part, too', async () => {
    expect(await stream('type=text/event-stream&close=1')).toContain('part 2');
  });

  it('to a request with a body that asks for events are streams as well', async () => {
    const options = {
      method: 'POST',
      body: 'x'.repeat(200_000),
      headers: { Accept: 'application/json, text/event-stream' },
    };
    expect(await seen('/', options)).toMatchObject({ method: 'POST', bytes: 200_000 });
  });

  it('may take as long as the route says, and not longer', async () => {
    expect((await get('/brief/slow?ms=0')).status).toBe(200);
    expect((await get('/brief/slow?ms=2500')).status).toBe(504);
    const events = { headers: { Accept: 'text/event-stream' } };
    expect((await get('/brief/slow?ms=2500', events)).status).toBe(200);
  });
});

describe('a path without its prefix', () => {
  it.each([
    ['/api/', '/'],
    ['/api/a%2Fb', '/a%2Fb'],
    ['/api/a%2fb/%20c+d?q=%2F&r=a+b%26', '/a%2fb/%20c+d?q=%2F&r=a+b%26'],
    ['/api/https%3A%2F%2Fx.test%2Fy', '/https%3A%2F%2Fx.test%2Fy'],
    ['/api/https://x.test/y', '/https://x.test/y'],
    ['/api/%E2%82%AC/%F0%9F%98%80', '/%E2%82%AC/%F0%9F%98%80'],
    ['/api/a;b=c,d@e:f$g', '/a;b=c,d@e:f$g'],
    ['/api/%2e%2fx', '/x'],
    ['/api/100%25%3Fx%23y', '/100%25%3Fx%23y'],
    ['/api/[x]"y', '/[x]"y'],
    ['/api?x=1', 308],
    ['/%61pi/x%2Fy', '/x/y'],
    ['/x/../api/y', '/y'],
    ['/api/x/../y', '/y'],
    ['/one', '/'],
    ['/one?x=%2F', '/?x=%2F'],
    ['/%C3%B6%20b/x%2F%C3%A9', '/x%2F%C3%A9'],
    ['/%c3%b6%20b/x', '/x'],
  ])('%s is for the app %s', async (path, url) => {
    if (typeof url === 'string') expect((await seen(path)).url).toBe(url);
    else expect((await get(path)).status).toBe(url);
  });

  it('is told to the app, and only where there is one', async () => {
    expect((await seen('/api/x')).headers).toMatchObject({ 'x-forwarded-prefix': '/api' });
    expect((await seen('/%C3%B6%20b/x')).headers).toMatchObject({ 'x-forwarded-prefix': '/%C3%B6%20b' });
    const claimed = { headers: { 'X-Forwarded-Prefix': '/evil' } };
    expect((await seen('/x', claimed)).headers).not.toHaveProperty('x-forwarded-prefix');
    expect((await seen('/api/x', claimed)).headers).toMatchObject({ 'x-forwarded-prefix': '/api' });
  });

  it.each([
    ['/dashboard', '/api/dashboard'],
    ['/', '/api/'],
    ['/a?next=%2Fb#c', '/api/a?next=%2Fb#c'],
    ['http://app.test:PORT/dashboard', '/api/dashboard'],
    ['https://app.test/dashboard', '/api/dashboard'],
    ['http://web:3000/dashboard', '/api/dashboard'],
    ['/api/dashboard', '/api/dashboard'],
    ['/apiary', '/api/apiary'],
    ['http://app.test:PORT/api/x', '/api/x'],
    ['dashboard', 'dashboard'],
    ['//other.test/x', '//other.test/x'],
    ['https://other.test/x', 'https://other.test/x'],
  ])('is put in front of where the app sends visitors: %s', async (location, expected) => {
    const at = location.replace('PORT', String(port));
    const { status, headers } = await get(`/api/answers?status=302&Location=${encodeURIComponent(at)}`);
    expect([status, headers.location]).toEqual([302, expected]);
  });

  it.each([
    ['a=1; Path=/', 'a=1; Path=/api/'],
    ['a=1; Path=/shop; Secure; HttpOnly', 'a=1; Path=/api/shop; Secure; HttpOnly'],
    ['a=1; Path=/api; Secure', 'a=1; Path=/api; Secure'],
    ['a=1; Secure', 'a=1; Secure'],
    ['__Host-a=1; Path=/; Secure', '__Host-a=1; Path=/; Secure'],
  ])('is put in front of the path of a cookie: %s', async (cookie, expected) => {
    const { headers } = await get(`/api/answers?Set-Cookie=${encodeURIComponent(cookie)}`);
    expect(headers['set-cookie']).toEqual([expected]);
    const whole = await get(`/answers?Set-Cookie=${encodeURIComponent(cookie)}`);
    expect(whole.headers['set-cookie']).toEqual([cookie]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'GET'])(
    'is found again without its slash by %s, with the method and the body',
    async (method) => {
      const { status, headers } = await get('/api?x=%2F', { method, body: method === 'GET' ? '' : 'body' });
      expect([status, headers.location]).toEqual([308, '/api/?x=%2F']);
    },
  );
});

describe('another address of a site', () => {
  it('sends visitors to the same path and query, for good or for now, and they repeat the method', async () => {
    const www = await get('/a%2Fb?x=%20&y=a+b', { host: 'www.app.test', method: 'POST', body: 'x' });
    expect([www.status, www.headers.location]).toEqual([308, `http://app.test:${port}/a%2Fb?x=%20&y=a+b`]);
    const old = await get('//evil.test/x', { host: 'old.app.test' });
    expect([old.status, old.headers.location]).toEqual([307, 'https://new.test//evil.test/x']);
  });
});

describe('visitors', () => {
  it('cannot claim to be somebody else, somewhere else or another method', async () => {
    const claims = [
      'Proxy X-Client-IP True-Client-IP CF-Connecting-IP Fastly-Client-IP X-Cluster-Client-IP X-Original-Forwarded-For',
      'X-Forwarded-Ssl Front-End-Https X-Forwarded-Scheme X-Url-Scheme X-Forwarded-Server X-Host X-Original-Host Forwarded',
      'X-HTTP-Method-Override X-HTTP-Method X-Method-Override X-Forwarded-User X-Remote-User Remote-User X-WebAuth-User',
      'X-Auth-Request-Email X-SSL-Client-Verify X-Forwarded-Client-Cert X-Real-IP X-Forwarded-For X-Original-URL',
      'X-Middleware-Subrequest X-Accel-Mapping X-Envoy-External-Address X-Azure-ClientIP X-Script-Name',
    ].flatMap((line) => line.split(' '));
    const headers = Object.fromEntries(claims.map((claim) => [claim, 'claimed']));
    const found = await seen('/', { headers: { ...headers, 'X-Own': 'passes', Authorization: 'Bearer x' } });
    expect(found.headers).toMatchObject({ 'x-own': 'passes', authorization: 'Bearer x' });
    expect(Object.entries(found.headers).filter(([, value]) => value.includes('claimed'))).toEqual([]);
  });

  it('may set what the route names', async () => {
    const headers = { 'X-HTTP-Method-Override': 'PATCH' };
    expect((await seen('/override/', { headers })).headers).toMatchObject({ 'x-http-method-override': 'PATCH' });
    expect((await seen('/', { headers })).headers).not.toHaveProperty('x-http-method-override');
  });

  it.each(['h2c', 'foo', 'TLS/1.2', 'websocket, h2c'])('cannot tunnel %s through the proxy', async (protocol) => {
    expect((await upgrade(port, 'app.test', protocol)).status).toBe(200);
  });

  it('can open WebSockets, whatever the case of the word', async () => {
    const { socket } = await upgrade(port, 'app.test', 'WebSocket');
    if (!socket) throw new Error('no upgrade');
    expect(await echo(socket, 'ping')).toBe('ping');
    socket.destroy();
  });

  it('who send a body slowly do not occupy the app, unless the route lets bodies pass', async () => {
    const open = async () => Number((await get('/open')).text);
    const before = await open();
    const stops = Array.from({ length: 5 }, () => dribble(port, 'app.test', '/'));
    const streams = Array.from({ length: 2 }, () => dribble(port, 'app.test', '/uploads/'));
    // those came last: when they are at the app, the others would be, too
    await until('the bodies that may pass are at the app', async () => (await open()) - before >= 2);
    const during = await open();
    for (const stop of [...stops, ...streams]) stop();
    expect(during - before).toBe(2);
  });

  it('may send bodies as large as the route says', async () => {
    const post = (path: string, size: number) =>
      get(path, { method: 'POST', body: 'x'.repeat(size) }).then(
        ({ status }) => status,
        () => 413, // nginx may close before everything is sent
      );
    expect(await post('/', 9 * 2 ** 20)).toBe(200);
    expect(await post('/', 11 * 2 ** 20)).toBe(413);
    expect(await post('/uploads/', 15 * 2 ** 20)).toBe(200);
  });

  it('may ask as often as the route says', async () => {
    const statuses = [];
    for (let count = 0; count < 6; count++) statuses.push((await get('/login')).status);
    expect(statuses).toContain(429);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(2);
    expect((await get('/')).status).toBe(200);
  });

  it('may have as many requests open as the proxy says', async () => {
    const ended: number[] = [];
    const all = Array.from({ length: 6 }, async () => {
      const { status } = await request(behind, '/held?name=open', { host: 'edge.test' });
      ended.push(status);
      return status;
    });
    // four are at the app, and stay there
    await until('those that are too many have an answer', () => ended.length >= 2);
    await get('/release?name=open');
    expect((await Promise.all(all)).sort()).toEqual([200, 200, 200, 200, 429, 429]);
  });
});

describe('pages of other hosts', () => {
  const ask = (origin: string, options: Parameters<typeof request>[2] = {}) =>
    get('/shared/answers?Access-Control-Allow-Origin=*', {
      ...options,
      headers: { Origin: origin, ...options.headers },
    });

  it('may use the answers of a route if the stack names them, and no others may', async () => {
    expect((await ask('https://shop.test')).headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.test',
      'access-control-allow-credentials': 'true',
      vary: expect.stringContaining('Origin'),
    });
    expect((await ask('https://evil.test')).headers).not.toHaveProperty('access-control-allow-origin');
    expect((await ask('https://shop.test.evil.test')).headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('ask first for what a form could not send, and the proxy answers', async () => {
    const question = { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'x-token' };
    const { status, headers } = await ask('https://shop.test', { method: 'OPTIONS', headers: question });
    expect([status, headers['access-control-allow-headers']]).toEqual([204, 'x-token']);
    expect(headers['access-control-allow-methods']).toContain('PUT');
    expect((await seen('/shared/x', { method: 'OPTIONS' })).method).toBe('OPTIONS');
  });
});

describe('whoever asks', () => {
  it('by address or under another name learns at one path whether the proxy answers', async () => {
    for (const host of [`127.0.0.1:${port}`, '10.0.0.5', 'lb.internal']) {
      const { status, text } = await get('/healthz', { host });
      expect([host, status, text]).toEqual([host, 200, 'ok\n']);
      expect((await get('/', { host })).status).toBe(404);
    }
    expect(await raw(port, 'GET /healthz HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
    expect((await seen('/healthz')).url).toBe('/healthz');
  });

  it('over IPv6 is answered as over IPv4, and seen as such where the proxy has IPv6', async () => {
    const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address));
    // a machine without IPv6 has nothing to ask
    if (!addresses.includes('::1')) return;
    expect((await fetch(`http://[::1]:${port}/healthz`)).status).toBe(200);
    const { text } = await request(behind, '/', { host: 'edge.test', to: '::1' });
    expect((JSON.parse(text) as Seen).headers['x-real-ip']).toContain(':');
  });

  it('from inside is not believed, whatever networks are trusted; from outside the front is', async () => {
    const claims = { 'X-Forwarded-For': '203.0.113.7', 'X-Forwarded-User': 'ann' };
    const outside = (await seen('/', { host: 'edge.test', headers: claims }, behind)).headers;
    expect(outside).toMatchObject({ 'x-real-ip': '203.0.113.7', 'x-forwarded-user': 'ann' });
    const inside = await stack.exec('web', [
      'node',
      '-e',
      `const { request } = require('node:http'); request({ host: 'edge', port: 8080, headers: { Host: 'edge.test', ...${JSON.stringify(claims)} } }, (answer) => answer.pipe(process.stdout)).end();`,
    ]);
    const found = JSON.parse(inside.stdout) as Seen;
    expect(found.headers['x-real-ip']).not.toBe('203.0.113.7');
    expect(found.headers).not.toHaveProperty('x-forwarded-user');
  });
});

describe('after more than a minute', () => {
  it('an idle WebSocket is open, and a long answer arrives', async () => {
    const socket = await begun.socket;
    if (!socket) throw new Error('no upgrade');
    expect((await begun.slow).text).toBe('slow');
    expect(await echo(socket, 'still here')).toBe('still here');
    socket.destroy();
  });
});
