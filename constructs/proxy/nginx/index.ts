/**
 * nginx as a proxy.
 *
 * @module
 */
import { nginxFacts } from '../../../lib/images';
import { configuration, HEALTH_URL, PORT } from '../../web-server';
import type { ProxyServer } from '../server';
import { noteGatewayAndStart } from './gateway';
import { proxyServers, proxySettings } from './servers';
import { visitorOf } from './visitor';

/** nginx merges slashes and resolves dots before it compares, https://nginx.org/en/docs/http/ngx_http_core_module.html#location. */
const NEVER_MATCHES = /\/\/|\/\.{1,2}(\/|$)/;

export const nginx: ProxyServer = {
  name: 'nginx',
  facts: nginxFacts,
  port: PORT,
  file: 'nginx.conf',
  configPath: nginxFacts.configPath,
  probe: nginxFacts.probe(HEALTH_URL),
  // https://nginx.org/en/docs/control.html
  stopSignal: 'SIGQUIT',
  bufferFolder: '/tmp',
  canMatch: (path) => !NEVER_MATCHES.test(path),
  // only there a container differs from a visitor
  start: ({ trusted, refusesInside }) => (trusted.length > 0 || refusesInside ? noteGatewayAndStart : undefined),
  configuration: (sites, settings) =>
    configuration(proxyServers(sites, settings), {
      maxBody: settings.maxBody,
      maxHeaders: settings.maxHeaders,
      serves: sites.some(({ routes }) => routes.some(({ kind }) => kind === 'files')),
      visitor: visitorOf(settings.trusted),
      more: proxySettings(settings),
    }),
};
