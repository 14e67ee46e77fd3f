/**
 * What every nginx of ours has in common, whether it forwards or serves.
 *
 * @module
 */
import {
  block,
  checkNginx,
  comment,
  directive,
  expression,
  location,
  map,
  mapDefault,
  mapEntry,
  type NginxNode,
  printNginx,
  variable,
} from '../../lib/languages/nginx';

/** Port that visitors' requests arrive at in the container: above 1024, since nothing runs as root. */
export const PORT = 8080;

/** Where the health check asks, on the loopback interface only. */
export const HEALTH_URL = 'http://127.0.0.1:8081/healthz';

/**
 * A whole nginx.conf around the servers given.
 *
 * @param options.maxBody largest request that is taken, as nginx writes it: `10m`
 * @throws Error if the configuration has a trap that nginx would accept
 */
export function configuration(servers: readonly NginxNode[], options: { readonly maxBody: string }): string {
  const nodes = [
    comment('as many as the host has cores would not fit into the memory limit', directive('worker_processes', 2)),
    comment('twice the connections: one file or upstream beside each visitor', directive('worker_rlimit_nofile', 4096)),
    directive('error_log', '/dev/stderr', 'warn'),
    directive('pid', '/tmp/nginx.pid'),
    block('events', [], [directive('worker_connections', 2048)]),
    block('http', [], [...http(options.maxBody), healthServer(), ...servers]),
  ];
  const [finding] = checkNginx(nodes);
  if (finding) throw new Error(`${finding.message} ${finding.remedy}`);
  return printNginx(nodes);
}

function http(maxBody: string): NginxNode[] {
  return [
    directive('include', '/etc/nginx/mime.types'),
    directive('default_type', 'application/octet-stream'),
    comment('the root file system is read-only; /tmp is in memory', directive('client_body_temp_path', '/tmp/body')),
    ...['proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => directive(`${kind}_temp_path`, `/tmp/${kind}`)),
    directive(
      'log_format',
      'main',
      expression`${v('remote_addr')} ${v('host')} [${v('time_iso8601')}] "${v('request')}" ${v('status')} ${v('body_bytes_sent')} ${v('request_time')}s "${v('http_referer')}" "${v('http_user_agent')}"`,
    ),
    directive('access_log', '/dev/stdout', 'main'),
    directive('server_tokens', 'off'),
    directive('server_names_hash_bucket_size', 128),
    comment('redirects keep the host and port that the visitor used', directive('absolute_redirect', 'off')),
    directive('sendfile', 'on'),
    directive('tcp_nopush', 'on'),
    directive('client_max_body_size', maxBody),
    comment('slow or silent clients do not hold connections for ever', directive('client_header_timeout', '15s')),
    directive('client_body_timeout', '30s'),
    directive('send_timeout', '30s'),
    directive('reset_timedout_connection', 'on'),
    directive('keepalive_timeout', '65s'),
    directive('gzip', 'on'),
    directive('gzip_vary', 'on'),
    directive('gzip_proxied', 'any'),
    directive('gzip_min_length', 1024),
    directive(
      'gzip_types',
      'text/css',
      'text/plain',
      'application/javascript',
      'text/javascript',
      'application/json',
      'application/xml',
      'image/svg+xml',
    ),
    ...headerMaps(),
    comment(
      'Connection: upgrade where the visitor asks for it (WebSockets), nothing otherwise',
      map(v('http_upgrade'), v('connection_upgrade'), [mapDefault('upgrade'), mapEntry('', '')]),
    ),
  ];
}

/** Headers that make browsers careful, each left out where the app sent its own. */
const SAFE_HEADERS = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'SAMEORIGIN'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
] as const;

function headerMaps(): NginxNode[] {
  return SAFE_HEADERS.map(([header, value]) => {
    const name = header.toLowerCase().replaceAll('-', '_');
    return map(v(`upstream_http_${name}`), v(`safe_${name}`), [mapDefault(''), mapEntry('', value)]);
  });
}

/** `add_header` for all of them: nginx inherits none where a block adds one of its own, so each block gets all. */
export function safeHeaders(extra: readonly (readonly [name: string, value: string])[] = []): NginxNode[] {
  return [
    ...SAFE_HEADERS.map(([header]) =>
      directive('add_header', header, v(`safe_${header.toLowerCase().replaceAll('-', '_')}`), 'always'),
    ),
    ...extra.map(([header, value]) => directive('add_header', header, value, 'always')),
  ];
}

/** Answers the health check, whatever hosts there are. */
function healthServer(): NginxNode {
  return block(
    'server',
    [],
    [
      directive('listen', '127.0.0.1:8081'),
      directive('server_name', '127.0.0.1'),
      directive('access_log', 'off'),
      location({ exact: '/healthz' }, [directive('return', 204)]),
      location('/', [directive('return', 404)]),
    ],
  );
}

/** A variable, shorter. */
export function v(name: string): ReturnType<typeof variable> {
  return variable(name);
}
