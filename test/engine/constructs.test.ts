import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  App,
  Database,
  DataVolume,
  Engine,
  Environment,
  generate,
  HealthCheck,
  Image,
  type ProxyHost,
  ReverseProxy,
  SecretFile,
  Stack,
  StaticSite,
  Tls,
  WebApp,
  write,
} from 'compose-constructs';
import fc from 'fast-check';
import {
  attempt,
  type ComposeProject,
  compose,
  freePort,
  images,
  type Response,
  request,
  run,
  sandbox,
} from './support';

/** Says what it was asked, sends headers of its own on demand, and echoes what comes after an upgrade. */
const server = `
const { createServer } = require('node:http');
createServer((request, response) => {
  if (request.url === '/own') {
    response.setHeader('X-Frame-Options', 'DENY');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
  }
  request.resume().on('end', () => response.end(JSON.stringify({ url: request.url, headers: request.headers })));
}).on('upgrade', (request, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: ' + request.headers.upgrade + '\\r\\n\\r\\n');
  socket.pipe(socket);
}).listen(process.env.PORT);
process.on('SIGTERM', () => process.exit());
`;

/** What must not leave the machine of the developer, and stands in every folder that is built here. */
const planted = {
  '.env': 'PLANTED',
  '.env.local': 'PLANTED',
  'config/.env': 'PLANTED',
  '.npmrc': '//registry.test/:_authToken=PLANTED',
  'secrets/key': 'PLANTED',
  '.git/config': 'PLANTED',
  'packages/a/.git': 'PLANTED',
  'node_modules/left/index.js': 'PLANTED',
  'packages/a/node_modules/left/index.js': 'PLANTED',
  'npm-debug.log': 'PLANTED',
};

const lock = (name: string): string =>
  JSON.stringify({ name, lockfileVersion: 3, requires: true, packages: { '': { name } } });

const name = 'constructs-under-test';
const odd = '/od d$x;{}"\'\\é/';
let folder: string;
let port: number;
let behindPort: number;
let stack: ComposeProject;

function put(files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
}

function within(place: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([file, content]) => [`${place}/${file}`, content]));
}

function build(scope: Stack): void {
  const files = new DataVolume(scope, 'files');
  const web = new WebApp(scope, 'web', {
    image: Image.node({ source: './web', build: 'build', command: ['node', 'dist/server.js'] }),
    port: 3000,
    healthCheck: HealthCheck.http('/health'),
    memory: '128m',
  });
  web.mount(files, { at: '/app/uploads' });
  const site = new StaticSite(scope, 'site', { image: Image.files({ source: './site', output: 'public' }) });
  const spa = new ReverseProxy(scope, 'proxy', { maxBody: '10k', publish: { port } });
  spa
    .host('app.test')
    .forward('/', web)
    .forward('/exact', web, { stripPrefix: true })
    .forward('/api/', web, { stripPrefix: true })
    .forward('/kept/', web)
    .forward(odd, web, { stripPrefix: true })
    .files('/images/', files);
  spa.host('api.test').forward('/only/', web);
  spa.host('files.test').files('/', files);
  spa.host('site.test').forward('/', site);
  const edge = new ReverseProxy(scope, 'edge', {
    publish: { port: behindPort },
    tls: Tls.terminatedBy({ from: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] }),
  });
  edge.host('shop.test').forward('/', web);
}

