import {
  Database,
  DataVolume,
  Engine,
  Image,
  type ProxyHost,
  ReverseProxy,
  type ReverseProxyProps,
  type Stack,
  StaticSite,
  Tls,
} from 'compose-constructs';
import fc from 'fast-check';
import { parse } from '../../lib/languages/nginx/tokenizer';
import { production, sources, synth, web } from '../support';
import { blocks, configured, hosted, locations, servers, settings } from './proxied';

describe('the routes of a host', () => {
  it('stand in the order in which they were written, and end in a 404', () => {
    const found = locations((host, stack) => {
      const app = web(stack);
      host.forward('/api/', app).forward('/health', app).files('/images/', new DataVolume(stack, 'uploads'));
    });
    expect(found).toEqual([['=', '/api'], ['/api/'], ['=', '/health'], ['/images/'], ['/']]);
  });

  it('need no 404 where / has an answer', () => {
    expect(locations((host, stack) => host.forward('/', web(stack)))).toEqual([['/']]);
  });

  it('stand for everything below them if they end in a slash, else for one path', () => {
    const found = locations((host, stack) => host.forward('/a/', web(stack)).forward('/a', web(stack, {}, 'other')));
    expect(found).toEqual([['/a/'], ['=', '/a'], ['/']]);
  });

  it.each(['api', '', 'http://x/', '/a?b', '/a#b', '/a\nb', '/a\0b', '/a\u007fb'])('cannot be %j', (path) => {
    expect(hosted((host, stack) => host.forward(path, web(stack))).ids).toEqual(['route-invalid: shop/proxy']);
  });

  it('cannot answer with files under one path alone, which would be the folder', () => {
    const { ids, diagnostics } = hosted((host, stack) => host.files('/cat.png', new DataVolume(stack, 'uploads')));
    expect(ids).toEqual(['files-route-invalid: shop/proxy']);
    expect(diagnostics[0]?.remedy).toContain('End it with "/"');
  });

  it('cannot be the same twice', () => {
    const { ids, diagnostics } = hosted((host, stack) =>
      host.forward('/', web(stack)).forward('/', web(stack, {}, 'other')),
    );
    expect(ids).toEqual(['route-taken: shop/proxy']);
    expect(diagnostics[0]?.message).toContain('"shop.test"');
  });

  it('may be the same on two hosts', () => {
    const { ids, file } = synth((stack) => {
      const proxy = new ReverseProxy(stack, 'proxy');
      const app = web(stack);
      for (const name of ['a.test', 'b.test']) proxy.host(name).forward('/', app);
    });
    expect(ids).toEqual([]);
    expect([...servers(parse(file('proxy/nginx.conf'))).keys()]).toEqual(['127.0.0.1', '_', 'a.test', 'b.test']);
  });
});

