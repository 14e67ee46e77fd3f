import { DataVolume, HealthCheck, Image, ReverseProxy, type Stack, StaticSite, WebApp } from 'compose-constructs';
import { attempt, type ComposeProject, freePort, images, type Response, request, Sources } from './support';

const name = 'site-under-test';
let sources: Sources;
let port: number;
let stack: ComposeProject;

/** Names as tools write them, all of which hold a digest. Those of Vite, webpack and Next are from their documentation. */
const DIGESTS: Readonly<Record<string, readonly string[]>> = {
  Vite: [
    '/assets/index-DiwrgTda.css',
    '/assets/react-CHdo91hT.svg',
    '/assets/index-BPqNtJ1w.js',
    '/assets/index-B-Ga3_Bl.js',
    '/assets/foo-BRBmoGS9.js',
    '/assets/foo-BRBmoGS9.js.map',
    '/assets/shared-ChJ_j-JJ.css',
    '/build/assets/app-4ed993c7.js',
    '/assets/inter-latin-5fT1Bq0a.woff2',
  ],
  webpack: [
    '/main.7e2c49a622975ebd9b7e.js',
    '/runtime.cc17ae2a94ec771e9221.js',
    '/static/js/main.8b3f2d1c.chunk.js',
    '/static/js/main.8b3f2d1c.js.map',
    '/css/app.8b3f2d1c.css',
    '/151cfcfa1bd74779aadb.png',
    '/fonts/6f2a1d0c9b8e7f6a5d4c.woff2',
  ],
  esbuild: [
    '/app-3YJ7XK4M.js',
    '/chunk-ABCDEFGH.js',
    '/logo-XKL2M3N4.png',
    '/main-5XKL2M3N.js',
    '/styles-QK5EHYBN.css',
  ],
  Next: [
    '/_next/static/chunks/main-app-3f2a9c1b4d5e6f70.js',
    '/_next/static/css/0e891b648584931c.css',
    '/_next/static/media/4473ecc91f70f139-s.p.woff2',
    '/_next/static/Xv2s3aBcDeFgHiJkLmNoP/_buildManifest.js',
    '/docs/_next/static/chunks/turbopack-0a1b2c.js',
  ],
  Phoenix: ['/assets/app-68b329da9893e34099c7d8ad5cb9c940.js', '/images/logo-06a11be1f2cdde2c851763d00bdd2e80.svg'],
  others: [
    '/assets/application-4dd5b109ee3439da54f5bdfd78a80473.css',
    '/static/base.27e20196a850.css',
    '/index.e31bb0bc.js',
    '/_astro/hoisted.D8Cf2xY_.js',
    '/_nuxt/DlAUqK2U.js',
    '/_app/immutable/entry/start.B1xY7q3Z.js',
    '/pkg/app-3f2a9c1b4d5e6f70_bg.wasm',
    '/style.min.e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.css',
  ],
};

/** Names that only look so. */
const WORDS = [
  '/index.html',
  '/guide-3f2a9c1b.html',
  '/sw.js',
  '/app.js',
  '/report-20240115.pdf',
  '/photo-20240115123456.jpg',
  '/my-document.pdf',
  '/assets/my-document.pdf',
  '/assets/dark-settings.css',
  '/assets/icon-DarkMode.svg',
  '/assets/README-DOCUMENT.txt',
  '/assets/page-section1.css',
  '/jquery-3.7.1.min.js',
  '/manifest.webmanifest',
  '/favicon.ico',
  '/README-LICENSES.txt',
  '/_nuxt/builds/latest.json',
  '/version.json',
];

const TYPES: Readonly<Record<string, string>> = {
  mjs: 'text/javascript; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  map: 'application/json',
  json: 'application/json',
  avif: 'image/avif',
  webp: 'image/webp',
  jxl: 'image/jxl',
  svg: 'image/svg+xml',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  vtt: 'text/vtt; charset=utf-8',
  glb: 'model/gltf-binary',
  heic: 'image/heic',
  m3u8: 'application/vnd.apple.mpegurl',
  unheardof: 'application/octet-stream',
};

