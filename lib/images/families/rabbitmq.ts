/**
 * RabbitMQ: the official image, https://hub.docker.com/_/rabbitmq, and where the images that are made of it keep data.
 *
 * @module
 */
import { parseReference } from '../facts';
import type { QueueFamily, QueueRun, QueueSettings } from '../queue';

export const rabbitmq: QueueFamily = {
  id: 'rabbitmq',
  product: 'RabbitMQ',
  repository: 'rabbitmq',
  versions: '"4.2", "4.3-management" or "4.2-alpine"',
  example: '4.2',
  facts: (tag) => {
    const [, version] = VERSION.exec(tag) ?? [];
    if (version === undefined) return undefined;
    return {
      reference: `rabbitmq:${tag}`,
      release: `RabbitMQ ${version}`,
      port: 5672,
      // https://github.com/docker-library/rabbitmq/blob/master/Dockerfile-ubuntu.template and Dockerfile-alpine.template
      user: tag.includes('-alpine')
        ? { name: 'rabbitmq', uid: 100, gid: 101 }
        : { name: 'rabbitmq', uid: 999, gid: 999 },
      tmpfs: ['/tmp', '/var/log/rabbitmq'],
      ...FOLDERS,
      // the command line is a program of Erlang, which takes a second on a quiet machine
      probeTimeout: '20s',
      // it closes queues one after the other: https://www.rabbitmq.com/docs/cli#node-shutdown
      stopGrace: '2m',
      // https://www.rabbitmq.com/docs/uri-spec
      scheme: 'amqp',
      word: 'AMQP',
      passwordFile: 'RABBITMQ_PASSWORD_FILE',
      hasVirtualHosts: true,
      // files of the folder count in the order of their names: https://www.rabbitmq.com/docs/configure#config-confd-directory
      settingsAt: '/etc/rabbitmq/conf.d/90-compose-constructs.conf',
      start: START,
      run,
    };
  },
  isOld: (tag) => /^[1-3]\b/.test(tag),
  dataOf: (reference) => {
    const { repository, tag } = parseReference(reference);
    const [, version] = VERSION.exec(tag) ?? [];
    if (/^bitnami(legacy|secure)?\/rabbitmq$/.test(repository)) {
      // https://github.com/bitnami/containers/blob/main/bitnami/rabbitmq/4.1/debian-12/rootfs/opt/bitnami/scripts/rabbitmq-env.sh
      const at = '/bitnami/rabbitmq/mnesia';
      return { name: repository, dataPath: at, folder: at, declared: [at], named };
    }
    if (!/(^|\/)rabbitmq$/.test(repository)) return undefined;
    const name = ['RabbitMQ', version].filter((part) => part !== undefined).join(' ');
    const isOfficial = /^(library\/)?rabbitmq$/.test(repository);
    return { ...FOLDERS, name, ...(isOfficial && { construct: 'Queue' }), named };
  },
  elsewhere: ['/bitnami/rabbitmq', '/var/lib/rabbitmq/data'],

  // https://github.com/docker-library/docs/blob/master/rabbitmq/content.md
  programs: ['rabbitmq-server'],
  argumentsOf: (words) => words.map((word) => ({ word })),
  leadsElsewhere: () => false,
  whyNotProbe: (command) =>
    /^(\S*\/)?(rabbitmq-diagnostics|rabbitmqctl)(\s+-q)?\s+(ping|status|check_running|check_port_connectivity|check_local_alarms|node_health_check)(\s+-q)?(\s*\|\|\s*(exit\s+1|false))?$/.test(
      command,
    )
      ? undefined
      : 'its health check asks for more than whether it runs',
  decisive:
    /^(RABBITMQ_(MNESIA_.*|NODE_PORT|NODENAME|NODE_IP_ADDRESS|USE_LONGNAME|CONFIG_FILE.*|ADVANCED_CONFIG_FILE|CONF_ENV_FILE|ENABLED_PLUGINS_FILE|LOGS|LOG_BASE|DIST_PORT|.*_FILE)|ERL_.*|PATH|HOME|LD_.*)$/,
  variables: {
    user: 'RABBITMQ_DEFAULT_USER',
    password: 'RABBITMQ_DEFAULT_PASS',
    virtualHost: 'RABBITMQ_DEFAULT_VHOST',
    // https://www.rabbitmq.com/docs/access-control#default-state; the image lets that user in from other hosts, too
    usual: { user: 'guest', password: 'guest', virtualHost: '/' },
    // https://github.com/docker-library/rabbitmq/issues/106
    node: { name: 'RABBITMQ_NODENAME', before: 'rabbit@' },
  },
};

