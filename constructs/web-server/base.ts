/**
 * The common parts of every generated nginx configuration, for proxies and sites.
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
  type Variable,
  variable,
} from '../../lib/languages/nginx';
import type { Headers } from './cors';
import { compressible, mediaTypes } from './media-types';

/** Port that visitors' requests arrive at in the container: above 1024, since nothing runs as root. */
export const PORT = 8080;

/** Where the health check asks, on the loopback interface only. */
export const HEALTH_URL = 'http://127.0.0.1:8081/healthz';

/** Most bytes of the headers of a request or an answer, as nginx writes them. */
export const MAX_HEADERS = '32k';

export interface Settings {
  /** Largest request that is taken, as nginx writes it: `10m`. */
  readonly maxBody: string;
  /** Most bytes of the headers of a request. @default '32k' */
  readonly maxHeaders?: string;
  /** The visitor's address. @default where the connection comes from */
  readonly visitor?: Variable;
  /** Whether files are served, whose types nginx has to know. @default true */
  readonly serves?: boolean;
  /** Further settings of the whole. */
  readonly more?: readonly NginxNode[];
}

/**
 * A whole nginx.conf around the servers given.
 *
 * @throws Error if the configuration has a trap that nginx would accept
 */
export function configuration(servers: readonly NginxNode[], settings: Settings): string {
  const nodes = [
    comment('as many as the host has cores would not fit into the memory limit', directive('worker_processes', 2)),
    comment('twice the connections: one file or upstream beside each visitor', directive('worker_rlimit_nofile', 8192)),
    directive('pcre_jit', 'on'),
    directive('error_log', '/dev/stderr', 'warn'),
    directive('pid', '/tmp/nginx.pid'),
    block('events', [], [directive('worker_connections', 4096)]),
    block('http', [], [...http(settings), healthServer(), ...servers]),
  ];
  const [finding] = checkNginx(nodes);
  if (finding) throw new Error(`${finding.message} ${finding.remedy}`);
  return printNginx(nodes);
}

function http({
  maxBody,
  maxHeaders = MAX_HEADERS,
  visitor = v('remote_addr'),
  serves = true,
  more = [],
}: Settings): NginxNode[] {
  return [
    ...(serves ? [mediaTypes(), directive('types_hash_max_size', 2048)] : []),
    directive('default_type', 'application/octet-stream'),
    comment('the root file system is read-only; /tmp is in memory', directive('client_body_temp_path', '/tmp/body')),
    ...['proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => directive(`${kind}_temp_path`, `/tmp/${kind}`)),
    directive(
      'log_format',
      'main',
      expression`${visitor} ${v('host')} [${v('time_iso8601')}] "${v('request')}" ${v('status')} ${v('body_bytes_sent')} ${v('request_time')}s "${v('http_referer')}" "${v('http_user_agent')}"`,
    ),
    comment(
      'lines are written together; 4 KB is what a pipe takes without mixing the lines of two workers',
      directive('access_log', '/dev/stdout', 'main', 'buffer=4k', 'flush=1s'),
    ),
    directive('server_tokens', 'off'),
    directive('server_names_hash_bucket_size', 128),
    comment('redirects keep the host and port that the visitor used', directive('absolute_redirect', 'off')),
    directive('sendfile', 'on'),
    directive('tcp_nopush', 'on'),
    directive('client_max_body_size', maxBody),
    comment(
      'larger ones are written to /tmp, each with a line in the log',
      directive('client_body_buffer_size', '128k'),
    ),
    directive('large_client_header_buffers', 4, maxHeaders),
    comment('slow or silent clients do not hold connections for ever', directive('client_header_timeout', '15s')),
    directive('client_body_timeout', '30s'),
    directive('send_timeout', '60s'),
    directive('reset_timedout_connection', 'on'),
    directive('keepalive_timeout', '65s'),
    directive('gzip', 'on'),
    directive('gzip_vary', 'on'),
    directive('gzip_proxied', 'any'),
    directive('gzip_min_length', 1024),
    directive('gzip_types', ...compressible),
    ...more,
    ...headerMaps(),
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

/** `add_header` for all headers: nginx inherits none into a block with its own, so each block repeats all. */
export function safeHeaders(extra: Headers = []): NginxNode[] {
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
export function v(name: string): Variable {
  return variable(name);
}
