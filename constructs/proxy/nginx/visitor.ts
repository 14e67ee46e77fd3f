/**
 * Who asks: the visitor's address, who is believed about it, and how much one visitor may ask for.
 *
 * @module
 */
import {
  block,
  capture,
  comment,
  directive,
  entry,
  escapeRegex,
  expression,
  map,
  mapDefault,
  mapEntry,
  type NginxNode,
  regex,
  type Variable,
} from '../../../lib/languages/nginx';
import { v } from '../../web-server';
import type { RateLimit } from '../route';
import type { ProxySettings } from '../server';
import { fromGateway } from './gateway';

/** The variable with the visitor's address. */
export function visitorOf(trusted: readonly string[]): Variable {
  return v(trusted.length === 0 ? 'remote_addr' : 'visitor');
}

/** The visitor's address, where somebody in front of nginx knows it; what others claim is not believed. */
export function visitorAddress({ trusted, refusesInside }: ProxySettings): NginxNode[] {
  if (trusted.length === 0) return refusesInside ? insideOrNot(trusted) : [];
  return [
    ...trusted.map((address) => directive('set_real_ip_from', address)),
    directive('real_ip_header', 'X-Forwarded-For'),
    directive('real_ip_recursive', 'on'),
    ...insideOrNot(trusted),
    map(v('inside'), v('visitor'), [mapDefault(v('realip_remote_addr')), mapEntry('', v('remote_addr'))]),
  ];
}

/** Refuses requests of containers, where the stack says that nobody reaches what it is not connected to. */
export function refusal({ refusesInside }: ProxySettings): NginxNode[] {
  return refusesInside ? [block('if', [v('inside')], [directive('return', 403)])] : [];
}

/** Whether a request comes from a container of the project. */
function insideOrNot(trusted: readonly string[]): NginxNode[] {
  const exact = trusted.filter((address) => !address.includes('/'));
  return [
    fromGateway(),
    comment(
      'a neighbour of nginx that is not its gateway is a container of this project, and is not believed',
      map(expression`${v('server_addr')} ${v('realip_remote_addr')} ${v('gateway')}`, v('inside'), [
        mapDefault(''),
        ...exact.map((address) => mapEntry(regex(` ${escapeRegex(address)} `), '')),
        mapEntry(regex('^(\\d+\\.\\d+\\.\\d+\\.)\\d+ \\1\\d+ $'), 'inside'),
        // closed networks have no IPv6, so there the first address is always a gateway
        mapEntry(regex('^([0-9a-f:]+:)[0-9a-f]* \\1(?!1 )[0-9a-f]* $'), 'inside'),
      ]),
    ),
  ];
}

/** The variable with a header that those in front set, and nobody else. */
export function trustedHeader(name: string): Variable {
  return v(`trusted_${name.replaceAll('-', '_')}`);
}

/** Headers that those in front set: empty where somebody else does. */
export function trustedHeaders({ trusted, trustedHeaders: names }: ProxySettings): NginxNode[] {
  if (names.length === 0) return [];
  return [
    block(
      'geo',
      [v('realip_remote_addr'), v('in_front')],
      [mapDefault(''), ...trusted.map((address) => entry(address, 'yes'))],
    ),
    ...names.map((name) =>
      map(expression`${v('in_front')}${v('inside')}`, trustedHeader(name), [
        mapDefault(''),
        mapEntry('yes', v(`http_${name.replaceAll('-', '_')}`)),
      ]),
    ),
  ];
}

/** How much one visitor may ask for at once, and how often. */
export function limits({ trusted, maxConnections, rateLimit }: ProxySettings): NginxNode[] {
  return [
    comment(
      'one visitor: an address, or the /64 that a visitor has of IPv6',
      map(visitorOf(trusted), v('one_visitor'), [
        mapDefault(visitorOf(trusted)),
        mapEntry(regex('^((?:[0-9a-f]+:){4})'), capture(1)),
        mapEntry(regex('^((?:[0-9a-f]+:){1,3}):'), capture(1)),
      ]),
    ),
    directive('limit_conn_zone', v('one_visitor'), 'zone=open:2m'),
    directive('limit_conn', 'open', maxConnections),
    directive('limit_conn_status', 429),
    directive('limit_req_status', 429),
    ...(rateLimit ? [rateZone('all', rateLimit), rate('all', rateLimit)] : []),
  ];
}

/** Counts the requests of a visitor. */
export function rateZone(name: string, { requests, per }: Required<RateLimit>): NginxNode {
  return directive(
    'limit_req_zone',
    v('one_visitor'),
    `zone=${name}:4m`,
    `rate=${requests}r/${per === 'minute' ? 'm' : 's'}`,
  );
}

/** Refuses what is beyond the rate and the burst. */
export function rate(name: string, { burst }: Required<RateLimit>): NginxNode {
  return directive('limit_req', `zone=${name}`, `burst=${burst}`, 'nodelay');
}