function build(scope: Stack): void {
  const image = Image.files({ source: './site', output: 'public' });
  const origins = ['https://shop.test', 'http://shop.test:8080'];
  const app = new StaticSite(scope, 'app', { image, fallback: '/index.html', cors: { origins } });
  const site = new StaticSite(scope, 'site', { image, cors: { origins: ['*'] } });
  const uploads = new DataVolume(scope, 'uploads');
  const writer = new WebApp(scope, 'writer', {
    image: Image.registry('node:22-bookworm-slim', { user: { uid: 1000, gid: 1000 }, folders: ['/home/node'] }),
    command: ['node', '-e', "require('node:http').createServer((q, a) => a.end()).listen(3000)"],
    port: 3000,
    healthCheck: HealthCheck.none('it only writes files'),
  });
  writer.mount(uploads, { at: '/home/node' });
  const proxy = new ReverseProxy(scope, 'proxy', { publish: { port } });
  proxy.host('app.test').forward('/', app);
  const host = proxy.host('site.test');
  host.forward('/', site).forward('/manual/', site, { stripPrefix: true });
  host.files('/uploads/', uploads).files('/team/', uploads, { trusted: true, cache: '1h' });
  proxy.host('files.test').files('/', uploads);
}

beforeAll(async () => {
  await images('nginx:1.30', 'node:22-bookworm-slim');
  port = await freePort();
  sources = new Sources('site');
  const all = [...Object.values(DIGESTS).flat(), ...WORDS, ...Object.keys(TYPES).map((type) => `/types/file.${type}`)];
  sources.put({
    'site/package.json': JSON.stringify({ name: 'site', scripts: { build: 'cp -r source public' } }),
    'site/package-lock.json': JSON.stringify({ name: 'site', lockfileVersion: 3, packages: { '': { name: 'site' } } }),
    ...Object.fromEntries(all.map((file) => [`site/source${file}`, file])),
    'site/source/guide/index.html': 'guide',
    'site/source/.env': 'secret',
    'site/source/.well-known/security.txt': 'contact',
  });
  stack = sources.synthesize(name, build);
  await stack.up('--build');
  const script = `cd /home/node && umask 077 && mkdir -p private .git .well-known/x && for name in page.html picture.png video.mp4 paper.pdf drawing.svg code.js module.mjs note.txt feed.xml private/a.txt .env .git/config .well-known/x/token; do printf '%s' 0123456789 >"$name"; done`;
  expect(await stack.exec('writer', ['sh', '-c', script])).toMatchObject({ code: 0, stderr: '' });
});

afterAll(async () => {
  await stack?.remove();
  await attempt('docker', ['image', 'rm', '--force', `${name}-app:development`, `${name}-site:development`]);
  sources?.remove();
});

