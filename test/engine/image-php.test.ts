/** A PHP app with composer, extensions and uploads behind nginx, after public reports of how such stacks broke. */
import { DataVolume, Image, ReverseProxy, type Stack, WebApp } from 'compose-constructs';
import { attempt, type ComposeProject, freePort, images, type RequestOptions, request, run, Sources } from './support';

const says = (text: string): string =>
  `<?php echo ${text}, ' ', $_SERVER['SCRIPT_NAME'], ' ', $_SERVER['PATH_INFO'] ?? '-';`;

const FILES = {
  'app/composer.json': JSON.stringify({
    name: 'acme/gallery',
    type: 'project',
    require: { php: '>=8.2', 'ext-bcmath': '*', 'ext-apcu': '*', 'ext-pdo_pgsql': '*', 'acme/greet': '*' },
    'require-dev': { 'acme/check': '*' },
    repositories: [{ type: 'path', url: 'packages/*' }, { 'packagist.org': false }],
    autoload: { 'psr-4': { 'Gallery\\': 'src/' } },
    scripts: { 'post-install-cmd': '@php build.php' },
  }),
  'app/packages/greet/composer.json': JSON.stringify({
    name: 'acme/greet',
    version: '1.0.0',
    autoload: { 'psr-4': { 'Greet\\': '' } },
  }),
  'app/packages/greet/Hello.php': "<?php namespace Greet; final class Hello { const WORD = 'hello'; }",
  'app/packages/check/composer.json': JSON.stringify({
    name: 'acme/check',
    version: '1.0.0',
    autoload: { files: ['x.php'] },
  }),
  'app/packages/check/x.php': '<?php',
  'app/src/Sum.php':
    '<?php namespace Gallery; final class Sum { static function of($a, $b) { return bcadd($a, $b); } }',
  'app/build.php': "<?php require 'vendor/autoload.php'; file_put_contents('made.txt', Gallery\\Sum::of('1', '2'));",
  'app/.env': 'PASSWORD=canary',
  'app/public/index.php': `<?php
    require __DIR__ . '/../vendor/autoload.php';
    header('Content-Type: application/json');
    if (isset($_FILES['picture'])) move_uploaded_file($_FILES['picture']['tmp_name'], __DIR__ . '/pictures/' . basename($_GET['as']));
    if (isset($_GET['slow'])) { for ($i = 0; $i < 3; $i++) { echo ' '; flush(); usleep(400000); } }
    if (isset($_GET['log'])) error_log('canary of the log');
    echo json_encode([
      'script' => 'index', 'server' => $_SERVER, 'hello' => Greet\\Hello::WORD, 'sum' => Gallery\\Sum::of('1', '2'),
      'made' => file_get_contents(__DIR__ . '/../made.txt'), 'files' => $_FILES, 'body' => strlen(file_get_contents('php://input')),
      'loaded' => array_map('extension_loaded', ['bcmath', 'apcu', 'pdo_pgsql', 'Zend OPcache']),
      'ini' => array_map('ini_get', ['opcache.validate_timestamps', 'upload_max_filesize', 'display_errors']),
      'writable' => [is_writable(__DIR__), is_writable('/tmp')],
    ]);`,
  'app/public/admin/index.php': says("'admin'"),
  'app/public/folder.php/run.php': says("'run'"),
  'app/public/folder.php/style.css': 'style',
  'app/public/pages/index.html': 'page',
  'app/public/css/app.css': 'css',
  'app/public/OLD.PHP': '<?php // canary of a text',
  'app/public/index.php.bak': '<?php // canary of a text',
  'app/public/index.php~': '<?php // canary of a text',
  'app/public/config.inc': '<?php // canary of a text',
  'app/public/legacy.phtml': '<?php // canary of a text',
  'app/public/.user.ini': '; canary of a text',
  'app/public/with space?.php': says("'space'"),
};

let sources: Sources;
let stack: ComposeProject;
let port: number;

function build(scope: Stack): void {
  const php = new WebApp(scope, 'php', { image: Image.php({ source: './app' }), port: 9000, memory: '384m' });
  const pictures = new DataVolume(scope, 'pictures');
  php.mount(pictures, { at: '/app/public/pictures' });
  const proxy = new ReverseProxy(scope, 'proxy', { publish: { port, address: 'all' } });
  proxy.host('app.test').fastcgi('/', php).fastcgi('/shop/', php, { stripPrefix: true }).files('/pictures/', pictures);
  proxy.host('strict.test').fastcgi('/', php, { fallback: false });
}

