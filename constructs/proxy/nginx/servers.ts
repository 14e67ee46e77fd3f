/**
 * The servers of a reverse proxy.
 *
 * @module
 */
import {
  block,
  capture,
  comment,
  directive,
  escapeRegex,
  expression,
  location,
  type NginxNode,
  regex,
} from '../../../lib/languages/nginx';
import { PORT, safeHeaders, v } from '../../web-server';
import type { ForwardRoute, Route, Site } from '../route';

/** Docker's own name server, in every network of a project, https://docs.docker.com/engine/network/#dns-services. */
const DOCKER_DNS = '127.0.0.11';

/** Everything that is specific to a proxy, for the `http` block. */
export function proxyServers(sites: readonly Site[], trusted: readonly string[]): NginxNode[] {
  return [
    ...visitorAddress(trusted),
    comment(
      'names are looked up again while nginx runs: a recreated container has another address',
      directive('resolver', DOCKER_DNS, 'valid=1s', 'ipv6=off'),
    ),
    directive('resolver_timeout', '1s'),
    ...upstreams(sites),
    unknownHost(),
    ...sites.map(server),
  ];
}

/** The visitor's address, where somebody in front of nginx knows it; what others claim is not believed. */
function visitorAddress(trusted: readonly string[]): NginxNode[] {
  if (trusted.length === 0) return [];
  return [
    ...trusted.map((address) => directive('set_real_ip_from', address)),
    directive('real_ip_header', 'X-Forwarded-For'),
    directive('real_ip_recursive', 'on'),
  ];
}

/**
 * The services that requests are forwarded to, each once. Connections to them are kept: with a new one for each request,
 * the ports of the proxy run out after a minute of load. nginx looks names up again with `resolve`, which is in the free
 * version since 1.27.3: https://nginx.org/en/docs/http/ngx_http_upstream_module.html#resolve
 */
function upstreams(sites: readonly Site[]): NginxNode[] {
  const routes = sites.flatMap((site) => site.routes.filter((route) => route.kind === 'forward'));
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

/** Whoever asks for no host of ours learns nothing. */
function unknownHost(): NginxNode {
  return block(
    'server',
    [],
    [
      directive('listen', PORT, 'default_server'),
      directive('server_name', '_'),
      directive('default_type', 'text/plain'),
      location('/', [directive('return', 404, 'No site answers under this name.\n')]),
    ],
  );
}

function server(site: Site): NginxNode {
  return block(
    'server',
    [],
    [
      directive('listen', PORT),
      directive('server_name', site.name),
      ...site.routes.map((route) => locationOf(route, site)),
      ...(site.routes.some(({ path }) => path === '/') ? [] : [location('/', [directive('return', 404)])]),
    ],
  );
}

function locationOf(route: Route, site: Site): NginxNode {
  const match = route.path.endsWith('/') ? route.path : { exact: route.path };
  return location(match, route.kind === 'files' ? files(route.path, route.folder) : forward(route, site));
}

function forward(route: ForwardRoute, site: Site): NginxNode[] {
  return [
    ...(route.stripPrefix && route.path !== '/'
      ? [
          directive(
            'rewrite',
            regex(`(?s)^${escapeRegex(route.path.replace(/\/$/, ''))}/?(.*)$`),
            expression`/${capture(1)}`,
            'break',
          ),
        ]
      : []),
    directive('proxy_pass', `http://${upstreamOf(route)}`),
    directive('proxy_http_version', '1.1'),
    directive('proxy_set_header', 'Host', site.authority),
    directive('proxy_set_header', 'X-Real-IP', v('remote_addr')),
    comment(
      'what the visitor claims here is not passed on',
      directive('proxy_set_header', 'X-Forwarded-For', v('remote_addr')),
    ),
    directive('proxy_set_header', 'X-Forwarded-Proto', site.scheme),
    directive('proxy_set_header', 'X-Forwarded-Host', site.authority),
    comment(
      'nobody here sets these; a visitor who does is not passed on',
      directive('proxy_set_header', 'Forwarded', ''),
    ),
    ...['X-Forwarded-Port', 'X-Forwarded-Prefix', 'X-Original-URL', 'X-Rewrite-URL'].map((name) =>
      directive('proxy_set_header', name, ''),
    ),
    directive('proxy_set_header', 'Upgrade', v('http_upgrade')),
    directive('proxy_set_header', 'Connection', v('connection_upgrade')),
    directive('proxy_connect_timeout', '5s'),
    comment('bodies pass through: nothing here has room for them', directive('proxy_request_buffering', 'off')),
    directive('proxy_max_temp_file_size', 0),
    ...safeHeaders(),
  ];
}

function files(path: string, folder: string): NginxNode[] {
  return [
    path === '/' ? directive('root', folder) : directive('alias', `${folder}/`),
    comment('files only: no listing, no redirect, no index page', directive('try_files', v('uri'), '=404')),
    comment('a link in the volume does not lead out of it', directive('disable_symlinks', 'on', `from=${folder}`)),
    // what visitors uploaded must not run as a page of this host
    ...safeHeaders([['Content-Security-Policy', "default-src 'none'; sandbox"]]),
  ];
}
