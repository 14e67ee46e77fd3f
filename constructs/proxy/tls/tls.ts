/**
 * How visitors of a proxy get TLS. A kind is a file beside this one, a member of the union, and a line in each function here.
 *
 * @module
 */
import type { DiagnosticProps } from '../../../lib/core';
import { tlsInvalid } from '../errors';
import type { Site } from '../route';
import { type Front, NO_FRONT } from './front';
import { type TerminatedTls, type TlsTerminator, terminatedFront, terminatedProblems } from './terminated';

/** How visitors of a ReverseProxy get TLS, told apart by `kind`. The factories of the same name make one. */
export type Tls = TerminatedTls;

/**
 * Factories of the ways to TLS.
 *
 * @example
 * ```ts
 * new ReverseProxy(this, 'behind-balancer', { tls: Tls.terminatedBy({ from: ['10.0.0.0/8'] }) });
 * ```
 */
export const Tls = {
  /**
   * Something in front of the proxy terminates TLS, such as a load balancer. Visitors then use `https`, and their addresses
   * are taken from its `X-Forwarded-For`.
   */
  terminatedBy: (terminator: TlsTerminator): Tls => ({ ...terminator, kind: 'terminated' }),
} as const;

/** The mistakes in a `tls` value from a program, perhaps without types. */
export function tlsProblems(tls: Tls | undefined): DiagnosticProps[] {
  if (tls === undefined) return [];
  switch (tls?.kind) {
    case 'terminated':
      return terminatedProblems(tls);
    default:
      return [tlsInvalid()];
  }
}

/** Whom the proxy believes about visitors. */
export function frontOf(tls: Tls | undefined): Front {
  return tls?.kind === 'terminated' ? terminatedFront(tls) : NO_FRONT;
}

/** How visitors reach a host: over TLS at the browsers' default port, else at the published port. */
export function addressOf(
  host: string,
  tls: Tls | undefined,
  port: number | undefined,
): Pick<Site, 'scheme' | 'authority'> {
  if (tls) return { scheme: 'https', authority: host };
  return { scheme: 'http', authority: port === undefined || port === 80 ? host : `${host}:${port}` };
}