beforeAll(async () => {
  await images('nginx:1.30', 'php:8.4-fpm-trixie', 'composer:2.10');
  port = await freePort();
  sources = new Sources('image-php');
  sources.put(FILES);
  const composer = [
    'run',
    '--rm',
    '--volume',
    `${sources.folder}/app:/app`,
    '--env',
    'COMPOSER_ALLOW_SUPERUSER=1',
    'composer:2.10',
  ];
  await run('docker', [...composer, 'update', '--no-install', '--ignore-platform-reqs', '--no-scripts']);
  stack = sources.synthesize('php-under-test', build);
  await stack.compose(['build', '--quiet'], { cwd: sources.folder, timeout: 900_000 });
  await stack.up();
}, 1_200_000);

afterAll(async () => {
  await stack?.remove();
  sources?.remove();
});

const get = (path: string, options: RequestOptions = {}) => request(port, path, { host: 'app.test', ...options });

describe('a PHP app', () => {
  it('has its packages, its extensions and what its scripts made, and nothing of development', async () => {
    const seen = JSON.parse((await get('/')).text);
    expect(seen).toMatchObject({
      hello: 'hello',
      sum: '3',
      made: '3',
      loaded: [true, true, true, true],
      ini: ['', '10240K', ''],
      writable: [false, true],
    });
    const has = (path: string) => stack.exec('php', ['test', '-e', path]);
    expect((await has('/app/vendor/acme/check')).code).toBe(1);
    expect((await has('/app/.env')).code).toBe(1);
    for (const tool of ['composer', 'git']) expect((await stack.exec('php', ['which', tool])).code).toBe(1);
  });

  // https://github.com/docker-library/php/issues/95, https://github.com/docker-library/php/issues/162
  it('runs as www-data without root, as many processes as fit, and stops when its requests are done', async () => {
    const { stdout } = await stack.exec('php', [
      'sh',
      '-c',
      'id -u; cat /proc/[0-9]*/cmdline | tr "\\0" "\\n" | grep -c "^php-fpm: pool"',
    ]);
    expect(stdout.trim().split('\n')).toEqual(['33', '3']); // (384 - 192) / 64
  });

  // https://github.com/docker-library/php/issues/366, https://github.com/dunglas/symfony-docker/issues/149
  it('is asked by FPM’s own ping, which no visitor reaches', async () => {
    const [{ State } = { State: {} }] = await stack.inspect('php');
    expect(State).toMatchObject({ Health: { Status: 'healthy' } });
    expect(JSON.parse((await get('/fpm-ping')).text)).toMatchObject({ script: 'index' });
  });

  // https://github.com/docker-library/php/issues/1325, https://github.com/thecodingmachine/docker-images-php/issues/133
  it('writes errors to the log of its container', async () => {
    await get('/?log=1');
    expect(await stack.logs('php')).toContain('canary of the log');
  });

  it('sees the visitor, and no proxy in between', async () => {
    const { server } = JSON.parse((await get('/a/b?c=%20d', { headers: { Proxy: 'http://evil.test' } })).text);
    expect(server).toMatchObject({
      REQUEST_URI: '/a/b?c=%20d',
      QUERY_STRING: 'c=%20d',
      SCRIPT_NAME: '/index.php',
      SCRIPT_FILENAME: '/app/public/index.php',
      PHP_SELF: '/index.php',
      SERVER_NAME: 'app.test',
      SERVER_PORT: String(port),
      REQUEST_SCHEME: 'http',
    });
    expect(server.REMOTE_ADDR).toBe(server.HTTP_X_REAL_IP);
    expect(server.PATH_INFO).toBeUndefined();
    expect(server.HTTP_PROXY ?? '').toBe('');
  });
});

