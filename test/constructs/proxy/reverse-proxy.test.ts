import { ReverseProxy, type ReverseProxyProps } from 'compose-constructs';
import { production, synth, web } from '../support';
import { blocks, configured, hosted, servers } from './proxied';

describe('a host', () => {
  it.each([
    '',
    'a b',
    'http://a.test',
    'a.test:80',
    'a.test/',
    '*.a.test',
    '_',
    '-a.test',
    'a..test',
    'a;b',
    '${x}',
    'é.test',
    `${'a'.repeat(64)}.test`,
  ])('cannot be called %j', (name) => {
    expect(synth((stack) => new ReverseProxy(stack, 'proxy').host(name)).ids).toEqual(['host-invalid: shop/proxy']);
  });

  it('cannot be served twice, whatever the case of its letters', () => {
    const { ids, diagnostics } = synth((stack) => {
      const proxy = new ReverseProxy(stack, 'proxy');
      proxy.host('shop.test').forward('/', web(stack));
      proxy.host('Shop.Test').forward('/a/', web(stack, {}, 'other'));
    });
    expect(ids).toEqual(['host-taken: shop/proxy']);
    expect(diagnostics[0]?.remedy).toContain('Call host() once');
  });

  it('is reached from inside at the address of the proxy, under the port that it listens to', () => {
    const { service, file } = synth((stack) => {
      const proxy = new ReverseProxy(stack, 'proxy', { publish: { port: 1234 } });
      const app = web(stack);
      proxy.host('Shop.test').forward('/', app);
      app.service.setEnvironment('SHOP', `${proxy.internalUrl} ${proxy.host('admin.test').name}`);
    });
    expect(service('web')['environment']).toMatchObject({ SHOP: 'http://proxy:8080 admin.test' });
    expect(file('proxy/nginx.conf')).toContain('listen 8080');
  });

  it('knows its URL, for the apps that link to it', () => {
    const url = (props: ReverseProxyProps, circumstances = {}) => {
      let found = '';
      synth((stack) => {
        found = new ReverseProxy(stack, 'proxy', props).host('Images.Shop.test').url;
      }, circumstances);
      return found;
    };
    expect(url({})).toBe('http://images.shop.test:8080');
    expect(url({}, { environment: production })).toBe('http://images.shop.test');
    expect(url({ publish: { port: 8443, address: '0.0.0.0' } })).toBe('http://images.shop.test:8443');
  });

  it('that nobody configured gets a 404 and nothing else', () => {
    const unknown = servers(configured((host, stack) => host.forward('/', web(stack)))).get('_') ?? [];
    expect(blocks(unknown, 'listen')[0]?.words.slice(0, 3)).toEqual(['listen', '8080', 'default_server']);
    expect(blocks(unknown, 'location').at(-1)?.block?.[0]?.words.slice(0, 2)).toEqual(['return', '404']);
  });
});

describe('a proxy', () => {
  const ports = (props: ReverseProxyProps, circumstances = {}) =>
    synth((stack) => new ReverseProxy(stack, 'proxy', props), circumstances).service('proxy')['ports'];

  it("answers on port 8080 of the developer's machine alone, and on port 80 of the server", () => {
    expect(ports({})).toEqual([{ target: 8080, published: '8080', host_ip: '127.0.0.1', protocol: 'tcp' }]);
    // without an address the engine listens on IPv4 and IPv6
    expect(ports({}, { environment: production })).toEqual([{ target: 8080, published: '80', protocol: 'tcp' }]);
  });

  it('answers where it is told to', () => {
    expect(ports({ publish: { port: 8000 } }, { environment: production })).toMatchObject([
      { published: '8000', host_ip: '127.0.0.1' },
    ]);
    expect(ports({ publish: { port: 8000, address: 'all' } })).toEqual([
      { target: 8080, published: '8000', protocol: 'tcp' },
    ]);
    expect(ports({ publish: { port: 8000, address: '2001:db8::1' } })).toMatchObject([{ host_ip: '2001:db8::1' }]);
    expect(synth((stack) => new ReverseProxy(stack, 'proxy', { publish: { port: 0 } })).ids).toEqual([
      'port-invalid: shop/proxy',
    ]);
  });

  it('takes bodies up to a size', () => {
    const size = (props: ReverseProxyProps) => {
      const [http] = blocks(
        configured((host, stack) => host.forward('/', web(stack)), props),
        'http',
      );
      return blocks(http?.block ?? [], 'client_max_body_size')[0]?.words[1];
    };
    expect(size({})).toBe('10m');
    expect(size({ maxBody: '1g' })).toBe('1g');
  });

  it.each(['', 'big', '10 m', '-1m', '10mb', '1t', '1;x'])('cannot take bodies up to %j', (maxBody) => {
    expect(synth((stack) => new ReverseProxy(stack, 'proxy', { maxBody })).ids).toEqual(['size-invalid: shop/proxy']);
  });

  it('is recreated when its configuration changes', () => {
    const label = (path: string) => hosted((host, stack) => host.forward(path, web(stack))).service('proxy')['labels'];
    expect(label('/a/')).not.toEqual(label('/b/'));
  });

  it('has neither root nor a writable file system', () => {
    expect(hosted((host, stack) => host.forward('/', web(stack))).service('proxy')).toMatchObject({
      user: '101:101',
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      tmpfs: ['/tmp:size=128m'],
    });
  });
});
