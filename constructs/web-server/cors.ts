/**
 * Which pages of other hosts may use what is answered, https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS.
 *
 * @module
 */
import { boolean, type DiagnosticProps, optional, record, strings } from '../../lib/core';
import {
  type Argument,
  directive,
  expression,
  ifBlock,
  map,
  mapDefault,
  mapEntry,
  type NginxNode,
  regex,
  variable,
} from '../../lib/languages/nginx';
import { quoted } from '../../lib/words';
import { corsInvalid } from './errors';

/** Pages of other hosts that may use the answers: fonts, modules, `fetch`. */
export interface Cors {
  /** Origins of these pages, such as `https://shop.example` or `host.url`; `*` stands for every page there is. */
  readonly origins: readonly string[];
  /** Whether these pages may send cookies, and read what is answered to them. @default false */
  readonly credentials?: boolean;
}

/** The form of it. */
export const CORS = record('a map such as { origins: ["https://shop.example"] }', {
  origins: strings,
  credentials: optional(boolean),
});

/** Scheme, host and port, as browsers send them in `Origin`. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?$/;

/** The mistakes in it: types only protect compiled code. */
export function corsProblems(cors: Cors | undefined): DiagnosticProps[] {
  if (cors === undefined) return [];
  const { origins, credentials = false } = cors;
  if (!Array.isArray(origins) || origins.length === 0) return [corsInvalid('No origin is named.')];
  const wrong = origins.filter((origin) => origin !== '*' && !ORIGIN.test(String(origin)));
  return [
    ...wrong.map((origin) => corsInvalid(`${quoted(String(origin))} is no origin.`)),
    ...(credentials && origins.includes('*') ? [corsInvalid('Pages of every host may not send cookies.')] : []),
  ];
}

/** Headers of one answer, each with its value. */
export type Headers = readonly (readonly [name: string, value: Argument])[];

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';

/** Headers about other hosts that an application sends: the proxy's own take their place. */
export const CORS_HEADERS = ['Origin', 'Credentials', 'Methods', 'Headers'].map(
  (part) => `Access-Control-Allow-${part}`,
);

/**
 * Variables for the `http` block.
 *
 * @param name part of the variables' names, which tells several of these apart
 */
export function corsVariables(name: string, { origins }: Cors): NginxNode[] {
  const isOpen = origins.includes('*');
  return [
    map(
      variable('http_origin'),
      variable(`origin_${name}`),
      isOpen
        ? [mapDefault('*')]
        : [mapDefault(''), ...origins.map((origin) => mapEntry(origin, variable('http_origin')))],
    ),
    map(
      expression`${variable('request_method')} ${variable(`origin_${name}`)} ${variable('http_access_control_request_method')}`,
      variable(`preflight_${name}`),
      [mapDefault(''), mapEntry(regex('^OPTIONS \\S+ \\S+$'), METHODS)],
    ),
    map(variable(`preflight_${name}`), variable(`preflight_headers_${name}`), [
      mapDefault(variable('http_access_control_request_headers')),
      mapEntry('', ''),
    ]),
  ];
}

/** The headers of each answer; a header without a value is left out. */
export function corsHeaders(name: string, { origins, credentials = false }: Cors): Headers {
  return [
    ['Access-Control-Allow-Origin', variable(`origin_${name}`)],
    ['Access-Control-Allow-Methods', variable(`preflight_${name}`)],
    ['Access-Control-Allow-Headers', variable(`preflight_headers_${name}`)],
    ...(credentials ? ([['Access-Control-Allow-Credentials', 'true']] as const) : []),
    ...(origins.includes('*') ? [] : ([['Vary', 'Origin']] as const)),
  ];
}

/** Answers the question that browsers ask before they send what a form could not send. */
export function corsPreflight(name: string): NginxNode {
  return ifBlock(variable(`preflight_${name}`), [directive('return', 204)]);
}
