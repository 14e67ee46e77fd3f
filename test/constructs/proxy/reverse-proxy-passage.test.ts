/** What a proxy lets pass: each limit, and what is no limit. */
import {
  DataVolume,
  type ForwardOptions,
  Image,
  ReverseProxy,
  type ReverseProxyProps,
  Tls,
  WebApp,
} from 'compose-constructs';
import type { Parsed } from '../../lib/languages/nginx/tokenizer';
import { synth, web } from '../support';
import { blocks, configured, hosted, servers, settings } from './proxied';

/** The words of one directive where requests of a route are forwarded, and where they idle. */
function forwarded(name: string, options: ForwardOptions, props: ReverseProxyProps = {}): string[][] {
  const nodes = configured((host, stack) => host.forward('/', web(stack), options), props);
  return blocks(servers(nodes).get('shop.test') ?? [], 'location')
    .filter(({ block = [] }) => blocks(block, 'proxy_pass').length > 0)
    .flatMap(({ block = [] }: Parsed) => blocks(block, name).map(({ words }) => words.slice(1)));
}

const idsOf = (options: ForwardOptions, props: ReverseProxyProps = {}) =>
  hosted((host, stack) => host.forward('/', web(stack), options), props).ids;

describe('a limit', () => {
  it('has a default, which the proxy changes for all and a route for itself', () => {
    expect(forwarded('proxy_read_timeout', {})).toEqual([['300s'], ['7200s']]);
    const props = { timeout: '90s', idleTimeout: '1d', maxBody: '1m' };
    expect(forwarded('proxy_read_timeout', {}, props)).toEqual([['90s'], ['86400s']]);
    expect(forwarded('proxy_read_timeout', { timeout: '10m', idleTimeout: '30m' }, props)).toEqual([
      ['600s'],
      ['1800s'],
    ]);
    expect(forwarded('client_max_body_size', {}, props)).toEqual([['1m'], ['1m']]);
    expect(forwarded('client_max_body_size', { maxBody: '5m' }, props)).toEqual([['5m'], ['5m']]);
  });

  it('of headers holds in both directions', () => {
    const all = (name: string, props: ReverseProxyProps) =>
      settings(name, (host, stack) => host.forward('/', web(stack)), props);
    expect(all('large_client_header_buffers', {})).toEqual([['4', '32k']]);
    expect(all('proxy_buffer_size', {})).toEqual([['32k']]);
    expect(all('large_client_header_buffers', { maxHeaders: '64k' })).toEqual([['4', '64k']]);
    expect(all('proxy_buffer_size', { maxHeaders: '64k' })).toEqual([['64k']]);
  });

  it.each<[string, ReverseProxyProps]>([
    ['duration-invalid', { timeout: '10' }],
    ['duration-invalid', { timeout: '0s' }],
    ['duration-invalid', { timeout: '10 m' }],
    ['duration-invalid', { idleTimeout: '1h; deny all' }],
    ['size-invalid', { maxBody: '10mb' }],
    ['size-invalid', { maxHeaders: '1' }],
    ['size-invalid', { bufferSize: '0' }],
    ['buffer-invalid', { bufferSize: '200m' }],
    ['rate-invalid', { rateLimit: { requests: 0 } }],
    ['rate-invalid', { rateLimit: { requests: 1.5 } }],
    ['argument-invalid', { rateLimit: { requests: 1, per: 'hour' as never } }],
    ['number-invalid', { maxConnections: 0 }],
    ['proxy-health-path-invalid', { healthPath: 'healthz' }],
    ['proxy-health-path-invalid', { healthPath: '/health z' }],
    ['argument-invalid', { headersWithUnderscore: 'on' as never }],
    ['argument-invalid', { buffer: 'all' as never }],
  ])('is refused if it is none: %s for %j', (id, props) => {
    const found = hosted((host, stack) => host.forward('/', web(stack)), props).ids;
    expect(new Set(found)).toEqual(new Set([`${id}: shop/proxy`]));
    const isOfRoutes = ['timeout', 'idleTimeout', 'maxBody', 'rateLimit', 'buffer'].some((name) => name in props);
    if (isOfRoutes) expect(idsOf(props as ForwardOptions)).toEqual([`${id}: shop/proxy`]); // only names of routes
  });
});

describe('the bodies of requests', () => {
  it('are received whole, unless they would fill the memory for them, or the route says otherwise', () => {
    const whole = (options: ForwardOptions, props: ReverseProxyProps = {}) =>
      forwarded('proxy_request_buffering', options, props)[0]?.[0];
    expect(whole({})).toBe('on');
    expect(whole({ maxBody: '64m' })).toBe('on');
    expect(whole({ maxBody: '65m' })).toBe('off');
    expect(whole({ buffer: 'none' })).toBe('off');
    expect(whole({}, { buffer: 'none' })).toBe('off');
    expect(whole({ maxBody: '100m', buffer: 'request' })).toBe('on');
    expect(whole({ maxBody: '500m' }, { bufferSize: '1g', memory: '2g' })).toBe('on');
  });

  it('cannot be received whole where there is no room for one', () => {
    expect(idsOf({ maxBody: '1g', buffer: 'request' })).toEqual(['buffer-invalid: shop/proxy']);
  });

  it('have their part of the memory, which is a limit of its own', () => {
    const service = (props: ReverseProxyProps) =>
      hosted((host, stack) => host.forward('/', web(stack)), props).service('proxy');
    expect(service({})).toMatchObject({
      tmpfs: ['/tmp:size=128m'],
      deploy: { resources: { limits: { memory: '256m' } } },
    });
    expect(service({ bufferSize: '1g', memory: '2g' })).toMatchObject({ tmpfs: ['/tmp:size=1g'] });
  });
});

