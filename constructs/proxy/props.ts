/**
 * The properties of a proxy, checked and with their defaults.
 *
 * @module
 */
import {
  boolean,
  CONSTRUCT,
  type ConstructProps,
  type DiagnosticProps,
  type Forms,
  named,
  number,
  oneOf,
  string,
} from '../../lib/core';
import { bytesIn, numberInvalid, sizeInvalid } from '../checked';
import { LIMITS, PUBLISHED_PORT, type PublishedPort, type ResourceLimits } from '../workload';
import { bufferInvalid, healthPathInvalid } from './errors';
import { PASSAGE, type PassageProps, passageProblems, wholeRate } from './passage';
import type { ProxySettings } from './server';
import { frontOf, type Tls, tlsProblems } from './tls';

/** The properties of the whole proxy, and the default limits ({@link PassageProps}) of its routes. */
export interface ReverseProxyProps extends PassageProps, ResourceLimits, ConstructProps {
  /**
   * Where visitors reach it. @default `127.0.0.1:8080` in development, port 80 of every address in production, IPv4 and IPv6
   */
  readonly publish?: PublishedPort;
  /**
   * How visitors get TLS: `Tls.terminatedBy({ from: […] })` where a load balancer or web server in front terminates it.
   * @default visitors reach the proxy directly, over HTTP
   */
  readonly tls?: Tls;
  /** Most bytes of the headers of a request or an answer, such as `64k`. @default '32k' */
  readonly maxHeaders?: string;
  /**
   * Requests that one visitor may have open at once, WebSockets included. Further ones get status `429`. Each IPv4
   * address, and each /64 of IPv6, is one visitor. @default 1024
   */
  readonly maxConnections?: number;
  /** Part of `memory` for bodies that are received whole; where it is full, a body is answered with 500. @default '128m' */
  readonly bufferSize?: string;
  /**
   * Path where the proxy itself answers 200 to requests for none of its hosts, such as a load balancer's by address.
   * @default '/healthz'
   */
  readonly healthPath?: string;
  /**
   * Whether headers with `_` in their names reach the apps, such as `api_key`. Apps that read headers as CGI does cannot tell
   * them from those with `-`. @default 'drop'
   */
  readonly headersWithUnderscore?: 'drop' | 'pass';
  /**
   * Whether the visitors' network has IPv6, so that apps see their IPv6 addresses. It needs an engine and a host that
   * have it, as Docker 27 and newer do. @default false: Docker translates to IPv4, and apps see the address of its
   * gateway
   */
  readonly ipv6?: boolean;
  /** @default '256m' */
  readonly memory?: string;
}

export const PROPERTIES: Forms<ReverseProxyProps> = {
  ...PASSAGE,
  ...LIMITS,
  publish: PUBLISHED_PORT,
  tls: true,
  ...CONSTRUCT,
  maxHeaders: named('a size, such as "64k"', string),
  maxConnections: named('a number of connections', number),
  bufferSize: named('a size, such as "128m"', string),
  healthPath: named('a path, such as "/healthz"', string),
  headersWithUnderscore: oneOf('drop', 'pass'),
  ipv6: boolean,
};

export const MEMORY = '256m';
export const BUFFER_SIZE = '128m';
const MAX_HEADERS = '32k';
const MAX_CONNECTIONS = 1024;
const HEALTH_PATH = '/healthz';

/** The settings of all sites. */
export function settingsOf(props: ReverseProxyProps, refusesInside: boolean): ProxySettings {
  const { tls, rateLimit } = props;
  return {
    maxBody: props.maxBody ?? '10m',
    maxHeaders: props.maxHeaders ?? MAX_HEADERS,
    ipv6: props.ipv6 === true,
    refusesInside,
    maxConnections: props.maxConnections ?? MAX_CONNECTIONS,
    ...(rateLimit && { rateLimit: wholeRate(rateLimit) }),
    healthPath: isPlainPath(props.healthPath) ? props.healthPath : HEALTH_PATH,
    headersWithUnderscore: props.headersWithUnderscore ?? 'drop',
    ...frontOf(tls),
  };
}

/** The mistakes in the properties: types only protect compiled code. */
export function problemsOf(props: ReverseProxyProps): DiagnosticProps[] {
  const {
    maxHeaders = MAX_HEADERS,
    maxConnections = MAX_CONNECTIONS,
    bufferSize = BUFFER_SIZE,
    memory = MEMORY,
  } = props;
  const { healthPath = HEALTH_PATH } = props;
  const room = bytesIn(bufferSize);
  const whole = bytesIn(memory);
  const fills = room !== undefined && whole !== undefined && room * 2 > whole;
  return [
    ...passageProblems(props),
    ...tlsProblems(props.tls),
    ...((bytesIn(maxHeaders) ?? 0) >= 1024 ? [] : [sizeInvalid('The size of headers', maxHeaders)]),
    ...(Number.isInteger(maxConnections) && maxConnections > 0
      ? []
      : [numberInvalid('The limit of connections', maxConnections, 'Use a whole number above 0.')]),
    ...(room === undefined || room === 0 ? [sizeInvalid('The size of the buffer', bufferSize)] : []),
    ...(fills
      ? [
          bufferInvalid(
            `The proxy keeps up to ${bufferSize} of bodies in ${memory} of memory, which leaves less than half for itself.`,
          ),
        ]
      : []),
    ...(isPlainPath(healthPath) ? [] : [healthPathInvalid(healthPath)]),
  ];
}

function isPlainPath(path: string | undefined): path is string {
  return path !== undefined && /^(\/[\w.-]+)+$/.test(path);
}
