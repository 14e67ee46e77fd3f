/**
 * The official PHP image with FPM in its Debian variant, https://hub.docker.com/_/php.
 *
 * @module
 */
import type { ImageFacts } from './facts';

export interface PhpFacts extends ImageFacts {
  /** Image that composer comes from, https://hub.docker.com/_/composer. */
  readonly composer: string;
  /** The words before every command. */
  readonly entrypoint: readonly string[];
  /** The command that runs FPM. */
  readonly command: readonly string[];
  /** Folder of `php.ini`; its `conf.d` is read after it, in the order of names. */
  readonly iniFolder: string;
  /** Folder of FPM's settings, which are read in the order of names. */
  readonly poolFolder: string;
  /** Folder of extensions. */
  readonly extensionFolder: string;
}

/** Facts about a release line such as `8.4`; undefined if it is none that has an image and pecl. */
export function phpFacts(version: string): PhpFacts | undefined {
  // 8.6 comes without pecl, and 8.1 has ended: https://github.com/docker-library/php/blob/master/versions.json
  if (!/^8\.[2-5](\.\d+)?$/.test(version)) return undefined;
  // https://github.com/docker-library/php/blob/master/Dockerfile-linux.template
  return {
    reference: `php:${version}-fpm-trixie`,
    composer: 'composer:2.10',
    user: { name: 'www-data', uid: 33, gid: 33 },
    tmpfs: ['/tmp'],
    entrypoint: ['docker-php-entrypoint'],
    command: ['php-fpm'],
    iniFolder: '/usr/local/etc/php',
    poolFolder: '/usr/local/etc/php-fpm.d',
    extensionFolder: '/usr/local/lib/php/extensions',
  };
}

/** Path that FPM itself answers, without a script; no visitor can ask for it through the web server. */
export const PHP_PING = '/fpm-ping';

/**
 * A request of FPM's own protocol, as the arguments port and path say. The image has no program that speaks it but PHP:
 * https://github.com/docker-library/php/issues/366. Its words: https://fastcgi-archives.github.io/FastCGI_Specification.html
 */
const CLIENT = String.raw`[, $port, $path] = $argv;
$server = stream_socket_client("tcp://127.0.0.1:$port", $no, $why, 4) or exit(1);
stream_set_timeout($server, 4);
$record = fn ($kind, $content) => pack('CCnnCx', 1, $kind, 1, strlen($content), 0) . $content;
$words = '';
foreach (['REQUEST_METHOD' => 'GET', 'SCRIPT_NAME' => $path, 'SCRIPT_FILENAME' => $path] as $name => $value) $words .= chr(strlen($name)) . chr(strlen($value)) . $name . $value;
fwrite($server, $record(1, pack('nCx5', 1, 0)) . $record(4, $words) . $record(4, '') . $record(5, ''));
exit(str_contains((string) stream_get_contents($server), "\r\n\r\npong") ? 0 : 1);`;

/** A command that ends with status 0 while FPM answers; without settings and extensions, which would take longer. */
export function phpProbe(port: number): readonly string[] {
  return ['php', '-n', '-r', CLIENT, '--', String(port), PHP_PING];
}