beforeAll(async () => {
  await images('nginx:1.30', 'node:22-bookworm-slim');
  port = await freePort();
  behindPort = await freePort();
  folder = mkdtempSync(join(tmpdir(), 'constructs-'));
  put(
    within('web', {
      ...planted,
      'package.json': JSON.stringify({ name: 'web', scripts: { build: 'node build.js' } }),
      'package-lock.json': lock('web'),
      'build.js': "require('node:fs').cpSync('server.js', 'dist/server.js', { recursive: true });",
      'server.js': server,
      // what is copied must not take the folder of the volume away from the app's user
      'uploads/old.txt': 'of the developer',
    }),
  );
  put(
    within('site', {
      ...planted,
      'package.json': JSON.stringify({ name: 'site', scripts: { build: 'node build.js' } }),
      'package-lock.json': lock('site'),
      'build.js': "require('node:fs').cpSync('source', 'public', { recursive: true });",
      'source/index.html': 'home',
      'source/docs/index.html': 'docs',
      'source/empty/x.txt': 'x',
      'source/app-0123456789abcdef.js': 'js',
      'public/index.html': 'stale: of the developer',
    }),
  );
  const app = new App({ root: folder });
  build(new Stack(app, name, { environment: Environment.development() }));
  const generation = generate(app);
  expect(generation.diagnostics).toEqual([]);
  write(generation);
  stack = compose(join(folder, 'synth.out', name));
  await stack.up('--build');
  const script =
    'cd /app/uploads && echo cat >cat.txt && mkdir sub && echo sub >sub/x.txt && ln -s /etc/passwd evil && ln -s / root && ln -s cat.txt same && printf "<script>1</script>" >index.html';
  expect(await stack.exec('web', ['sh', '-c', script])).toMatchObject({ code: 0, stderr: '' });
});

