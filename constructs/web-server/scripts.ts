/**
 * The server in front of a program that speaks FastCGI: files are its own, scripts are the program's.
 *
 * A request runs a script only if the script's name is a file here. The files come from the app's image alone, so an
 * upload is no script, whatever its name and its place.
 *
 * @module
 */
import {
  type Argument,
  block,
  capture,
  comment,
  directive,
  expression,
  ifBlock,
  location,
  map,
  mapDefault,
  mapEntry,
  type NginxNode,
  regex,
} from '../../lib/languages/nginx';
import { MAX_HEADERS, PORT, v } from './base';
import { digestEntries } from './digests';
import { HIDDEN } from './hidden';

/** Where the scripts of an app are, and which of them answers. */
export interface ScriptAnswers {
  /** Folder of the public files, in both images. */
  readonly root: string;
  /** Script or page that answers for its folder, such as `index.php`. */
  readonly index: string;
  /** Script that answers for paths that are no file, such as `/index.php`. @default none: 404 */
  readonly fallback?: string;
  /** Name of the service that runs the scripts. */
  readonly program: string;
  /** Port that it listens to. */
  readonly port: number;
}

/** The upstream's name. */
const PROGRAM = 'program';

/** Everything that is specific to a site with scripts, for the `http` block. */
export function scriptServer(answers: ScriptAnswers): NginxNode[] {
  const { root, program, port } = answers;
  return [
    ...asVisitorsSee(),
    ...scriptsInPaths(),
    comment(
      'kept for a year: what was found, and has a digest in its name',
      map(expression`${v('status')} ${v('uri')}`, v('site_cache'), [
        mapDefault('no-cache'),
        ...digestEntries('(?:200|206|304) ', 'public, max-age=31536000, immutable'),
      ]),
    ),
    comment(
      'the name is looked up again while nginx runs: a recreated container has another address',
      directive('resolver', '127.0.0.11', 'valid=1s', 'ipv6=off'),
    ),
    directive('resolver_timeout', '1s'),
    block(
      'upstream',
      [PROGRAM],
      [directive('zone', PROGRAM, '64k'), directive('server', `${program}:${port}`, 'resolve')],
    ),
    block(
      'server',
      [],
      [
        directive('listen', PORT, 'default_server'),
        directive('server_name', '_'),
        directive('root', root),
        directive('charset', 'utf-8'),
        comment('the proxy in front compresses', directive('gzip', 'off')),
        directive('gzip_vary', 'off'),
        comment('the image does not change', directive('open_file_cache', 'max=2000', 'inactive=10m')),
        directive('open_file_cache_valid', '10m'),
        ...passing(),
        ...parameters(),
        directive('set', v('path_info'), ''),
        ...locations(answers),
      ],
    ),
  ];
}

/** The visitor, as the proxy in front tells; nobody else reaches this server. */
function asVisitorsSee(): NginxNode[] {
  return [
    map(v('http_x_real_ip'), v('visitor_address'), [mapDefault(v('http_x_real_ip')), mapEntry('', v('remote_addr'))]),
    map(v('http_x_forwarded_proto'), v('visitor_scheme'), [mapDefault('http'), mapEntry('https', 'https')]),
    map(v('visitor_scheme'), v('visitor_https'), [mapDefault(''), mapEntry('https', 'on')]),
    map(expression`${v('visitor_scheme')} ${v('http_host')}`, v('visitor_port'), [
      mapDefault('80'),
      mapEntry(regex(':(\\d+)$'), capture(1)),
      mapEntry(regex('^https '), '443'),
    ]),
  ];
}

/** The first and the last script that a path can mean, and what follows it: `/a.php/b`, `/folder.php/b.php/c`. */
function scriptsInPaths(): NginxNode[] {
  const parts = [
    ['first', '.+?'],
    ['last', '.+'],
  ] as const;
  return parts.flatMap(([which, some]) => [
    map(v('uri'), v(`${which}_script`), [mapDefault('/'), mapEntry(regex(`(?s)^(${some}\\.php)/`), capture(1))]),
    map(v('uri'), v(`${which}_info`), [mapDefault(''), mapEntry(regex(`(?s)^${some}\\.php(/.*)$`), capture(1))]),
  ]);
}

