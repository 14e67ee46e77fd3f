/**
 * Ports of the host.
 *
 * @module
 */
import type { Construct } from 'constructs';
import { report, type ServiceProps } from '../../lib/core';
import { addressInvalid, isAddress, portInvalid } from '../checked';
import { publishTargetMissing } from './errors';

/** Where on the host a container can be reached. */
export interface Publish {
  /** Port of the host. */
  readonly port: number;
  /** Address of the host. @default '127.0.0.1', which only the host itself reaches */
  readonly address?: string;
  /** Port that the program listens to in the container. @default the `port` of the workload, where it has one */
  readonly target?: number;
  /** Protocol of the port. @default 'tcp' */
  readonly protocol?: 'tcp' | 'udp';
}

/** A port of the host, as Compose writes it: always with an address. */
export function published(
  scope: Construct,
  { port, address = '127.0.0.1', target: asked, protocol = 'tcp' }: Publish,
  own: number | undefined,
): NonNullable<ServiceProps['ports']> {
  const target = asked ?? own;
  if (target === undefined) {
    report(scope, publishTargetMissing(port));
    return [];
  }
  checkPort(scope, port);
  if (asked !== undefined) checkPort(scope, asked);
  if (!isAddress(address)) report(scope, addressInvalid(String(address)));
  return [{ target, published: String(port), host_ip: address, protocol }];
}

/** Reports what is no port. */
export function checkPort(scope: Construct, port: number): void {
  if (!Number.isInteger(port) || port < 1 || port > 65535) report(scope, portInvalid(port));
}
