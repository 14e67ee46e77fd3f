/**
 * NATS: the official image in its Alpine variant, https://hub.docker.com/_/nats. The default one has no shell, so nothing
 * in it could read a password from a file.
 *
 * @module
 */
import { parseReference } from '../facts';
import type { QueueFamily, QueueRun, QueueSettings } from '../queue';

export const nats: QueueFamily = {
  id: 'nats',
  product: 'NATS',
  repository: 'nats',
  versions: '"2.12" or "2.12.15"',
  example: '2.12',
  facts: (tag) => {
    const [, version] = VERSION.exec(tag) ?? [];
    if (version === undefined) return undefined;
    return {
      reference: tag.includes('-alpine') ? `nats:${tag}` : `nats:${tag}-alpine`,
      release: `NATS ${version}`,
      port: 4222,
      // the image names no user and has no folder for data, so a new volume belongs to root. Here root has no capability
      user: { name: 'root', uid: 0, gid: 0 },
      tmpfs: ['/tmp'],
      dataPath: '/data',
      folder: '/data',
      declared: [],
      // https://docs.nats.io/running-a-nats-service/nats_admin/signals
      stopGrace: '30s',
      // until 2.11 it ends with status 1 after SIGTERM, as if it had failed: https://github.com/nats-io/nats-server/issues/6083
      stopSignal: 'SIGINT',
      scheme: 'nats',
      word: 'NATS',
      passwordFile: 'NATS_PASSWORD_FILE',
      settingsAt: '/etc/nats/settings.conf',
      start: START,
      run,
    };
  },
  dataOf: (reference) => {
    const { repository } = parseReference(reference);
    if (!/^(library\/)?nats$/.test(repository)) return undefined;
    // https://docs.nats.io/nats-concepts/jetstream: without a folder it keeps streams in /tmp
    const at = '/tmp/nats/jetstream';
    return { name: 'NATS', dataPath: at, folder: at, declared: [], construct: 'Queue', named };
  },
  elsewhere: [],

  programs: ['nats-server'],
  argumentsOf: (words) => words.map((word) => ({ word })),
  leadsElsewhere: () => true,
  whyNotProbe: () => 'its health check asks for more than a login does',
  decisive: /^(PATH|HOME|LD_.*)$/,
};

/** https://github.com/docker-library/official-images/blob/master/library/nats */
const VERSION = /^(2(?:\.\d+)?)(?:\.\d+)?(?:-alpine[0-9.]*)?$/;

/** A folder in the command; a settings file may name one, too. */
const named = ({ command }: { readonly command: readonly string[] }) => {
  const at = command.findIndex((word) => /^(-sd|--?store_dir)(=|$)/.test(word));
  const path = at < 0 ? undefined : (/=(.*)$/s.exec(command[at] ?? '')?.[1] ?? command[at + 1]);
  return path === undefined ? undefined : [{ path, by: '--store_dir' }];
};

function run({ user, memory, settings }: QueueSettings): QueueRun {
  return {
    environment: { NATS_USER: user },
    command: ['nats-server', '--config', '/etc/nats/settings.conf'],
    // As a client does: the pages of its monitor ask nobody for a password.
    // https://docs.nats.io/reference/reference-protocols/nats-protocol
    probe: [
      'sh',
      '-c',
      [
        `p=$(printf %s "$(cat "$NATS_PASSWORD_FILE")" | sed 's/[\\\\"]/\\\\&/g')`,
        `{ printf 'CONNECT {"verbose":false,"user":"%s","pass":"%s"}\\r\\nPING\\r\\n' "$NATS_USER" "$p"; sleep 0.5; } | nc -w 3 127.0.0.1 4222 | grep -q ^PONG`,
      ].join('; '),
    ],
    lines: [
      'port: 4222',
      `jetstream { store_dir: "/data", max_mem: ${Math.floor(memory / 2)} }`,
      // one that the script at the start makes, in memory
      'include "../../tmp/authorization.conf"',
      ...Object.entries(settings).map(([name, value]) => `${name}: ${value}`),
    ],
  };
}

/** Every byte of the password as `\xNN`: https://docs.nats.io/running-a-nats-service/configuration#strings-and-numbers */
const START = [
  'set -eu',
  'password=$(cat "$NATS_PASSWORD_FILE")',
  'bytes=$(printf %s "$password" | od -An -v -tx1)',
  '[ -n "$bytes" ] || { echo "The secret $NATS_PASSWORD_FILE is empty." >&2; exit 1; }',
  'umask 077',
  '{',
  `  printf 'authorization { user: "%s", password: "' "$NATS_USER"`,
  `  for byte in $bytes; do printf '\\\\x%s' "$byte"; done`,
  `  echo '" }'`,
  '} >/tmp/authorization.conf',
  'exec docker-entrypoint.sh "$@"',
].join('\n');
