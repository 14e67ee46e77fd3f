/**
 * How clients find what answers HTTP requests.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { type Connection, type Network, namedIdOf, type Service } from '../../lib/core';

/** The details that a client can get from an app or a site. */
export type UrlDetail = 'url' | 'host' | 'port';

/** Something that answers HTTP requests, in a network of its own. */
interface Answering extends IConstruct {
  readonly service: Service;
  readonly network: Network;
  readonly port: number;
}

/**
 * The way to an app or a site: clients that choose no variables get `<PREFIX>_URL`.
 *
 * @param prefix of the variables. @default the id in capitals
 */
export function urlOf(
  app: Answering,
  healthy: boolean,
  prefix = namedIdOf(app)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '_'),
): Connection<UrlDetail> {
  const { service, network, port } = app;
  return {
    service,
    network,
    healthy,
    details: { url: `http://${service.name}:${port}`, host: service.name, port: String(port) },
    variables: { [`${prefix}_URL`]: 'url' },
  };
}