describe('a route that forwards', () => {
  const route = (routes: (host: ProxyHost, stack: Stack) => void, props: ReverseProxyProps = {}, circumstances = {}) =>
    blocks(servers(configured(routes, props, circumstances)).get('shop.test') ?? [], 'location')
      .find(({ block = [] }) => blocks(block, 'proxy_pass').length > 0)
      ?.block?.map(({ words }) => words) ?? [];
  const variables = (props: ReverseProxyProps = {}) =>
    blocks(
      servers(configured((host, stack) => host.forward('/', web(stack)), props)).get('shop.test') ?? [],
      'set',
    ).map(({ words }) => words.slice(1));

  it('finds its upstream by a name that is looked up again, so that a recreated container is found', () => {
    const nodes = configured((host, stack) => host.forward('/', web(stack)).forward('/more/', web(stack, {}, 'more')));
    const [http] = blocks(nodes, 'http');
    expect(blocks(http?.block ?? [], 'resolver')[0]?.words).toEqual(['resolver', '127.0.0.11', 'valid=1s', 'ipv6=off']);
    const upstreams = blocks(http?.block ?? [], 'upstream');
    expect(upstreams.map(({ words }) => words)).toEqual([
      ['upstream', 'web_3000'],
      ['upstream', 'more_3000'],
    ]);
    expect(upstreams[0]?.block?.map(({ words }) => words)).toContainEqual(['server', 'web:3000', 'resolve']);
  });

  it('keeps connections to its upstream, of which there is one however many routes lead to it', () => {
    const nodes = configured((host, stack) => {
      const app = web(stack);
      host.forward('/', app).forward('/api/', app, { stripPrefix: true });
    });
    const upstreams = blocks(blocks(nodes, 'http')[0]?.block ?? [], 'upstream');
    expect(upstreams).toHaveLength(1);
    expect(upstreams[0]?.block?.map(({ words }) => words)).toContainEqual(['keepalive', '32']);
    const words = route((host, stack) => host.forward('/', web(stack)));
    expect(words).toContainEqual(['proxy_pass', 'http://web_3000']);
    const all = (name: string) => settings(name, (host, stack) => host.forward('/', web(stack)));
    expect(all('proxy_http_version')).toEqual([['1.1']]);
    expect(all('proxy_set_header')).toContainEqual(['Connection', '$connection_upgrade']);
  });

  it('tells the upstream who asks and for what, and not what the visitor claims', () => {
    const headers = settings('proxy_set_header', (host, stack) => host.forward('/', web(stack)));
    expect(Object.fromEntries(headers.filter(([, value]) => value !== ''))).toEqual({
      Host: '$authority',
      'X-Real-IP': '$remote_addr',
      'X-Forwarded-For': '$remote_addr',
      'X-Forwarded-Proto': '$visitor_scheme',
      'X-Forwarded-Host': '$authority',
      'X-Forwarded-Prefix': '$prefix',
      Upgrade: '$websocket',
      Connection: '$connection_upgrade',
    });
    expect(variables()).toEqual([
      ['$authority', 'shop.test:8080'],
      ['$visitor_scheme', 'http'],
      ['$prefix', ''],
    ]);
    const held = headers.filter(([, value]) => value === '').map(([name]) => name);
    expect(held).toEqual(expect.arrayContaining(['forwarded', 'x-forwarded-port', 'x-original-url', 'proxy']));
  });

  it('tells the upstream that visitors use https where something in front terminates TLS, and believes nobody else', () => {
    const from = ['10.0.0.0/8', 'fd00::1'];
    const tls = Tls.terminatedBy({ from });
    const { file } = hosted((host, stack) => host.forward('/', web(stack)), { tls }, { environment: production });
    const [http] = blocks(parse(file('proxy/nginx.conf')), 'http');
    expect(blocks(http?.block ?? [], 'set_real_ip_from').map(({ words }) => words[1])).toEqual(from);
    expect(blocks(http?.block ?? [], 'real_ip_header')[0]?.words).toEqual(['real_ip_header', 'X-Forwarded-For']);
    expect(variables({ tls })).toEqual(
      expect.arrayContaining([
        ['$authority', 'shop.test'],
        ['$visitor_scheme', 'https'],
      ]),
    );
  });

  it('gives hosts their public address where something in front terminates TLS', () => {
    const urls: string[] = [];
    hosted((host) => urls.push(host.url), { tls: Tls.terminatedBy({ from: ['10.0.0.5'] }) });
    hosted((host) => urls.push(host.url));
    expect(urls).toEqual(['https://shop.test', 'http://shop.test:8080']);
  });

  it.each(['load-balancer', '10.0.0.0/8; deny all', ''])('refuses to believe %j, which is no address', (trusted) => {
    const { ids } = hosted((host, stack) => host.forward('/', web(stack)), {
      tls: Tls.terminatedBy({ from: [trusted] }),
    });
    expect(ids).toEqual(['address-invalid: shop/proxy']);
  });

  it("passes the path on as it came, unless the route's own part is to be taken off", () => {
    const rewrites = (path: string, stripPrefix: boolean) =>
      route((host, stack) => host.forward(path, web(stack), { stripPrefix })).filter(([name]) => name === 'rewrite');
    expect(rewrites('/api/', false)).toEqual([]);
    expect(rewrites('/api/', true)).toEqual([['rewrite', '(?s)^/api/?(.*)$', '/$1', 'break']]);
    expect(rewrites('/api', true)).toEqual([['rewrite', '(?s)^/api/?(.*)$', '/$1', 'break']]);
    expect(rewrites('/a.b+(c)$/', true)).toEqual([['rewrite', '(?s)^/a\\.b\\+\\(c\\)\\$/?(.*)$', '/$1', 'break']]);
    expect(rewrites('/', true)).toEqual([]);
  });

  it("lets the proxy into the upstream's network, and starts it even if the upstream is not healthy: other hosts are", () => {
    const { service } = hosted((host, stack) => host.forward('/', web(stack)));
    expect(service('proxy')).toMatchObject({
      depends_on: { web: { condition: 'service_started' } },
      networks: { 'proxy-public': {}, 'web-private': {} },
    });
  });

  it('takes apps and sites, and nothing that does not answer HTTP', () => {
    const { ids } = hosted((host, stack) => {
      host.forward('/', new StaticSite(stack, 'site', { image: Image.files({ source: 'site' }) }));
    });
    expect(ids).toEqual([]);
    const db = (stack: Stack) => new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' });
    // a program without types passes anything
    for (const make of [db, () => 'web', () => undefined, (stack: Stack) => new DataVolume(stack, 'v')]) {
      const wrong = hosted((host, stack) => host.forward('/', make(stack) as never));
      expect(wrong.ids).toEqual(['not-a-construct: shop/proxy']);
      expect(wrong.diagnostics[0]?.message).toMatch(
        /^forward was given .* where it takes a construct that answers HTTP/,
      );
    }
    expect(hosted((host, stack) => host.files('/', web(stack) as never)).ids).toEqual(['not-a-construct: shop/proxy']);
  });
});

