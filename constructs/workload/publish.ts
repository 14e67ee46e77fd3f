/**
 * Ports of the host.
 *
 * @module
 */
import type { Construct } from 'constructs';
import {
  type ComposeText,
  form,
  named,
  number,
  oneOf,
  oneOrMore,
  optional,
  record,
  report,
  type ServiceProps,
  Stack,
  string,
} from '../../lib/core';
import { evaluate, isDeferred, type Variable } from '../../lib/languages/compose';
import { addressInvalid, isAddress, portInvalid } from '../checked';
import { publishTargetMissing } from './errors';

/** Where on the host a container can be reached. */
export interface PublishedPort {
  /**
   * Port of the host: a number, or a `Variable` of the deploying shell such as `Variable.withDefault('WEB_PORT', '8080')`. A copy
   * of the stack (`instance`) has another one in the place of a number.
   */
  readonly port: number | Variable;
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

const isPort = (value: unknown): boolean => typeof value === 'number' || isDeferred(value);

/** The form of a published port. */
export const PUBLISHED_PORT = record('a port of the host, such as { port: 8080 }', {
  port: form('the number of a port, or a Variable', isPort),
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
  if (typeof port === 'number') checkPort(scope, port);
  if (asked !== undefined) checkPort(scope, asked);
  const isAll = address === 'all';
  if (!isAll && !isAddress(address)) report(scope, addressInvalid(String(address)));
  return [{ target, published: hostPortOf(scope, port), ...(!isAll && { host_ip: address }), protocol }];
}

/** The port of the host for this copy of the stack. */
function hostPortOf(scope: Construct, port: number | Variable): ComposeText {
  return typeof port === 'number' ? String(Stack.of(scope).environment.hostPort(port)) : port;
}

/**
 * The port in addresses that visitors type: of a variable its default, if that is a port.
 *
 * @returns undefined where only the deploying host knows it
 */
export function addressPort(scope: Construct, port: number | Variable): number | undefined {
  if (typeof port === 'number') return Stack.of(scope).environment.hostPort(port);
  const evaluated = evaluate(port, () => undefined);
  const value = 'value' in evaluated ? evaluated.value : '';
  return /^[1-9]\d{0,4}$/.test(value) ? Number(value) : undefined;
}

/** Reports what is no port. */
export function checkPort(scope: Construct, port: number): void {
  if (!Number.isInteger(port) || port < 1 || port > 65535) report(scope, portInvalid(port));
}
