/**
 * TLS that something in front of the proxy terminates.
 *
 * @module
 */
import { type DiagnosticProps, type Forms, form, inspect, strings } from '../../../lib/core';
import { addressInvalid, isNetwork } from '../../checked';
import { claims } from '../claims';
import { headerNotHeldBack, terminatorAddressMissing } from '../errors';
import type { Front } from './front';

/** The server that terminates TLS in front of a ReverseProxy: a load balancer, a CDN or the host's web server. */
export interface TlsTerminator {
  /**
   * Addresses or networks that it connects from, such as `10.0.0.0/8`: nobody else is believed. A container of this project
   * is believed only if its very address is in the list.
   */
  readonly from: readonly string[];
  /**
   * Headers that it sets and apps believe, such as `X-Forwarded-User` of a gateway that signs users in. They are passed on
   * from there, and from nobody else. @default none
   */
  readonly headers?: readonly string[];
}

/** The kind of {@link Tls} that `Tls.terminatedBy` makes: visitors use `https`, and the proxy speaks HTTP. */
export interface TerminatedTls extends TlsTerminator {
  /** Tells this kind from the others. */
  readonly kind: 'terminated';
}

/** A list of addresses that is empty or missing has a message of its own. */
const LIST = form(
  'a list of addresses, such as ["10.0.0.0/8"]',
  (value) => value === undefined || Array.isArray(value),
);
const FORMS: Forms<TerminatedTls> = { kind: true, from: LIST, headers: strings };

/** Whom the proxy believes. */
export function terminatedFront({ from, headers }: TerminatedTls): Front {
  return { trusted: textsOf(from), trustedHeaders: textsOf(headers).map((name) => name.toLowerCase()) };
}

/** The mistakes in the trusted addresses. */
export function terminatedProblems(tls: TerminatedTls): DiagnosticProps[] {
  const { from, headers } = tls;
  const names = textsOf(headers).map((name) => name.toLowerCase());
  // a program without types can pass anything
  const isMissing = from === undefined || (Array.isArray(from) && from.length === 0);
  return [
    ...inspect<Partial<TerminatedTls>>('Tls.terminatedBy', tls, FORMS, {}).problems,
    ...(isMissing
      ? [terminatorAddressMissing()]
      : [from]
          .flat()
          .filter((address) => !isNetwork(address))
          .map(addressInvalid)),
    ...names.filter((name) => !claims.includes(name)).map(headerNotHeldBack),
  ];
}

function textsOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.filter((one) => typeof one === 'string') : [];
}