describe('a route that answers with files', () => {
  const words = (path: string) =>
    blocks(
      servers(configured((host, stack) => host.files(path, new DataVolume(stack, 'uploads')))).get('shop.test') ?? [],
      'location',
    )[0]?.block?.map(({ words: all }) => all) ?? [];

  it('finds them below the volume, whether the route is / or below it', () => {
    expect(words('/')).toContainEqual(['root', '/srv/uploads']);
    expect(words('/images/')).toContainEqual(['alias', '/srv/uploads/']);
  });

  it.each(['/', '/images/'])('under %s serves files only: no listing, no link out of the volume, no script', (path) => {
    const found = words(path);
    expect(found).toContainEqual(['try_files', '$uri', '=404']);
    expect(found).toContainEqual(['disable_symlinks', 'on', 'from=/srv/uploads']);
    expect(found).toContainEqual(['add_header', 'Content-Security-Policy', '$files_policy', 'always']);
    expect(found.filter(([name]) => name === 'autoindex')).toEqual([]);
  });
});

describe('a path with characters that mean something', () => {
  const characters = fc.string({
    unit: fc.constantFrom(...' "\'$;{}\\~*^=()[].|%&@!`<>é😀-_a1', '${x}', '$host', '\\n', '//', '/../', '#'),
    maxLength: 12,
  });
  const path = fc
    .tuple(characters, fc.boolean())
    .map(([text, folder]) => `/${text.replaceAll(/[#%]/g, '')}${folder ? '/' : ''}`)
    // such routes would never be asked, and are refused
    .filter((route) => !/\/\/|\/\.{1,2}(\/|$)/.test(route));

  it.each(['/a%20b/', '/c//d/', '/e/../f/', '/./', '/..'])(
    'is refused where nginx would never compare it: %s',
    (written) => {
      const { ids } = hosted((host, stack) => host.forward(written, web(stack)));
      expect(ids).toEqual(['route-invalid: shop/proxy']);
    },
  );

  it('cannot become syntax, whatever kind of route it is', () => {
    const root = sources();
    const kinds = fc.constantFrom('forward', 'strip', 'files');
    const lists = fc.uniqueArray(fc.tuple(path, kinds), { minLength: 1, maxLength: 8, selector: ([text]) => text });
    fc.assert(
      fc.property(lists, (routes) => {
        // files need a folder; two kinds may then meet at one path
        const wanted = [
          ...new Map(routes.map(([text, kind]) => [kind === 'files' && !text.endsWith('/') ? `${text}/` : text, kind])),
        ];
        const found = locations(
          (host, stack) => {
            const [app, uploads] = [web(stack), new DataVolume(stack, 'uploads')];
            for (const [text, kind] of wanted) {
              if (kind === 'files') host.files(text, uploads);
              else host.forward(text, app, { stripPrefix: kind === 'strip' });
            }
          },
          {},
          { root },
        );
        const paths = wanted.map(([text]) => text);
        const expected = wanted.flatMap(([text, kind]) => {
          const folder = text.slice(0, -1);
          const isMissing = kind !== 'files' && text.endsWith('/') && folder !== '' && !paths.includes(folder);
          return [...(isMissing ? [['=', folder]] : []), text.endsWith('/') ? [text] : ['=', text]];
        });
        expect(found).toEqual(expected.some(([text]) => text === '/') ? expected : [...expected, ['/']]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the routes of a proxy', () => {
  const intentsOf = (build: (stack: Stack) => unknown) => {
    const intents = synth(build, { environment: production }).generation.stacks[0]?.assembly.intents;
    return {
      routes: intents?.routes.map(({ host, path, url, answer }) => ({ host, path, url, answer })),
      connections: intents?.connections.map(({ from, to, network, waits }) => ({ from, to, network, waits })),
    };
  };

  it('are data of the assembly, with the address that visitors write', () => {
    const { routes } = intentsOf((stack) => {
      const proxy = new ReverseProxy(stack, 'proxy', { publish: { port: 8080 } });
      const host = proxy.host('Shop.test');
      host.forward('/api and more/', web(stack), { stripPrefix: true });
      host.files('/ö/', new DataVolume(stack, 'uploads'));
      host.files('/\ud800/', new DataVolume(stack, 'others'));
    });
    const at = (path: string, url: string, answer: object) => ({ host: 'shop.test', path, url, answer });
    expect(routes).toEqual([
      at('/api and more/', 'http://shop.test:8080/api%20and%20more/', {
        by: 'service',
        service: 'web',
        port: 3000,
        stripPrefix: true,
      }),
      at('/ö/', 'http://shop.test:8080/%C3%B6/', { by: 'volume', volume: 'uploads', folder: '/srv/uploads' }),
      at('/\ud800/', 'http://shop.test:8080/%EF%BF%BD/', { by: 'volume', volume: 'others', folder: '/srv/others' }),
    ]);
  });

  it('are one connection to each service that answers, which need not be healthy', () => {
    const { connections } = intentsOf((stack) => {
      const proxy = new ReverseProxy(stack, 'proxy');
      const app = web(stack);
      for (const name of ['a.test', 'b.test']) proxy.host(name).forward('/', app).forward('/api/', app);
    });
    expect(connections).toEqual([{ from: 'proxy', to: 'web', network: 'web-private', waits: 'service_started' }]);
  });

  it('are not there if they are refused', () => {
    const { routes } = intentsOf((stack) => {
      const app = web(stack);
      new ReverseProxy(stack, 'proxy').host('a.test').forward('/', app).forward('/', app).forward('no', app);
    });
    expect(routes?.map(({ path }) => path)).toEqual(['/']);
  });
});