/** The proxy in front has the limits, so here everything passes as it arrives. */
function passing(): NginxNode[] {
  return [
    comment(
      'the proxy in front has the limits: here everything passes as it arrives',
      directive('fastcgi_buffering', 'off'),
    ),
    directive('fastcgi_request_buffering', 'off'),
    directive('fastcgi_connect_timeout', '5s'),
    directive('fastcgi_read_timeout', '1d'),
    directive('fastcgi_send_timeout', '1d'),
    directive('fastcgi_socket_keepalive', 'on'),
    comment('headers of an answer fit into one of these', directive('fastcgi_buffer_size', MAX_HEADERS)),
    directive('fastcgi_buffers', 8, MAX_HEADERS),
  ];
}

/** https://www.rfc-editor.org/rfc/rfc3875#section-4.1, https://www.php.net/manual/en/reserved.variables.server.php */
function parameters(): NginxNode[] {
  const all: readonly (readonly [name: string, value: Argument])[] = [
    ['SCRIPT_FILENAME', expression`${v('document_root')}${v('uri')}`],
    ['SCRIPT_NAME', v('uri')],
    ['DOCUMENT_URI', v('uri')],
    ['DOCUMENT_ROOT', v('document_root')],
    ['QUERY_STRING', v('query_string')],
    ['REQUEST_METHOD', v('request_method')],
    ['REQUEST_URI', v('request_uri')],
    ['REQUEST_SCHEME', v('visitor_scheme')],
    ['CONTENT_TYPE', v('content_type')],
    ['CONTENT_LENGTH', v('content_length')],
    ['SERVER_PROTOCOL', v('server_protocol')],
    ['SERVER_NAME', v('host')],
    ['SERVER_PORT', v('visitor_port')],
    ['SERVER_ADDR', v('server_addr')],
    ['SERVER_SOFTWARE', 'nginx'],
    ['GATEWAY_INTERFACE', 'CGI/1.1'],
    ['REMOTE_ADDR', v('visitor_address')],
    ['REDIRECT_STATUS', '200'],
  ];
  return [
    ...all.map(([name, value]) => directive('fastcgi_param', name, value)),
    directive('fastcgi_param', 'PATH_INFO', v('path_info'), 'if_not_empty'),
    directive('fastcgi_param', 'HTTPS', v('visitor_https'), 'if_not_empty'),
    comment(
      'a header of this name is no variable of the app, https://httpoxy.org',
      directive('fastcgi_param', 'HTTP_PROXY', ''),
    ),
  ];
}

function locations({ index, fallback }: ScriptAnswers): NginxNode[] {
  const pass = directive('fastcgi_pass', PROGRAM);
  const otherwise = fallback === undefined ? '=404' : '@fallback';
  const cached = directive('add_header', 'Cache-Control', v('site_cache'));
  const whole = regex('(?s)^(.*)$');
  const pages = [...new Set([index, 'index.html'])];
  return [
    location(regex(HIDDEN), [directive('return', 404)]),
    comment(
      'a folder is its index',
      location(regex('/$'), [
        ...pages.map((page) =>
          ifBlock({ test: '-f', path: expression`${v('document_root')}${v('uri')}${page}` }, [
            directive('rewrite', whole, expression`${capture(1)}${page}`, 'last'),
          ]),
        ),
        directive('try_files', v('uri'), otherwise),
      ]),
    ),
    comment(
      'a script is a file here, or no script',
      location(regex('\\.php$'), [directive('try_files', v('uri'), '@first'), pass]),
    ),
    location(regex('\\.php/'), [directive('try_files', v('uri'), '@first'), cached]),
    location('/', [
      ...pages.map((page) =>
        ifBlock({ test: '-f', path: expression`${v('document_root')}${v('uri')}/${page}` }, [
          directive('rewrite', whole, expression`${capture(1)}/`, 'permanent'),
        ]),
      ),
      directive('try_files', v('uri'), otherwise),
      cached,
    ]),
    comment(
      'a script with a path behind it',
      location('@first', [
        directive('set', v('path_info'), v('first_info')),
        directive('try_files', v('first_script'), '@last'),
        pass,
      ]),
    ),
    location('@last', [
      directive('set', v('path_info'), v('last_info')),
      directive('try_files', v('last_script'), otherwise),
      pass,
    ]),
    ...(fallback === undefined
      ? []
      : [
          location('@fallback', [directive('set', v('path_info'), ''), directive('try_files', fallback, '=404'), pass]),
        ]),
  ];
}
