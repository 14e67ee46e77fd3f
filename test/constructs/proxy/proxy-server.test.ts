/** A second program behind ReverseProxy: it needs a ProxyServer, and nothing else changes. */
import { DataVolume, ReverseProxy } from 'compose-constructs';
import type { ProxyServer } from '../../../constructs/proxy/server';
import { synth, web } from '../support';

/** A program that reads its routes as JSON. */
const other: ProxyServer = {
  name: 'gate',
  facts: { reference: 'acme/gate:2', user: { name: 'gate', uid: 70, gid: 71 }, tmpfs: ['/run/gate'] },
  port: 9000,
  file: 'gate.json',
  configPath: '/etc/gate/gate.json',
  probe: ['gate', 'ask'],
  stopSignal: 'SIGUSR1',
  bufferFolder: '/run/gate',
  canMatch: (path) => !path.includes('*'),
  configuration: (sites, settings) => `${JSON.stringify({ sites, settings })}\n`,
};

class Gate extends ReverseProxy {
  override get server(): ProxyServer {
    return other;
  }
}

describe('another program behind ReverseProxy', () => {
  const { service, file, ids } = synth((stack) => {
    const proxy = new Gate(stack, 'gate', { maxBody: '5m' });
    const site = proxy.host('Shop.localhost').forward('/api/', web(stack), { stripPrefix: true, timeout: '10m' });
    proxy.host('images.localhost').files('/', new DataVolume(stack, 'uploads'));
    proxy.host('www.shop.localhost').redirect(site);
  });

  it('gets its own image, user, port, health check and signal', () => {
    expect(ids).toEqual([]);
    expect(service('gate')).toMatchObject({
      image: 'acme/gate:2',
      user: '70:71',
      ports: [{ target: 9000, published: '8080', host_ip: '127.0.0.1' }],
      healthcheck: { test: ['CMD', 'gate', 'ask'] },
      stop_signal: 'SIGUSR1',
      tmpfs: ['/run/gate:size=128m'],
      configs: [{ source: 'gate-gate', target: '/etc/gate/gate.json' }],
    });
  });

  it('stands in the networks of what it forwards to, and mounts what it serves', () => {
    expect(Object.keys(service('gate')['networks'] as object)).toEqual(['gate-public', 'web-private']);
    expect(service('gate')['volumes']).toMatchObject([{ source: 'uploads', target: '/srv/uploads', read_only: true }]);
  });

  it('reads the routes in a form that no other program has shaped', () => {
    expect(JSON.parse(file('gate/gate.json'))).toEqual({
      sites: [
        {
          name: 'shop.localhost',
          scheme: 'http',
          authority: 'shop.localhost:8080',
          routes: [
            {
              kind: 'forward',
              path: '/api/',
              upstream: 'web',
              port: 3000,
              stripPrefix: true,
              maxBody: '5m',
              timeout: 600,
              idleTimeout: 7200,
              buffer: 'request',
              passHeaders: [],
            },
          ],
        },
        {
          name: 'images.localhost',
          scheme: 'http',
          authority: 'images.localhost:8080',
          routes: [{ kind: 'files', path: '/', folder: '/srv/uploads', trusted: false }],
        },
        {
          name: 'www.shop.localhost',
          scheme: 'http',
          authority: 'www.shop.localhost:8080',
          routes: [{ kind: 'redirect', path: '/', to: 'http://shop.localhost:8080', permanent: true }],
        },
      ],
      settings: {
        maxBody: '5m',
        maxHeaders: '32k',
        ipv6: false,
        refusesInside: false,
        maxConnections: 1024,
        healthPath: '/healthz',
        headersWithUnderscore: 'drop',
        trusted: [],
        trustedHeaders: [],
      },
    });
  });

  it('says which paths it cannot match', () => {
    const wrong = synth((stack) => new Gate(stack, 'gate').host('shop.localhost').forward('/a*', web(stack)));
    expect(wrong.ids).toEqual(['route-invalid: shop/gate']);
  });
});
