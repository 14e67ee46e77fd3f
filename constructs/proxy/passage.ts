/**
 * The limits of a route, as its author gives them.
 *
 * @module
 */
import { type DiagnosticProps, type Forms, named, number, oneOf, optional, record, string } from '../../lib/core';
import { bytesIn, durationInvalid, secondsOf, sizeInvalid } from '../checked';
import { rateInvalid } from './errors';
import type { Buffering, Passage, RateLimit } from './route';

/** The limits of a route. Said of a proxy, it holds for every route that does not say otherwise. */
export interface PassageProps {
  /** Largest request body, such as `50m` or `2g`; a larger one is answered with 413. @default '10m' */
  readonly maxBody?: string;
  /**
   * How long an app may be silent before and during its answer, such as `90s`; then visitors get a 504.
   * @default '5m'
   */
  readonly timeout?: string;
  /** How long a WebSocket or a stream of events (`text/event-stream`) may be silent, such as `30m` or `1d`. @default '2h' */
  readonly idleTimeout?: string;
  /**
   * Which bodies the proxy receives whole before it passes them on, so that slow visitors do not occupy the app. The others
   * pass as they arrive. @default 'request', or 'none' where `maxBody` is more than half of the proxy's `bufferSize`
   */
  readonly buffer?: Buffering;
  /** How often one visitor may ask; more is answered with 429. @default no limit */
  readonly rateLimit?: RateLimit;
}

const DURATION = named('a duration, such as "90s"', string);

export const PASSAGE: Forms<PassageProps> = {
  maxBody: named('a size, such as "50m"', string),
  timeout: DURATION,
  idleTimeout: DURATION,
  buffer: oneOf(...(['request', 'response', 'both', 'none'] satisfies Buffering[])),
  rateLimit: record('a rate, such as { requests: 10, per: "second" }', {
    requests: number,
    per: optional(oneOf('second', 'minute')),
    burst: optional(number),
  }),
};

/** The mistakes in the limits of a proxy or a route. */
export function passageProblems({ maxBody, timeout, idleTimeout, rateLimit }: PassageProps): DiagnosticProps[] {
  return [
    ...(maxBody === undefined || bytesIn(maxBody) !== undefined ? [] : [sizeInvalid('The largest body', maxBody)]),
    ...durationProblems('The timeout', timeout),
    ...durationProblems('The timeout of what is idle', idleTimeout),
    ...(rateLimit === undefined ? [] : rateProblems(rateLimit)),
  ];
}

export function durationProblems(what: string, text: string | undefined): DiagnosticProps[] {
  return text === undefined || secondsOf(text) !== undefined ? [] : [durationInvalid(what, text)];
}

function rateProblems({ requests, burst = 1 }: RateLimit): DiagnosticProps[] {
  return [requests, burst].every((count) => Number.isInteger(count) && count > 0) ? [] : [rateInvalid()];
}

/**
 * The limits of a route: its own, then its proxy's, then the defaults.
 *
 * @param room bytes that the proxy has for bodies
 */
export function passageOf(own: PassageProps, given: PassageProps, room: number): Passage {
  const { maxBody = '10m', timeout, idleTimeout, buffer } = { ...given, ...own };
  const fits = (bytesIn(maxBody) ?? 0) * 2 <= room;
  return {
    maxBody,
    timeout: secondsOf(timeout) ?? 300,
    idleTimeout: secondsOf(idleTimeout) ?? 7200,
    buffer: buffer ?? (fits ? 'request' : 'none'),
    ...(own.rateLimit && { rateLimit: wholeRate(own.rateLimit) }),
  };
}

/** Whether no body that the route takes would find room. */
export function overflows({ maxBody, buffer }: Passage, room: number): boolean {
  return (buffer === 'request' || buffer === 'both') && (bytesIn(maxBody) ?? 0) > room;
}

/** A limit with its defaults. */
export function wholeRate({ requests, per = 'second', burst = requests }: RateLimit): Required<RateLimit> {
  return { requests, per, burst };
}
