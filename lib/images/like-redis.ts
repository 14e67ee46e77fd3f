/**
 * The common facts of Redis and of Valkey, which was made from it.
 *
 * @module
 */
import type { CacheFacts, CacheSettings } from './cache';
import { type DataImage, namedFolders, type ServerArgument, type ServerWords } from './family';

interface LikeRedis {
  readonly tag: string;
  readonly product: string;
  readonly repository: string;
  readonly version: string;
  readonly declared: readonly string[];
  /** The word that begins the names of its programs. */
  readonly program: 'redis' | 'valkey';
}

export function likeRedis({ tag, product, repository, version, declared, program }: LikeRedis): CacheFacts {
  const passwordFile = `${program.toUpperCase()}_PASSWORD_FILE`;
  const asClient = `p=$(cat "\${${passwordFile}:-/dev/null}") && export REDISCLI_AUTH="$p" VALKEYCLI_AUTH="$p"`;
  return {
    reference: `${repository}:${tag}`,
    release: `${product} ${version}`,
    port: 6379,
    // Debian's and Alpine's number: https://github.com/docker-library/redis/blob/master/Dockerfile.template
    user: { name: program, uid: 999, gid: tag.includes('-alpine') ? 1000 : 999 },
    tmpfs: ['/tmp'],
    dataPath: '/data',
    folder: '/data',
    declared,
    // it writes a snapshot, if it keeps anything: https://redis.io/docs/latest/operate/oss_and_stack/reference/signals/
    stopGrace: '1m',
    // https://www.iana.org/assignments/uri-schemes/prov/redis; clients of Valkey take the same
    scheme: 'redis',
    word: 'REDIS',
    passwordFile,
    start: startOf(program, passwordFile),
    command: (settings) => [`${program}-server`, ...argumentsFor(settings)],
    // `ping` alone ends well whatever the answer is: https://github.com/langgenius/dify/issues/10898
    probe: ['sh', '-c', `${asClient} && [ "$(${program}-cli ping)" = PONG ]`],
    // https://redis.io/docs/latest/develop/tools/cli/#remote-backups-of-rdb-files
    dump: ['sh', '-c', `${asClient} && exec ${program}-cli --rdb -`],
  };
}

/**
 * The image takes no password from a variable or a file. Everybody on the host sees the words of a command. So the
 * script writes a settings file, in memory, with every byte of the password as `\xNN`:
 * https://redis.io/docs/latest/operate/oss_and_stack/management/config/
 */
function startOf(program: string, passwordFile: string): string {
  return [
    'set -eu',
    `password=$(cat "$${passwordFile}")`,
    'bytes=$(printf %s "$password" | od -An -v -tx1)',
    `[ -n "$bytes" ] || { echo "The secret $${passwordFile} is empty." >&2; exit 1; }`,
    'umask 077',
    `{ printf 'requirepass "'; for byte in $bytes; do printf '\\\\x%s' "$byte"; done; echo '"'; } >/tmp/${program}.conf`,
    'server=$1 && shift',
    `exec docker-entrypoint.sh "$server" /tmp/${program}.conf "$@"`,
  ].join('\n');
}

/** https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/ and …/develop/reference/eviction/ */
function argumentsFor({ memory, isKept, settings }: CacheSettings): readonly string[] {
  const all = {
    maxmemory: String(memory),
    ...(isKept
      ? { 'maxmemory-policy': 'noeviction', appendonly: 'yes' }
      : { 'maxmemory-policy': 'allkeys-lru', appendonly: 'no', save: '' }),
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
}

/** An image that keeps its data in one folder, unless a setting names another one. */
export function keptAt(folder: string, image: Pick<DataImage, 'name' | 'construct' | 'declared'>): DataImage {
  return {
    dataPath: folder,
    folder,
    ...image,
    named: ({ command }) => {
      // a settings file may name one, too
      if (command.some((word) => word.endsWith('.conf'))) return undefined;
      const at = command.lastIndexOf('--dir');
      return namedFolders(at < 0 ? [] : [{ by: '--dir', path: command[at + 1] }]);
    },
  };
}

/** Settings of both, for an import. */
export function wordsOfRedis(...programs: readonly string[]): ServerWords & {
  readonly passwordSetting: string;
  readonly keepsNothing: Readonly<Record<string, string>>;
} {
  return {
    programs,
    argumentsOf,
    leadsElsewhere: ({ name, value }) => ELSEWHERE.test(name) || (name === 'dir' && value !== '/data'),
    whyNotProbe: (command) => (PROBE.test(command) ? undefined : 'its health check asks for more than a ping does'),
    // https://github.com/valkey-io/valkey-container/blob/mainline/docker-entrypoint.sh
    decisive: /^((REDIS|VALKEY)_PASSWORD_FILE|VALKEY_EXTRA_FLAGS|PATH|HOME|LD_.*)$/,
    isSteady: true,
    passwordSetting: 'requirepass',
    keepsNothing: { save: '', appendonly: 'no' },
  };
}

/** https://redis.io/docs/latest/operate/oss_and_stack/management/config-file/ */
const ELSEWHERE =
  /^(port|bind|unixsocket.*|logfile|pidfile|include|aclfile|loadmodule|daemonize|user|rename-command|tls-.*|cluster-.*|replicaof|slaveof|masterauth|masteruser|sentinel|supervised|.*-dir)$/;

const PROBE =
  /^(\S*\/)?(redis|valkey)-cli\s[^;&|]*\bping\b[^;&|]*(\|\s*grep\s+(-q\s+)?["']?PONG["']?\s*)?(\|\|\s*(exit\s+1|false)\s*)?$/i;

/** Each option in full, with all words up to the next one: `--save 60 1`. */
function argumentsOf(words: readonly string[]): readonly ServerArgument[] {
  const read: ServerArgument[] = [];
  for (const word of words) {
    const last = read.at(-1);
    if (word.startsWith('--')) read.push({ name: word.slice(2).toLowerCase(), value: '' });
    else if (last && 'name' in last) read[read.length - 1] = { ...last, value: `${last.value} ${word}`.trim() };
    else read.push({ word });
  }
  return read;
}
