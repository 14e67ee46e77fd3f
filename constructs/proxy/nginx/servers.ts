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
  expression,
  location,
  map,
  mapDefault,
  mapEntry,
  type NginxNode,
  regex,
} from '../../../lib/languages/nginx';
import { PORT, safeHeaders, v } from '../../web-server';
import type { FilesRoute, ForwardRoute, RedirectRoute, Route, Site } from '../route';
import type { ProxySettings } from '../server';
import { files, filesVariables } from './files';
import { forward, forwarding, type NamedRoute, serverVariables, upstreams, variablesOf } from './forward';
import { limits, refusal, trustedHeaders, visitorAddress } from './visitor';

/** Docker's own name server, in every network of a project, https://docs.docker.com/engine/network/#dns-services. */
const DOCKER_DNS = '127.0.0.11';

/** The port that the visitor asks at. It can be claimed, and changes nothing but the links of an answer to that visitor. */
const ASKED_PORT = comment(
  'the deploying host chooses the port',
  map(v('http_host'), v('asked_port'), [mapDefault(''), mapEntry(regex('(:[0-9]{1,5})$'), capture(1))]),
);

/** The settings that nginx needs before it reads a request. */
export function proxySettings({ headersWithUnderscore }: ProxySettings): NginxNode[] {
  return headersWithUnderscore === 'pass' ? [directive('underscores_in_headers', 'on')] : [];
}

/** Everything that is specific to a proxy, for the `http` block. */
export function proxyServers(sites: readonly Site[], settings: ProxySettings): NginxNode[] {
  const numbered = sites.map((site, index) => ({ site, routes: numberedRoutes(site, index + 1) }));
  const routes = numbered.flatMap((one) => one.routes);
  const forwards = routes.filter(isForward);
  const plain = forwards.map(({ route }) => route);
  return [
    ...visitorAddress(settings),
    ...trustedHeaders(settings),
    ...limits(settings),
    comment(
      'names are looked up again while nginx runs: a recreated container has another address',
      directive('resolver', DOCKER_DNS, 'valid=1s', 'ipv6=off'),
    ),
    directive('resolver_timeout', '1s'),
    ...(sites.some(({ asksPort }) => asksPort) ? [ASKED_PORT] : []),
    ...(plain.length > 0 ? forwarding(plain, settings) : []),
    ...forwards.flatMap(variablesOf),
    ...filesVariables(routes.filter(isFiles)),
    ...upstreams(plain),
    unknownHost(settings),
    ...numbered.map((one) =>
      server(one.site, one.routes, [
        ...listens(settings),
        directive('server_name', one.site.name),
        ...refusal(settings),
        ...(one.routes.some(isForward) ? serverVariables(one.site, plain) : []),
      ]),
    ),
  ];
}

function numberedRoutes({ routes }: Site, site: number): NamedRoute<Route>[] {
  return routes.map((route, index) => ({ name: `${site}_${index + 1}`, route }));
}

function isForward(named: NamedRoute<Route>): named is NamedRoute<ForwardRoute> {
  return named.route.kind === 'forward';
}

function isFiles(named: NamedRoute<Route>): named is NamedRoute<FilesRoute> {
  return named.route.kind === 'files';
}

/** A request for an unknown host gets no answer. A load balancer asks by address, and learns that nginx runs. */
function unknownHost({ healthPath, ipv6 }: ProxySettings): NginxNode {
  return block(
    'server',
    [],
    [
      // a connection that is silent is asked for, so that firewalls on the way do not forget it
      ...listens({ ipv6 }, 'default_server', 'so_keepalive=4m::'),
      directive('server_name', '_'),
      directive('default_type', 'text/plain'),
      location({ exact: healthPath }, [directive('access_log', 'off'), directive('return', 200, 'ok\n')]),
      location('/', [directive('return', 404, 'No site answers under this name.\n')]),
    ],
  );
}

function listens({ ipv6 }: Pick<ProxySettings, 'ipv6'>, ...options: readonly string[]): NginxNode[] {
  return [PORT, ...(ipv6 ? [`[::]:${PORT}`] : [])].map((address) => directive('listen', address, ...options));
}

function server(site: Site, routes: readonly NamedRoute<Route>[], opening: readonly NginxNode[]): NginxNode {
  return block(
    'server',
    [],
    [
      ...opening,
      ...safeHeaders(),
      ...routes.flatMap((named) => locations(named, site)),
      ...(site.routes.some(({ path }) => path === '/') ? [] : [location('/', [directive('return', 404)])]),
    ],
  );
}

function locations({ name, route }: NamedRoute<Route>, site: Site): NginxNode[] {
  const match = route.path.endsWith('/') ? route.path : { exact: route.path };
  switch (route.kind) {
    case 'forward':
      return forward({ name, route }, site, match);
    case 'files':
      return [files({ name, route }, match)];
    case 'redirect':
      return [location(match, [redirect(route)])];
  }
}

function redirect({ to, permanent }: RedirectRoute): NginxNode {
  return directive('return', permanent ? 308 : 307, expression`${to}${v('request_uri')}`);
}