// https://github.com/nextcloud/docker/issues/398, https://github.com/nextcloud/documentation/pull/153, https://github.com/nextcloud/server/issues/237
describe('a request', () => {
  it.each([
    ['/index.php/a/b%20c', 'index', '/index.php', '/a/b c'],
    ['/index%2ephp', 'index', '/index.php', undefined],
    ['/index.php/%0ax.php', 'index', '/index.php', '/\nx.php'],
    ['/index.php%0a', 'index', '/index.php', undefined],
    ['/css/app.css/x.php', 'index', '/index.php', undefined],
    ['/css/', 'index', '/index.php', undefined],
    ['/vendor/autoload.php', 'index', '/index.php', undefined],
    ['/index.php~', 'index', '/index.php', undefined],
    ['/OLD.PHP', 'index', '/index.php', undefined],
    ['/index.php.bak', 'index', '/index.php', undefined],
    ['/config.inc', 'index', '/index.php', undefined],
    ['/legacy.phtml', 'index', '/index.php', undefined],
    ['//index.php', 'index', '/index.php', undefined],
  ])('for %s runs the script %s', async (path, script, name, info) => {
    const { status, text } = await get(path);
    expect(status).toBe(200);
    const seen = JSON.parse(text);
    expect([seen.script, seen.server.SCRIPT_NAME, seen.server.PATH_INFO]).toEqual([script, name, info]);
    expect(text).not.toContain('canary');
  });

  it.each([
    ['/admin/', 'admin /admin/index.php -'],
    ['/admin/index.php/x.php', 'admin /admin/index.php /x.php'],
    ['/folder.php/run.php', 'run /folder.php/run.php -'],
    ['/folder.php/run.php/info', 'run /folder.php/run.php /info'],
    ['/folder.php/style.css', 'style'],
    ['/pages/', 'page'],
    ['/css/app.css', 'css'],
    ['/with%20space%3F.php', 'space /with space?.php -'],
    ['/shop/admin/', 'admin /admin/index.php -'],
  ])('for %s is answered with %j', async (path, text) => {
    expect((await get(path)).text).toBe(text);
  });

  it.each([
    ['/.env', 404],
    ['/.user.ini', 404],
    ['/css/.hidden/x.php', 404],
    ['/%2e%2e/composer.json', 400],
    ['/..%2fcomposer.json', 400],
    ['/index.php%00.css', 400],
  ])('for %s has status %d', async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('canary');
  });

  it.each([
    ['/admin', '/admin/'],
    ['/pages?x=1', '/pages/?x=1'],
    ['/shop/admin', '/shop/admin/'],
  ])('for the folder %s is sent to %s', async (path, to) => {
    expect((await get(path)).headers.location).toBe(to);
  });

  it.each(['/none', '/none.php', '/css/app.css/x.php', '/admin/none/'])(
    'for %s finds nothing without a fallback',
    async (path) => {
      expect((await get(path, { host: 'strict.test' })).status).toBe(404);
    },
  );
});

describe('an upload', () => {
  const upload = (as: string, bytes: number, content = '') => {
    const start = '--x\r\nContent-Disposition: form-data; name="picture"; filename="a"\r\n\r\n';
    return get(`/?as=${as}`, {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      body: Buffer.concat([Buffer.from(start + content), Buffer.alloc(bytes, 'a'), Buffer.from('\r\n--x--\r\n')]),
    });
  };

  // https://github.com/laradock/laradock/issues/721, https://github.com/docker-library/wordpress/issues/483
  it('arrives whole, up to the one limit', async () => {
    expect(JSON.parse((await upload('cat.png', 9_000_000)).text).files.picture).toMatchObject({
      error: 0,
      size: 9_000_000,
    });
    expect((await get('/pictures/cat.png')).body).toHaveLength(9_000_000);
    expect((await upload('big.png', 11_000_000)).status).toBe(413);
  });

  it('without a length arrives whole, too', async () => {
    const body = await attempt(
      'curl',
      [
        '--silent',
        '--header',
        'Host: app.test',
        '--header',
        'Transfer-Encoding: chunked',
        '--header',
        'Content-Type: text/plain',
        '--data-binary',
        '@-',
        `http://127.0.0.1:${port}/`,
      ],
      { input: 'x'.repeat(200_000) },
    );
    expect(JSON.parse(body.stdout).body).toBe(200_000);
  });

  it.each([
    '/pictures/evil.php',
    '/pictures/evil.php.jpg',
    '/pictures%2fevil.php',
    '/pictures/evil.php/x',
    '/pictures/evil.php.jpg/x.php',
    '/shop/pictures/evil.php',
    '/shop/pictures/evil.php/index.php',
    '/shop/pictures/evil.php.jpg/x.php',
  ])('never runs: %s', async (path) => {
    for (const as of ['evil.php', 'evil.php.jpg']) await upload(as, 0, '<?php echo 600 + 66;');
    for (const host of ['app.test', 'strict.test']) {
      const { text, headers } = await get(path, { host });
      expect(text).not.toMatch(/^666/);
      expect(headers['content-type']).not.toBe('text/html; charset=UTF-8');
    }
  });
});

it('a slow answer is not cut, and FPM finishes it before it stops', async () => {
  const slow = get('/?slow=1');
  await get('/css/app.css');
  await stack.compose(['stop', 'php']);
  expect(JSON.parse((await slow).text)).toMatchObject({ script: 'index' });
});
