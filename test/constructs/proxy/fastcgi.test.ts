import {
  type FastCgiApp,
  type FastCgiOptions,
  Image,
  type ProxyHost,
  ReverseProxy,
  type ReverseProxyProps,
  type Stack,
  WebApp,
  type WebAppProps,
} from 'compose-constructs';
import { parse } from '../../lib/languages/nginx/tokenizer';
import { type Circumstances, project, synth } from '../support';
import { blocks, servers } from './proxied';

const FILES = {
  'php/public/index.php': '',
  'php/public/front/app.php': '',
  'app/package.json': '{}',
  'app/package-lock.json': '{}',
};

interface Given {
  readonly props?: Partial<WebAppProps>;
  readonly proxy?: ReverseProxyProps;
  readonly circumstances?: Circumstances;
}

function served(routes: (host: ProxyHost, php: WebApp, stack: Stack) => unknown, given: Given = {}) {
  const { props, proxy, circumstances } = given;
  return synth(
    (stack) => {
      const php = new WebApp(stack, 'php', { image: Image.php({ source: 'php' }), port: 9000, ...props });
      routes(new ReverseProxy(stack, 'proxy', proxy).host('shop.test'), php, stack);
    },
    { root: project(FILES), ...circumstances },
  );
}

const withOptions = (options: FastCgiOptions, given: Given = {}) =>
  served((host, php) => host.fastcgi('/', php, options), given);

