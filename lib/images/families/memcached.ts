/**
 * Memcached: the official image, https://hub.docker.com/_/memcached. It keeps nothing.
 *
 * @module
 */
import type { CacheFamily } from '../cache';
import type { ServerArgument } from '../family';

export const memcached: CacheFamily = {
  id: 'memcached',
  product: 'Memcached',
  repository: 'memcached',
  versions: '"1.6", "1.6.45" or "1.6-alpine"',
  example: '1.6',
  facts: (tag) =>
    VERSION.test(tag)
      ? {
          reference: `memcached:${tag}`,
          release: 'Memcached 1.6',
          port: 11211,
          // https://github.com/docker-library/memcached/blob/master/1/debian/Dockerfile
          user: { name: 'memcache', uid: 11211, gid: 11211 },
          tmpfs: [],
          // it has nothing to write down
          stopGrace: '10s',
          scheme: 'memcached',
          word: 'MEMCACHED',
          // https://docs.memcached.org/serverguide/configuring/: `-m` counts items alone
          command: ({ memory, settings }) => [
            'memcached',
            `--memory-limit=${Math.floor(memory / 2 ** 20)}`,
            ...Object.entries(settings).map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
          ],
          probe: tag.includes('-alpine') ? WITH_NC : WITH_BASH,
        }
      : undefined,
  dataOf: () => undefined,
  elsewhere: [],

  // https://docs.memcached.org/serverguide/configuring/
  programs: ['memcached'],
  argumentsOf,
  leadsElsewhere: ({ name }) =>
    /^(p|port|l|listen|s|unix-socket|u|user|d|daemon|S|enable-sasl|Z|enable-ssl|U|udp-port|P|pidfile|Y|auth-file)$/.test(
      name,
    ),
  whyNotProbe: () => 'its health check asks for more than the version',
  decisive: /^(PATH|HOME|LD_.*|SASL_.*|MEMCACHED_SASL_.*)$/,
  isSteady: true,
};

/** https://github.com/docker-library/official-images/blob/master/library/memcached */
const VERSION = /^1(\.6(\.\d+)?)?(-[a-z0-9.]+)?$/;

/** https://github.com/memcached/memcached/blob/master/doc/protocol.txt */
const WITH_BASH = [
  'bash',
  '-c',
  String.raw`exec 3<>/dev/tcp/127.0.0.1/11211 && printf 'version\r\n' >&3 && read -r -t 4 word _ <&3 && [[ $word == VERSION ]]`,
];

/** Alpine's image has no bash, and BusyBox's nc. */
const WITH_NC = ['sh', '-c', String.raw`printf 'version\r\nquit\r\n' | nc 127.0.0.1 11211 | grep -q ^VERSION`];

/** `-m 64`, `--memory-limit=64`, and options without a value. */
function argumentsOf(words: readonly string[]): readonly ServerArgument[] {
  const read: ServerArgument[] = [];
  for (const word of words) {
    const last = read.at(-1);
    const [, name, value = ''] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name !== undefined) read.push({ name, value });
    else if (last && 'name' in last && last.value === '') read[read.length - 1] = { ...last, value: word };
    else read.push({ word });
  }
  return read;
}
