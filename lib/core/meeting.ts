/**
 * @module
 */
import type { Connection } from './connection';
import type { Element } from './element';
import type { Network } from './network';

/**
 * The network where a provider meets a client, as the isolation of their stack says. The provider joins it.
 *
 * @param client name of the client's service
 */
export function meetingOf({ service, network }: Connection, client: string | undefined): Network {
  if (service.stack.isolation !== 'pair' || client === undefined || !canJoin(service)) return network;
  const meeting = network.dividedFor(client);
  service.join(meeting);
  return meeting;
}

function canJoin(service: Element): service is Element & { join(network: Network): void } {
  return 'join' in service && typeof service.join === 'function';
}
