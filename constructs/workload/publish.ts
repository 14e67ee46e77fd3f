/**
 * Ports of the host.
 *
 * @module
 */
import type { Construct } from 'constructs';
import { report, type ServiceProps } from '../../lib/core';
import { addressInvalid, isAddress, portInvalid } from '../checked';

/** Where on the host a container can be reached. */
export interface Publish {
  /** Port of the host. */
  readonly port: number;
  /** Address of the host. @default '127.0.0.1', which only the host itself reaches */
  readonly address?: string;
}

/** A port of the host, as Compose writes it: always with an address. */
export function published(
  scope: Construct,
  { port, address = '127.0.0.1' }: Publish,
  target: number,
): NonNullable<ServiceProps['ports']> {
  checkPort(scope, port);
  if (!isAddress(address)) report(scope, addressInvalid(String(address)));
  return [{ target, published: String(port), host_ip: address, protocol: 'tcp' }];
}

/** Reports what is no port. */
export function checkPort(scope: Construct, port: number): void {
  if (!Number.isInteger(port) || port < 1 || port > 65535) report(scope, portInvalid(port));
}
