/**
 * Commands that ask a program over HTTP from inside of its container, with whatever client its image has.
 *
 * Each asks as a visitor does, at the address of the container. A program that listens on the loopback interface alone
 * serves nobody. A program that listens on that address alone serves everybody. A status below 400 is healthy. A
 * redirect is an answer, too; nobody follows it, as it may lead outside. No proxy of the environment takes part.
 *
 * Host, port and path are arguments, so nothing has to be quoted.
 *
 * @module
 */

/** Programs that can ask over HTTP. */
export type HttpClient = 'bash' | 'curl' | 'node' | 'python' | 'wget';

/** The request. */
export interface HttpQuestion {
  readonly port: number;
  /** Begins with a slash; percent-encoded. */
  readonly path: string;
  /** Value of the header `Host`. */
  readonly host: string;
}

/**
 * Finds `$at`, the container's name for itself, which `/etc/hosts` leads to its address. A container without a network
 * has no address there. The variable `HOSTNAME` would be the same, if people did not set it to `0.0.0.0`.
 */
const SHELL_ADDRESS = 'at=$(cat /etc/hostname); case $(cat /etc/hosts) in *"$at"*) ;; *) at=127.0.0.1 ;; esac';

/** Whether a status is a good one, as the pattern of a `case`. */
const GOOD = '[23]??';

/** A request, as `printf` makes it of path and host. */
const REQUEST = String.raw`'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n'`;

/** Of the arguments host, port and path. */
const SCRIPTS: Readonly<Record<HttpClient, string>> = {
  // https://www.gnu.org/software/bash/manual/bash.html#Redirections describes `/dev/tcp`
  bash: `${SHELL_ADDRESS}; exec 3<>"/dev/tcp/$at/$2" && printf ${REQUEST} "$3" "$1" >&3 && read -r -t 4 _ status _ <&3 && [[ $status == ${GOOD} ]]`,
  // --globoff: brackets and braces are part of the path
  curl: `${SHELL_ADDRESS}; exec curl --globoff --noproxy '*' --fail --silent --output /dev/null --header "Host: $1" "http://$at:$2$3"`,
  node: `const [host, port, path] = process.argv.slice(1); require('dns').lookup(require('os').hostname(), (none, at) => require('http').get({ host: none ? '127.0.0.1' : at, port, path, headers: { host } }, ({ statusCode }) => process.exit(statusCode < 400 ? 0 : 1)).on('error', () => process.exit(1)))`,
  python: [
    'import http.client, socket, sys',
    'host, port, path = sys.argv[1:]',
    'try: at = socket.gethostbyname(socket.gethostname())',
    "except OSError: at = '127.0.0.1'",
    'app = http.client.HTTPConnection(at, int(port), timeout=4)',
    "app.request('GET', path, headers={'Host': host})",
    'sys.exit(app.getresponse().status >= 400)',
  ].join('\n'),
  // GNU's wget has an option against redirects, https://www.gnu.org/software/wget/manual/wget.html#HTTP-Options.
  // BusyBox's has none, so its nc speaks HTTP, with a program behind the connection,
  // https://busybox.net/downloads/BusyBox.html#nc
  wget: [
    SHELL_ADDRESS,
    'case $(wget --help 2>&1) in',
    '*--max-redirect*)',
    '  set -f',
    '  set -- $(wget --no-proxy --tries=1 --max-redirect=0 -S -q -O /dev/null --header="Host: $1" "http://$at:$2$3" 2>&1)',
    `  case $2 in ${GOOD}) ;; *) exit 1 ;; esac ;;`,
    '*)',
    `  exec $(command -v busybox) nc "$at" "$2" -e /bin/sh -c 'printf ${REQUEST.replaceAll("'", '"')} "$2" "$1"; read -r _ status _; case $status in ${GOOD}) ;; *) exit 1 ;; esac' sh "$1" "$3" ;;`,
    'esac',
  ].join('\n'),
};

const RUN: Readonly<Record<HttpClient, readonly string[]>> = {
  bash: ['bash', '-c', SCRIPTS.bash, 'bash'],
  curl: ['/bin/sh', '-c', SCRIPTS.curl, 'sh'],
  node: ['node', '--eval', SCRIPTS.node, '--'],
  python: ['python3', '-c', SCRIPTS.python],
  wget: ['/bin/sh', '-c', SCRIPTS.wget, 'sh'],
};

/** Whether a program is one of them; one without types can name any. */
export function isHttpClient(program: unknown): program is HttpClient {
  return typeof program === 'string' && Object.hasOwn(RUN, program);
}

/** The command that asks with a program of the image. `curl` and `wget` need a shell and `cat`; `bash` needs `cat`. */
export function httpProbe(client: HttpClient, { port, path, host }: HttpQuestion): readonly string[] {
  return [...RUN[client], host, String(port), path];
}
