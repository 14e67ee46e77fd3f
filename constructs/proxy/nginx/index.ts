/**
 * nginx as a proxy.
 *
 * @module
 */
import { nginxFacts } from '../../../lib/images';
import { configuration, HEALTH_URL, PORT } from '../../web-server';
import type { ProxyServer } from '../server';
import { proxyServers } from './servers';

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
  canMatch: (path) => !NEVER_MATCHES.test(path),
  configuration: (sites, { trusted, maxBody }) => configuration(proxyServers(sites, trusted), { maxBody }),
};
