/**
 * Routes that forward to a service.
 *
 * @module
 */
import {
  block,
  comment,
  directive,
  expression,
  ifBlock,
  type LocationMatch,
  location,
  map,
  mapDefault,
  mapEntry,
  type NginxNode,
  regex,
} from '../../../lib/languages/nginx';
import { CORS_HEADERS, corsHeaders, corsPreflight, corsVariables, safeHeaders, v } from '../../web-server';
import { claims } from '../claims';
import type { ForwardRoute, Site } from '../route';
import type { ProxySettings } from '../server';
import { cookiesOf, missingSlash, passWithout, prefixOf, restOfPath, wayBack } from './prefix';
import { rate, rateZone, trustedHeader, visitorOf } from './visitor';

/** A route, with a name that variables and zones of it have. */
export interface NamedRoute<R> {
  readonly name: string;
  readonly route: R;
}

/**
 * The services that requests are forwarded to, each once. Connections to them are kept. With a new one for each
 * request, the proxy's ports run out after a minute of load. nginx looks names up again with `resolve`, which is in the
 * free version since 1.27.3: https://nginx.org/en/docs/http/ngx_http_upstream_module.html#resolve
 */
export function upstreams(routes: readonly ForwardRoute[]): NginxNode[] {
  const byName = new Map(routes.map((route) => [upstreamOf(route), route]));
  return [...byName].map(([name, route]) =>
    block(
      'upstream',
      [name],
      [
        directive('zone', name, '64k'),
        directive('server', `${route.upstream}:${route.port}`, 'resolve'),
        directive('keepalive', 32),
        comment(
          'shorter than apps keep theirs: none is used that the app closes',
          directive('keepalive_timeout', '1s'),
        ),
      ],
    ),
  );
}

function upstreamOf({ upstream, port }: ForwardRoute): string {
  return `${upstream}_${port}`;
}

/** The headers for every service, for the `http` block; a server sets `$authority` and `$visitor_scheme`. */
export function forwarding(routes: readonly ForwardRoute[], settings: ProxySettings): NginxNode[] {
  const { trusted, trustedHeaders, maxHeaders, headersWithUnderscore } = settings;
  const passed = passedBy(routes);
  const heldBack = (name: string) =>
    trustedHeaders.includes(name) ? trustedHeader(name) : passed.includes(name) ? passedHeader(name) : '';
  const variants = headersWithUnderscore === 'pass' ? withUnderscores : () => [];
  return [
    comment(
      'WebSockets pass, and no other protocol: nobody could look into it',
      map(v('http_upgrade'), v('websocket'), [
        mapDefault(''),
        mapEntry(regex('^websocket$', { ignoreCase: true }), 'websocket'),
      ]),
    ),
    map(v('websocket'), v('connection_upgrade'), [mapDefault(''), mapEntry('websocket', 'upgrade')]),
    comment(
      'these may be silent for longer than an answer',
      map(expression`${v('websocket')} ${v('http_accept')}`, v('idles'), [
        mapDefault(''),
        mapEntry(regex('^websocket '), 'yes'),
        mapEntry(regex('text/event-stream', { ignoreCase: true }), 'yes'),
      ]),
    ),
    directive('proxy_http_version', '1.1'),
    directive('proxy_connect_timeout', '5s'),
    directive('proxy_socket_keepalive', 'on'),
    comment('headers of an answer fit into one of these', directive('proxy_buffer_size', maxHeaders)),
    directive('proxy_buffers', 8, maxHeaders),
    directive('proxy_max_temp_file_size', 0),
    directive('proxy_headers_hash_max_size', 8192),
    directive('proxy_headers_hash_bucket_size', 128),
    directive('proxy_set_header', 'Host', v('authority')),
    comment(
      'what the visitor claims here is not passed on',
      directive('proxy_set_header', 'X-Real-IP', visitorOf(trusted)),
    ),
    directive('proxy_set_header', 'X-Forwarded-For', visitorOf(trusted)),
    directive('proxy_set_header', 'X-Forwarded-Proto', v('visitor_scheme')),
    directive('proxy_set_header', 'X-Forwarded-Host', v('authority')),
    directive('proxy_set_header', 'X-Forwarded-Prefix', v('prefix')),
    directive('proxy_set_header', 'Upgrade', v('websocket')),
    directive('proxy_set_header', 'Connection', v('connection_upgrade')),
    comment(
      'applications believe these, so no visitor may set them',
      directive('proxy_set_header', claims[0] ?? '', heldBack(claims[0] ?? '')),
    ),
    ...claims.slice(1).map((name) => directive('proxy_set_header', name, heldBack(name))),
    ...[...SET_HERE, ...claims].flatMap(variants).map((name) => directive('proxy_set_header', name, '')),
  ];
}