describe('answers', () => {
  it('pass as they are sent, unless the route says otherwise', () => {
    expect(forwarded('proxy_buffering', {})[0]).toEqual(['off']);
    expect(forwarded('proxy_buffering', { buffer: 'response' })[0]).toEqual(['on']);
    expect(forwarded('proxy_buffering', { buffer: 'both' })[0]).toEqual(['on']);
  });
});

describe('headers that apps believe', () => {
  it('pass only by name, and only those that are held back otherwise', () => {
    expect(idsOf({ passHeaders: ['X-HTTP-Method-Override'] })).toEqual([]);
    expect(idsOf({ passHeaders: ['X-Own', 'X-Forwarded-For'] })).toEqual([
      'header-not-held-back: shop/proxy',
      'header-not-held-back: shop/proxy',
    ]);
    const terminatedWith = (name: string) => ({ tls: Tls.terminatedBy({ from: ['10.0.0.1'], headers: [name] }) });
    expect(idsOf({}, terminatedWith('X-Forwarded-User'))).toEqual([]);
    expect(idsOf({}, terminatedWith('X-Real-IP'))).toEqual(['header-not-held-back: shop/proxy']);
  });
});

describe('a redirect to another host', () => {
  it.each(['shop.test', 'https://', 'https://a.test/path', 'javascript:alert(1)', 'https://a.test$x', undefined])(
    'cannot lead to %j',
    (to) => {
      expect(hosted((host) => host.redirect(to as never)).ids).toEqual(['redirect-invalid: shop/proxy']);
    },
  );

  it('cannot lead to the host itself, and is a route like others', () => {
    expect(hosted((host) => host.redirect(host)).ids).toEqual(['redirect-invalid: shop/proxy']);
    const { generation, ids } = synth((stack) => {
      const proxy = new ReverseProxy(stack, 'proxy');
      const site = proxy.host('shop.test').forward('/', web(stack));
      proxy.host('www.shop.test').redirect(site).redirect('https://other.test');
    });
    expect(ids).toEqual(['route-taken: shop/proxy']);
    expect(generation.stacks[0]?.assembly.intents.routes.map(({ host, answer }) => [host, answer.by])).toContainEqual([
      'www.shop.test',
      'redirect',
    ]);
  });
});

describe('pages of other hosts', () => {
  it.each([[], ['shop.test'], ['https://shop.test/'], ['https://Shop.test'], ['https://*.shop.test'], ['null']])(
    'are named by their origin, which %j is not',
    (...origins) => {
      expect(idsOf({ cors: { origins: origins as never } })).toEqual(['cors-invalid: shop/proxy']);
    },
  );

  it('cannot all send cookies', () => {
    expect(idsOf({ cors: { origins: ['*'], credentials: true } })).toEqual(['cors-invalid: shop/proxy']);
    expect(idsOf({ cors: { origins: ['*'] } })).toEqual([]);
  });
});

describe('a volume that visitors get files of', () => {
  const app = (uid: number) =>
    Image.registry('acme/web:1', { user: { uid, gid: uid }, folders: ['/data'], probeWith: 'curl' });
  const served = (...uids: readonly number[]) =>
    synth((stack) => {
      const proxy = new ReverseProxy(stack, 'proxy');
      uids.forEach((uid, index) => {
        const volume = new DataVolume(stack, `files${index}`);
        // routes may be said before it is known who writes
        proxy.host(`h${index}.test`).files('/', volume);
        new WebApp(stack, `web${index}`, { image: app(uid), port: 3000 }).mount(volume, { at: '/data' });
      });
    });

  it('is read by the user who writes it, whatever mode the files have', () => {
    expect(served(1000).service('proxy')['user']).toBe('1000:1000');
    expect(served(1000, 1000).service('proxy')['user']).toBe('1000:1000');
    expect(served(1000).ids).toEqual([]);
  });

  it('is a warning where it cannot be: another user writes, or root', () => {
    const { ids, service, diagnostics } = served(1000, 2000);
    expect(service('proxy')['user']).toBe('101:101');
    expect(ids).toEqual(['files-unreadable: shop/proxy', 'files-unreadable: shop/proxy']);
    expect(diagnostics[0]).toMatchObject({ severity: 'warning', message: expect.stringContaining('0600') });
    expect(served(0).ids).toEqual(['files-unreadable: shop/proxy']);
  });
});