afterAll(async () => {
  await stack?.remove();
  await attempt('docker', ['image', 'rm', '--force', `${name}-web:development`, `${name}-site:development`]);
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, host = 'app.test', options: Parameters<typeof request>[2] = {}): Promise<Response> =>
  request(port, path, { host, ...options });

/** The path and the headers as the app saw them. */
async function seen(
  path: string,
  host?: string,
): Promise<{ readonly url: string; readonly headers: Record<string, string> }> {
  const { status, text } = await get(path, host);
  expect({ path, status, text }).toMatchObject({ status: 200 });
  return JSON.parse(text); // what `server` above answers
}

describe('a proxy behind something that terminates TLS', () => {
  it('tells the app the address of the visitor, https, and the public name, through the published port', async () => {
    const headers = {
      'X-Forwarded-For': '198.51.100.9, 203.0.113.7',
      Forwarded: 'for=6.6.6.6',
      'X-Forwarded-Port': '1',
      'X-Original-URL': '/admin',
    };
    const { text } = await request(behindPort, '/seen', { host: 'shop.test', headers });
    const seen = (JSON.parse(text) as { headers: Record<string, string> }).headers;
    expect(seen).toMatchObject({
      host: 'shop.test',
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'shop.test',
    });
    expect(seen).not.toHaveProperty('forwarded');
    expect(seen).not.toHaveProperty('x-forwarded-port');
    expect(seen).not.toHaveProperty('x-original-url');
  });
});

describe('a real nginx with the configuration of a proxy', () => {
  it.each([
    ['/', '/'],
    ['/a%20b/c%2Fd/%C3%A9/..%2f?x=%20&y=a+b', '/a%20b/c%2Fd/%C3%A9/..%2f?x=%20&y=a+b'],
    ['/kept/x', '/kept/x'],
    ['/exact', '/'],
    ['/exact?x=1', '/?x=1'],
    ['/exact/x', '/exact/x'],
    ['/exactly', '/exactly'],
    ['/api/', '/'],
    ['/api/x%20y?q=%26', '/x%20y?q=%26'],
    ['/api/a%0ab', '/a%0ab'],
    ['/api/a%3Fb%23c', '/a%3Fb%23c'],
    ['/api/100%25', '/100%25'],
    ['/apix', '/apix'],
    [`${encodeURI(odd).replace("'", '%27')}x`, '/x'],
  ])('forwards %s so that the app sees %s', async (path, url) => {
    expect((await seen(path)).url).toBe(url);
  });

  it('sends a visitor who left out the slash of a folder there', async () => {
    const { status, headers } = await get('/api?x=1');
    expect([status, headers.location]).toEqual([308, '/api/?x=1']);
  });

  it('answers 404 for a path and for a host that nobody configured', async () => {
    expect((await get('/', 'api.test')).status).toBe(404);
    expect((await get('/onlyx', 'api.test')).status).toBe(404);
    expect((await get('/', 'other.test')).status).toBe(404);
    expect((await seen('/only/x', 'api.test')).url).toBe('/only/x');
  });

  it('tells the app its own host, whatever the visitor claims', async () => {
    const { text } = await get('/', 'APP.test', {
      headers: { 'X-Forwarded-For': '6.6.6.6', 'X-Forwarded-Host': 'evil.test', 'X-Forwarded-Proto': 'evil' },
    });
    expect(JSON.parse(text).headers).toMatchObject({
      host: `app.test:${port}`,
      'x-forwarded-host': `app.test:${port}`,
      'x-forwarded-proto': 'http',
    });
    expect(text).not.toMatch(/evil|6\.6\.6\.6/);
  });

  it('lets a WebSocket through, both ways', async () => {
    expect(await echoed('ping')).toEqual({ upgrade: 'websocket', text: 'ping' });
  });

  it('refuses a body that is too large with 413, and takes one that is not', async () => {
    const post = (size: number) => get('/', 'app.test', { method: 'POST', body: 'x'.repeat(size) });
    expect((await post(10 * 1024)).status).toBe(200);
    // nginx may close before everything is sent, which the visitor sees as the answer or as a closed connection
    expect(
      await post(64 * 1024).then(
        ({ status }) => status,
        () => 413,
      ),
    ).toBe(413);
  });

  it('sends headers that make browsers careful, each once, and leaves those of the app as they are', async () => {
    const own = { 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
    const ours = {
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
    };
    // two of one name would be joined with a comma
    expect((await get('/own')).headers).toMatchObject(own);
    expect((await get('/')).headers).toMatchObject(ours);
    expect((await get('/', 'site.test')).headers).toMatchObject(ours);
    expect((await get('/cat.txt', 'files.test')).headers).toMatchObject(ours);
    expect((await get('/nothing', 'files.test')).headers).toMatchObject(ours);
  });

  it('does not say which version it is', async () => {
    expect((await get('/nothing', 'files.test')).headers.server).toBe('nginx');
  });
});

describe('files of a volume behind a real nginx', () => {
  it.each([
    ['files.test', '/'],
    ['app.test', '/images/'],
  ])('of %s%s are served by their name', async (host, base) => {
    const { status, text, headers } = await get(`${base}cat.txt`, host);
    expect([status, text, headers['content-type']]).toEqual([200, 'cat\n', 'text/plain']);
    expect((await get(`${base}sub/x.txt`, host)).text).toBe('sub\n');
  });

  it.each([
    ['files.test', '/'],
    ['app.test', '/images/'],
  ])('of %s%s cannot be listed, and no page of a visitor is the home page', async (host, base) => {
    for (const path of ['', 'sub', 'sub/']) expect([path, (await get(base + path, host)).status]).toEqual([path, 404]);
  });

  it.each([
    ['files.test', '/'],
    ['app.test', '/images/'],
  ])('of %s%s are all that can be reached: neither a path nor a link leads out', async (host, base) => {
    for (const path of [
      '../etc/passwd',
      '..%2f..%2fetc/passwd',
      '%2e%2e/%2e%2e/etc/passwd',
      'sub/../../../etc/passwd',
      '..//..//etc/passwd',
      '..\\..\\etc\\passwd',
      'evil',
      'root/etc/passwd',
      'same',
    ]) {
      const { status, text } = await get(base + path, host);
      expect([path, text.includes('root:')]).toEqual([path, false]);
      // a path that leads to another route of the host is that route's
      if (!text.startsWith('{"url"')) expect([path, [400, 403, 404].includes(status)]).toEqual([path, true]);
    }
    expect((await get('/images../cat.txt')).text).toContain('"url":"/images../cat.txt"');
  });

  it('cannot run as a page of the host', async () => {
    const { headers, text } = await get('/index.html', 'files.test');
    expect(text).toBe('<script>1</script>');
    expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox");
  });
});

describe('a static site behind a real nginx', () => {
  it('has a home page, folders with pages, and files that browsers keep if their name has a digest', async () => {
    expect((await get('/', 'site.test')).text).toBe('home');
    expect((await get('/docs/', 'site.test')).text).toBe('docs');
    const { status, headers } = await get('/docs', 'site.test');
    expect([status, headers.location]).toEqual([301, '/docs/']);
    expect((await get('/app-0123456789abcdef.js', 'site.test')).headers['cache-control']).toContain('immutable');
    expect((await get('/', 'site.test')).headers['cache-control']).toBe('no-cache');
  });

  it('has no listing and a 404 for what is no file', async () => {
    expect((await get('/empty/', 'site.test')).status).toBe(403);
    expect((await get('/nothing', 'site.test')).status).toBe(404);
    expect((await get('/../../../etc/passwd', 'site.test')).status).toBe(400);
  });
});

describe('the Dockerfiles that are generated', () => {
  it.each(['web', 'site'])('are without a warning of BuildKit: %s', async (service) => {
    const dockerfile = join(folder, 'synth.out', name, service, 'Dockerfile');
    const { stdout } = await run('docker', ['buildx', 'build', '--check', '--file', dockerfile, join(folder, service)]);
    expect(stdout).toContain('Check complete, no warnings found.');
  });
});

describe('the images that were built', () => {
  const filesOf = async (service: string, place: string): Promise<string[]> => {
    const { stdout } = await stack.exec(service, ['find', place, '-xdev', '-type', 'f']);
    return stdout.trim().split('\n');
  };

  it("have nothing in them that must not leave the developer's machine", async () => {
    const { stdout } = await stack.exec('web', ['grep', '--recursive', '--files-with-matches', 'PLANTED', '/app']);
    expect(stdout).toBe('');
    expect(await filesOf('web', '/app')).toEqual(
      expect.arrayContaining(['/app/package.json', '/app/dist/server.js', '/app/server.js']),
    );
    // the check itself sees what is there
    expect((await stack.exec('web', ['grep', '--recursive', '-l', 'createServer', '/app/dist'])).stdout).not.toBe('');
  });

  it('have, for a site, only what the build made: no source, no Node, no cache of npm', async () => {
    expect((await filesOf('site', '/srv/site')).sort()).toEqual(
      ['app-0123456789abcdef.js', 'docs/index.html', 'empty/x.txt', 'index.html'].map((file) => `/srv/site/${file}`),
    );
    for (const program of ['node', 'npm']) {
      expect((await stack.exec('site', ['sh', '-c', `command -v ${program}`])).code).not.toBe(0);
    }
    const { stdout } = await stack.exec('site', [
      'find',
      '/',
      '-xdev',
      '(',
      '-name',
      'package.json',
      '-o',
      '-name',
      '_cacache',
      ')',
    ]);
    expect(stdout).toBe('');
  });

  it('let the app write to its volume and nowhere else', async () => {
    const touch = async (path: string) => (await stack.exec('web', ['touch', path])).code;
    expect(await touch('/app/uploads/x')).toBe(0);
    expect(await touch('/tmp/x')).toBe(0);
    expect(await touch('/app/x')).not.toBe(0);
    expect((await stack.exec('proxy', ['touch', '/srv/files/x'])).code).not.toBe(0);
  });
});

describe('configurations of arbitrary routes', () => {
  const box = sandbox();
  const character = fc.constantFrom(...' "\'$;{}\\~*^=()[].|%&@!`<>é😀-_a1:,', '${x}', '$host', '\\n', '//', '/');
  const path = fc
    .tuple(fc.string({ unit: character, maxLength: 14 }), fc.boolean())
    .map(([text, isFolder]) => `/${text}${isFolder ? '/' : ''}`.replace(/\/+$/, isFolder ? '/' : ''))
    // routes that would never be asked are refused
    .filter((text) => text !== '' && !/%|\/\/|\/\.{1,2}(\/|$)/.test(`${text}/`.replace(/\/\/$/, '/')));
  const routes = fc.uniqueArray(fc.tuple(path, fc.constantFrom('forward', 'strip', 'files')), {
    minLength: 5,
    maxLength: 12,
    selector: ([text, kind]) => (kind === 'files' && !text.endsWith('/') ? `${text}/` : text),
  });

  it('are all what nginx takes', async () => {
    const configurations = mkdtempSync(join(tmpdir(), 'configurations-'));
    chmodSync(configurations, 0o755);
    const samples = fc.sample(routes, 80);
    for (const [index, sample] of samples.entries()) {
      writeFileSync(
        join(configurations, `${index}.conf`),
        configurationOf((host, web, files) => {
          for (const [text, kind] of sample) {
            if (kind === 'files') host.files(text.endsWith('/') ? text : `${text}/`, files);
            else host.forward(text, web, { stripPrefix: kind === 'strip' });
          }
        }),
      );
    }
    const script = 'for file in /c/*.conf; do nginx -t -q -c "$file" || echo "$file: refused"; done';
    const options = [
      '--user',
      '101:101',
      '--tmpfs',
      '/tmp',
      '--volume',
      `${configurations}:/c:ro`,
      '--entrypoint',
      'sh',
    ];
    const { stdout, stderr } = await box.run(options, 'nginx:1.30', '-c', script);
    rmSync(configurations, { recursive: true });
    expect(stdout + stderr).toBe('');
  });

  function configurationOf(add: (host: ProxyHost, web: WebApp, files: DataVolume) => void): string {
    const app = new App({ root: folder });
    const scope = new Stack(app, 'shop', { environment: Environment.development() });
    const web = new WebApp(scope, 'web', { image: Image.node({ source: './web' }), port: 3000 });
    add(new ReverseProxy(scope, 'proxy').host('a.test'), web, new DataVolume(scope, 'files'));
    const { stacks, diagnostics } = generate(app);
    // a sample without a route of files leaves their volume unused
    expect(diagnostics.filter(({ id }) => id !== 'unused-element')).toEqual([]);
    return stacks[0]?.files.get('proxy/nginx.conf')?.content ?? '';
  }
});

describe('the script that an app with secrets starts with', () => {
  it('is clean for shellcheck', async () => {
    const app = new App({ root: folder });
    const scope = new Stack(app, 'shop', { environment: Environment.development() });
    const web = new WebApp(scope, 'web', { image: Image.node({ source: './web' }), port: 3000 });
    web.connect(new Database(scope, 'db', { engine: Engine.postgres('17'), database: 'shop' }));
    web.readSecret(new SecretFile(scope, 'key'), { variable: 'KEY' });
    const script = generate(app).stacks[0]?.files.get('web/with-secrets.sh')?.content ?? '';
    expect(script).toContain('DATABASE_URL=');
    for (const shell of ['sh', 'bash']) {
      expect(await shellcheck(['--shell', shell, '--severity', 'style', '-'], script)).toEqual({
        code: 0,
        stdout: '',
      });
    }
  });
});

/** Of this machine, or of an image that gets it from Debian. */
async function shellcheck(
  args: readonly string[],
  input: string,
): Promise<{ readonly code: number; readonly stdout: string }> {
  const here = await attempt('shellcheck', args, { input });
  if (here.code !== 127) return { code: here.code, stdout: here.stdout };
  await images('debian:bookworm-slim');
  const dockerfile =
    'FROM debian:bookworm-slim\nRUN apt-get update && apt-get install --yes --no-install-recommends shellcheck\n';
  const tag = `shellcheck:${createHash('sha256').update(dockerfile).digest('hex').slice(0, 12)}`;
  await run('docker', ['build', '--quiet', '--tag', tag, '-'], { input: dockerfile });
  const { code, stdout } = await attempt('docker', ['run', '--rm', '--interactive', tag, 'shellcheck', ...args], {
    input,
  });
  return { code, stdout };
}

/** What comes back over a connection that was upgraded through the proxy. */
function echoed(text: string): Promise<{ readonly upgrade: string | undefined; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { Host: 'app.test', Connection: 'Upgrade', Upgrade: 'websocket' };
    const call = httpRequest({ host: '127.0.0.1', port, path: '/socket', headers, agent: false });
    call.setTimeout(10_000, () => call.destroy(new Error('no answer in 10 s')));
    call.on('error', reject);
    call.on('response', ({ statusCode }) => reject(new Error(`answered ${statusCode} and did not upgrade`)));
    call.on('upgrade', (response, socket) => {
      socket.on('error', reject);
      socket.on('data', (data: Buffer) => {
        resolve({ upgrade: response.headers.upgrade, text: data.toString() });
        socket.destroy();
      });
      socket.write(text);
    });
    call.end();
  });
}