describe('a route to an app that speaks FastCGI', () => {
  it('leads to a web server with the files of the same build, which alone reaches the app', () => {
    const { ids, service, file } = withOptions({});
    expect(ids).toEqual([]);
    expect(service('php-site')).toMatchObject({
      build: { context: '../../php', dockerfile: '../synth.out/shop/php-site/Dockerfile' },
      user: '101:101',
      read_only: true,
    });
    expect(Object.keys(service('php')['networks'] ?? {})).toEqual(['php-private']);
    expect(Object.keys(service('php-site')['networks'] ?? {}).sort()).toEqual(['php-private', 'php-site-private']);
    expect(Object.keys(service('proxy')['networks'] ?? {}).sort()).toEqual(['php-site-private', 'proxy-public']);
    expect(file('proxy/nginx.conf')).toContain('server php-site:8080 resolve;');
    const [own] = file('php/Dockerfile').split('\nFROM php\n');
    expect(file('php-site/Dockerfile').startsWith(own ?? 'nothing')).toBe(true);
    expect(file('php-site/Dockerfile.dockerignore')).toBe(file('php/Dockerfile.dockerignore'));
  });

  it('mounts no source and no volume into it', () => {
    expect(withOptions({}).service('php-site')['volumes']).toBeUndefined();
  });

  it('has one web server for all routes of one kind', () => {
    const { ids, section } = served((host, php) =>
      host.fastcgi('/', php).fastcgi('/sub/', php, { stripPrefix: true }).fastcgi('/api/', php, { fallback: false }),
    );
    expect(ids).toEqual([]);
    expect(Object.keys(section('services')).sort()).toEqual(['php', 'php-site', 'php-site-2', 'proxy']);
  });

  it('stands in pairs of networks where the stack asks for them', () => {
    const { ids, service } = withOptions({}, { circumstances: { isolation: 'pair' } });
    expect(ids).toEqual([]);
    const own = Object.keys(service('php')['networks'] ?? {});
    expect(own.filter((name) => Object.keys(service('proxy')['networks'] ?? {}).includes(name))).toEqual([]);
    expect(own.some((name) => Object.keys(service('php-site')['networks'] ?? {}).includes(name))).toBe(true);
  });

  it('has the limits of every route', () => {
    const { file } = withOptions({
      timeout: '9m',
      rateLimit: { requests: 3 },
      cors: { origins: ['*'] },
      maxBody: '5m',
    });
    const text = file('proxy/nginx.conf');
    for (const part of [
      'proxy_read_timeout 540s',
      'rate=3r/s',
      'Access-Control-Allow-Origin',
      'client_max_body_size 5m',
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('the web server of an app that speaks FastCGI', () => {
  const server = (options: FastCgiOptions = {}) =>
    servers(parse(withOptions(options).file('php-site/nginx.conf'))).get('_') ?? [];

  it('passes scripts that are files of its own, and tells exactly which', () => {
    const passing = blocks(server(), 'location').filter(({ block = [] }) => blocks(block, 'fastcgi_pass').length > 0);
    for (const { block = [] } of passing) expect(blocks(block, 'try_files')).toHaveLength(1);
    expect(passing.map(({ words }) => words.slice(1).join(' '))).toEqual(['~ \\.php$', '@first', '@last', '@fallback']);
    const parameters = blocks(server(), 'fastcgi_param').map(({ words }) => words.slice(1, 3).join(' '));
    expect(parameters).toContain('SCRIPT_FILENAME $document_root$uri');
    expect(parameters.filter((one) => one.startsWith('PATH_TRANSLATED'))).toEqual([]);
    expect(parameters).toContain('HTTP_PROXY ');
  });

  it('answers from the folder and with the scripts that the author names', () => {
    const found = server({ root: '/app/public', index: 'app.php', fallback: '/front/app.php' });
    expect(blocks(found, 'root')[0]?.words).toEqual(['root', '/app/public']);
    expect(JSON.stringify(found)).toContain('/front/app.php');
  });

  it('answers 404 for what is no file, where the author wants no other script', () => {
    expect(JSON.stringify(server({ fallback: false }))).not.toContain('@fallback');
  });
});

describe('the image of that web server', () => {
  it('has the names of scripts and not their text, and no packages', () => {
    const root = project({
      'php/index.php': '',
      'php/composer.json': '{"config":{"vendor-dir":"lib"}}',
      'php/composer.lock': '{}',
    });
    const { ids, file } = withOptions({ root: '/app' }, { circumstances: { root } });
    expect(ids).toEqual([]);
    const text = file('php-site/Dockerfile').replaceAll(/\\\n\s*/g, '');
    expect(text).toContain("RUN find /app -type f -name '*.php' -exec truncate --size=0 '{}' +");
    expect(text).toContain('RUN rm --recursive --force /app/lib');
    expect(text.slice(text.lastIndexOf('FROM'))).toBe(
      'FROM nginx:1.30\nCOPY --from=public /app/ /app/\nEXPOSE 8080\nUSER 101:101\n',
    );
  });
});

describe('a mistake with an app that speaks FastCGI', () => {
  it('is to forward to it', () => {
    const { ids, diagnostics } = served((host, php) => host.forward('/', php));
    expect(ids).toEqual(['fastcgi-forwarded: shop/proxy']);
    expect(diagnostics[0]?.remedy).toContain('fastcgi()');
  });

  it('is to lead FastCGI to an app of HTTP, or to something else', () => {
    const web = (stack: Stack) => new WebApp(stack, 'web', { image: Image.node({ source: 'app' }), port: 3000 });
    expect(served((host, _, stack) => host.fastcgi('/', web(stack))).ids).toEqual(['fastcgi-not-spoken: shop/proxy']);
    const wrong = 'php' as unknown as FastCgiApp; // what a program without types passes
    expect(served((host) => host.fastcgi('/', wrong)).ids).toEqual(['not-a-construct: shop/proxy']);
  });

  it('is to connect to it, and to publish it', () => {
    const connected = served((_, php, stack) =>
      new WebApp(stack, 'web', { image: Image.node({ source: 'app' }), port: 3000 }).connect(php),
    );
    expect(connected.ids).toEqual(['fastcgi-connected: shop/php']);
    expect(withOptions({}, { props: { publish: { port: 9000 } } }).ids).toContain('fastcgi-published: shop/php');
  });

  it('is to let bodies through that PHP drops', () => {
    expect(withOptions({ maxBody: '20m' }).ids).toEqual(['fastcgi-body: shop/proxy']);
    expect(withOptions({}, { proxy: { maxBody: '20m' } }).ids).toEqual(['fastcgi-body: shop/proxy']);
    const image = Image.php({ source: 'php', maxBody: '30m' });
    const { ids, file } = withOptions({}, { props: { image } });
    expect(ids).toEqual([]);
    expect(file('proxy/nginx.conf')).toContain('client_max_body_size 30m');
  });

  it.each<[FastCgiOptions, string]>([
    [{ root: 'public' }, 'fastcgi-path-invalid: shop/proxy'],
    [{ root: '/app/../etc' }, 'fastcgi-path-invalid: shop/proxy'],
    [{ root: '/app/$x' }, 'fastcgi-path-invalid: shop/proxy'],
    [{ index: '../index.php' }, 'fastcgi-path-invalid: shop/proxy'],
    [{ index: 'index.html' }, 'fastcgi-path-invalid: shop/proxy'],
    [{ fallback: 'index.php' }, 'fastcgi-path-invalid: shop/proxy'],
    [{ fallback: '/index.html' }, 'fastcgi-path-invalid: shop/proxy'],
    [{ root: '/app/web' }, 'source-file-missing: shop/php/site'],
    [{ index: 'app.php' }, 'source-file-missing: shop/php/site'],
  ])('is an option such as %j', (options, id) => {
    expect(withOptions(options).ids).toEqual([id]);
  });
});
