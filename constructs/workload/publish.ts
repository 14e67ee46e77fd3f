/**
 * Ports of the host.
 *
 * @module
 */
import type { Construct } from 'constructs';
import { named, number, oneOf, oneOrMore, optional, record, report, type ServiceProps, string } from '../../lib/core';
import { addressInvalid, isAddress, portInvalid } from '../checked';
import { publishTargetMissing } from './errors';

/** Where on the host a container can be reached. */
export interface PublishedPort {
  /** Port of the host. */
  readonly port: number;
  /**
   * Address of the host: one of IPv4 or IPv6, or `all` for every one of both. @default '127.0.0.1', which only the host itself
   * reaches
   */
  readonly address?: string;
  /** Port that the program listens to in the container. @default the `port` of the workload, where it has one */
  readonly target?: number;
  /** Protocol of the port. @default 'tcp' */
  readonly protocol?: 'tcp' | 'udp';
}

/** The form of a published port. */
export const PUBLISHED_PORT = record('a port of the host, such as { port: 8080 }', {
  port: named('the number of a port', number),
  address: optional(named('an address of the host, such as "127.0.0.1"', string)),
  target: optional(named('the number of a port', number)),
  protocol: optional(oneOf('tcp', 'udp')),
});

/** One of them, or several. */
export const PUBLISH = oneOrMore('a port of the host, such as { port: 8080 }', PUBLISHED_PORT);

/**
 * A port of the host, as Compose writes it. Without an address the engine binds all of IPv4 and IPv6; `0.0.0.0` is IPv4
 * only: https://docs.docker.com/engine/network/port-publishing/
 */
export function published(
  scope: Construct,
  { port, address = '127.0.0.1', target: asked, protocol = 'tcp' }: PublishedPort,
  own: number | undefined,
): NonNullable<ServiceProps['ports']> {
  const target = asked ?? own;
  if (target === undefined) {
    report(scope, publishTargetMissing(port));
    return [];
  }
  checkPort(scope, port);
  if (asked !== undefined) checkPort(scope, asked);
  const isAll = address === 'all';
  if (!isAll && !isAddress(address)) report(scope, addressInvalid(String(address)));
  return [{ target, published: String(port), ...(!isAll && { host_ip: address }), protocol }];
}

/** Reports what is no port. */
export function checkPort(scope: Construct, port: number): void {
  if (!Number.isInteger(port) || port < 1 || port > 65535) report(scope, portInvalid(port));
}