/** https://github.com/docker-library/official-images/blob/master/library/rabbitmq */
const VERSION = /^((?:[4-9]|[1-9]\d)(?:\.\d+)?)(?:\.\d+)?(?:-[a-z0-9.-]+)?$/;

/** https://github.com/docker-library/rabbitmq/blob/master/Dockerfile-ubuntu.template: the data is in `mnesia` below it */
const FOLDERS = {
  dataPath: '/var/lib/rabbitmq',
  folder: '/var/lib/rabbitmq/mnesia',
  declared: ['/var/lib/rabbitmq'],
} as const;

/** https://www.rabbitmq.com/docs/relocate */
const named = ({ environment }: { readonly environment: Readonly<Record<string, unknown>> }) => {
  const path = environment['RABBITMQ_MNESIA_BASE'];
  if (path === undefined) return [];
  return typeof path === 'string' ? [{ path, by: 'RABBITMQ_MNESIA_BASE' }] : undefined;
};

function run({ user, virtualHost, memory, settings }: QueueSettings): QueueRun {
  return {
    environment: {
      // data stands in a folder of this name, and a container's host name changes: https://github.com/docker-library/rabbitmq/issues/106
      RABBITMQ_NODENAME: 'rabbit@localhost',
      // Erlang reserves memory for every file that it may open. Some engines allow a thousand million of them:
      // https://www.erlang.org/doc/apps/erts/erl_cmd.html, ERL_MAX_PORTS
      ERL_MAX_PORTS: '65536',
      RABBITMQ_DEFAULT_USER: user,
      RABBITMQ_DEFAULT_VHOST: virtualHost,
    },
    command: ['rabbitmq-server'],
    // The command waits for input only if it has no option and no further word.
    // `ping` and `check_running` know no password: https://www.rabbitmq.com/docs/monitoring#health-checks
    probe: [
      'bash',
      '-c',
      '(exec 3<>/dev/tcp/127.0.0.1/5672) && printf %s "$(cat "$RABBITMQ_PASSWORD_FILE")" | rabbitmqctl authenticate_user "$RABBITMQ_DEFAULT_USER"',
    ],
    lines: Object.entries({
      // the server does not see the limit of its container everywhere: https://www.rabbitmq.com/docs/memory
      'vm_memory_high_watermark.absolute': String(Math.floor(memory * 0.6)),
      ...settings,
    }).map(([name, value]) => `${name} = ${value}`),
  };
}

/**
 * The image refuses to start with a variable for the file of a password:
 * https://github.com/docker-library/rabbitmq/blob/master/docker-entrypoint.sh. A variable with the password itself cannot
 * hold every character. So a password at random is for the first moment. The real one follows at each start, through
 * standard input: https://www.rabbitmq.com/docs/man/rabbitmqctl.8#change_password
 */
const START = [
  'set -eu',
  'password=$(cat "$RABBITMQ_PASSWORD_FILE")',
  '[ -n "$password" ] || { echo "The secret $RABBITMQ_PASSWORD_FILE is empty." >&2; exit 1; }',
  "RABBITMQ_DEFAULT_PASS=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \\n')",
  'export RABBITMQ_DEFAULT_PASS',
  'user=$RABBITMQ_DEFAULT_USER host=$RABBITMQ_DEFAULT_VHOST',
  'given() { printf %s "$password"; }',
  '(',
  "  until bash -c 'exec 3<>/dev/tcp/127.0.0.1/5672' 2>/dev/null; do sleep 0.5; done",
  '  given | rabbitmqctl authenticate_user "$user" >/dev/null 2>&1 && exit 0',
  '  given | rabbitmqctl change_password "$user" >/dev/null 2>&1 || given | rabbitmqctl add_user "$user"',
  '  rabbitmqctl -q add_vhost "$host" 2>/dev/null || true',
  '  rabbitmqctl -q set_user_tags "$user" administrator',
  '  rabbitmqctl -q set_permissions --vhost "$host" "$user" ".*" ".*" ".*"',
  ') &',
  'exec docker-entrypoint.sh "$@"',
].join('\n');