const get = (host: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  request(port, path, { host, headers });

describe('a file of a site', () => {
  it.each(Object.keys(DIGESTS))('with a digest in its name, as from %s, is kept for a year', async (tool) => {
    for (const path of DIGESTS[tool] ?? []) {
      const { status, headers } = await get('site.test', path);
      expect([path, status, headers['cache-control']]).toEqual([path, 200, 'public, max-age=31536000, immutable']);
      const again = await get('site.test', path, { 'If-None-Match': headers.etag ?? '' });
      expect([again.status, again.headers['cache-control']]).toEqual([304, 'public, max-age=31536000, immutable']);
    }
  });

  it.each(WORDS)('without one is asked for again: %s', async (path) => {
    const { status, headers } = await get('site.test', path);
    expect([status, headers['cache-control']]).toEqual([200, 'no-cache']);
  });

  it.each(['site.test', 'app.test'])('that is not there is not kept: on %s', async (host) => {
    for (const path of ['/assets/gone-3f2a9c1b.js', '/gone-5XKL2M3N.js', '/_next/static/chunks/gone.js', '/gone.css']) {
      const { status, headers } = await get(host, path);
      expect([path, status, headers['cache-control']]).toEqual([path, 404, 'no-cache']);
    }
  });

  it.each(Object.entries(TYPES))('named .%s has the type %s', async (extension, type) => {
    expect((await get('site.test', `/types/file.${extension}`)).headers['content-type']).toBe(type);
  });

  it('can be had in parts', async () => {
    const { status, headers, text } = await get('site.test', '/types/file.mp4', { Range: 'bytes=1-5' });
    expect([status, headers['content-range'], text]).toEqual([206, 'bytes 1-5/15', 'types']);
    const beyond = await get('site.test', '/types/file.mp4', { Range: 'bytes=900-' });
    expect([beyond.status, beyond.headers['cache-control']]).toEqual([416, expect.stringContaining('no-cache')]);
  });

  it('that begins with a dot is not there, except what is well known', async () => {
    expect((await get('site.test', '/.env')).status).toBe(404);
    expect((await get('app.test', '/.env')).status).toBe(404);
    expect((await get('site.test', '/.well-known/security.txt')).text).toBe('contact');
  });

  it('may be used by the pages that the site names', async () => {
    const origin = async (host: string, from: string) =>
      (await get(host, '/types/file.woff2', { Origin: from })).headers['access-control-allow-origin'];
    expect(await origin('app.test', 'https://shop.test')).toBe('https://shop.test');
    expect(await origin('app.test', 'http://shop.test:8080')).toBe('http://shop.test:8080');
    expect(await origin('app.test', 'https://evil.test')).toBeUndefined();
    expect(await origin('site.test', 'https://evil.test')).toBe('*');
    expect((await get('app.test', '/types/file.woff2')).headers['vary']).toContain('Origin');
  });
});

describe('an app that routes in the browser', () => {
  it.each(['/orders/17', '/users/jane.doe', '/domains/example.com', '/v1.2/notes', '/a%20b', '/deep/er/'])(
    'answers %s with its page',
    async (path) => {
      const { status, text, headers } = await get('app.test', path);
      expect([status, text, headers['cache-control']]).toEqual([200, '/index.html', 'no-cache']);
    },
  );

  it.each(['/logo.png', '/app.CSS', '/a/b.mjs', '/x.map', '/feed.xml', '/robots.txt', '/font.woff2', '/data.json'])(
    'has no page for the file %s',
    async (path) => {
      const { status, text } = await get('app.test', path);
      expect([status, text.includes('/index.html')]).toEqual([404, false]);
    },
  );
});

describe('a site below a path', () => {
  it('has its files, its folders and its redirects there', async () => {
    expect((await get('site.test', '/manual/guide/')).text).toBe('guide');
    const folderOf = await get('site.test', '/manual/guide?x=1');
    expect([folderOf.status, folderOf.headers.location]).toEqual([301, '/manual/guide/?x=1']);
    expect((await get('site.test', '/manual/assets/index-DiwrgTda.css')).headers['cache-control']).toContain(
      'immutable',
    );
    expect((await get('site.test', '/manual/.env')).status).toBe(404);
  });
});

describe('files of visitors', () => {
  it('are served whatever mode the app gave them and their folder', async () => {
    expect((await get('files.test', '/private/a.txt')).text).toBe('0123456789');
    expect((await get('site.test', '/uploads/private/a.txt')).text).toBe('0123456789');
  });

  it.each(['/.env', '/.git/config', '/private/../.env', '/%2eenv', '/.git%2fconfig'])('are not %s', async (path) => {
    expect((await get('files.test', path)).status).toBe(404);
    expect((await get('site.test', `/uploads${path}`)).status).toBe(404);
    expect((await get('site.test', `/team${path}`)).status).toBe(404);
  });

  it('are those that are well known', async () => {
    expect((await get('files.test', '/.well-known/x/token')).text).toBe('0123456789');
    expect((await get('site.test', '/uploads/.well-known/x/token')).text).toBe('0123456789');
  });

  it.each([
    ['/picture.png', 'image/png'],
    ['/video.mp4', 'video/mp4'],
    ['/paper.pdf', 'application/pdf'],
  ])('are shown: %s', async (path, type) => {
    for (const [host, base] of [
      ['files.test', ''],
      ['site.test', '/uploads'],
    ] as const) {
      const { status, headers } = await get(host, base + path, { Range: 'bytes=2-4' });
      expect([status, headers['content-type'], headers['content-range']]).toEqual([206, type, 'bytes 2-4/10']);
      expect(headers).not.toHaveProperty('content-security-policy');
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    }
  });

  it.each(['/page.html', '/drawing.svg', '/feed.xml'])('run no script: %s', async (path) => {
    for (const [host, base] of [
      ['files.test', ''],
      ['site.test', '/uploads'],
    ] as const) {
      const { status, headers } = await get(host, base + path);
      expect([status, headers['content-security-policy']]).toEqual([200, "default-src 'none'; sandbox"]);
    }
  });

  it.each(['/code.js', '/module.mjs'])('are no script: %s', async (path) => {
    for (const [host, base] of [
      ['files.test', ''],
      ['site.test', '/uploads'],
    ] as const) {
      const { status, headers, text } = await get(host, base + path);
      expect([status, headers['content-type'], text]).toEqual([200, 'text/plain', '0123456789']);
    }
  });

  it('may do all of it where they are no visitors at all', async () => {
    const { headers } = await get('site.test', '/team/code.js');
    expect(headers).toMatchObject({ 'content-type': 'text/javascript', 'cache-control': 'public, max-age=3600' });
    expect((await get('site.test', '/team/page.html')).headers).not.toHaveProperty('content-security-policy');
    expect((await get('site.test', '/team/gone.js')).headers['cache-control']).toBe('no-cache');
  });
});