/** Headers that the proxy sets itself, and whose other spellings are therefore claims. */
const SET_HERE = ['x-real-ip', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-prefix'];

/** Applications that read headers as CGI does cannot tell `-` from `_`: every spelling with at least one `_`. */
function withUnderscores(name: string): string[] {
  const [first = '', ...rest] = name.split('-');
  const all = rest.reduce((heads, part) => heads.flatMap((head) => [`${head}-${part}`, `${head}_${part}`]), [first]);
  return all.slice(1);
}

/** Variables of one route, for the `http` block. */
export function variablesOf({ name, route }: NamedRoute<ForwardRoute>): NginxNode[] {
  const prefix = prefixOf(route);
  return [
    ...(prefix === '' ? [] : [restOfPath(name, prefix), cookiesOf(name, prefix)]),
    ...(route.cors ? corsVariables(name, route.cors) : []),
    ...(route.rateLimit ? [rateZone(`route_${name}`, route.rateLimit)] : []),
  ];
}

/** Values that a server must set before its routes do. */
export function serverVariables(site: Site, routes: readonly ForwardRoute[]): NginxNode[] {
  return [
    directive('set', v('authority'), site.asksPort ? expression`${site.name}${v('asked_port')}` : site.authority),
    directive('set', v('visitor_scheme'), site.scheme),
    directive('set', v('prefix'), ''),
    ...passedBy(routes).map((name) => directive('set', passedHeader(name), '')),
  ];
}

/** The locations of one route. */
export function forward({ name, route }: NamedRoute<ForwardRoute>, site: Site, match: LocationMatch): NginxNode[] {
  const { path, timeout, idleTimeout } = route;
  const idle = `@idle_${name}`;
  const folder = path.replace(/\/$/, '');
  const isOpen = path === folder || folder === '' || site.routes.some((other) => other.path === folder);
  return [
    ...(isOpen ? [] : [location({ exact: folder }, [missingSlash(path)])]),
    location(match, [
      comment(
        'streams and WebSockets get a location of their own: nginx takes no time limit from a variable',
        directive('error_page', 418, '=', idle),
      ),
      ifBlock(v('idles'), [directive('return', 418)]),
      ...(route.cors ? [corsPreflight(name)] : []),
      ...answer({ name, route }, site, timeout),
    ]),
    location(idle, answer({ name, route }, site, idleTimeout)),
  ];
}

function answer({ name, route }: NamedRoute<ForwardRoute>, site: Site, silence: number): NginxNode[] {
  const { buffer, maxBody, passHeaders, rateLimit, cors } = route;
  const prefix = prefixOf(route);
  const upstream = upstreamOf(route);
  return [
    ...passHeaders.map((header) => directive('set', passedHeader(header), v(`http_${header.replaceAll('-', '_')}`))),
    ...(prefix === '' ? [directive('proxy_pass', `http://${upstream}`)] : passWithout(name, prefix, upstream)),
    ...wayBack(name, route, site),
    directive('proxy_read_timeout', `${silence}s`),
    directive('proxy_send_timeout', `${silence}s`),
    directive('client_max_body_size', maxBody),
    directive('proxy_request_buffering', buffer === 'request' || buffer === 'both' ? 'on' : 'off'),
    directive('proxy_buffering', buffer === 'response' || buffer === 'both' ? 'on' : 'off'),
    ...(rateLimit ? [rate(`route_${name}`, rateLimit)] : []),
    ...(cors
      ? [
          ...CORS_HEADERS.map((header) => directive('proxy_hide_header', header)),
          ...safeHeaders(corsHeaders(name, cors)),
        ]
      : []),
  ];
}

function passedBy(routes: readonly ForwardRoute[]): string[] {
  return [...new Set(routes.flatMap(({ passHeaders }) => passHeaders))];
}

function passedHeader(name: string) {
  return v(`passed_${name.replaceAll('-', '_')}`);
}
