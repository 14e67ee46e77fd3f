/**
 * The properties of a service that becomes a Database. A Database sets some and passes on some; the others prevent it,
 * with a reason.
 *
 * @module
 */
import type { DatabaseFacts, DatabaseFamily } from '../../images';
import { isDeferred } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import { whyNotCommand } from './command';
import { isNothing, visible } from './texts';

type Check = (value: unknown, facts: DatabaseFacts, family: DatabaseFamily) => string | undefined;

const fine: Check = () => undefined;

/** Capabilities that the image's script needs as root; a server that never runs as root does not. */
const OF_THE_SCRIPT = ['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'SETGID', 'SETUID'];

/** Properties that a Database decides. Those without a check here are looked at elsewhere. */
const DECIDED: Readonly<Record<string, Check>> = {
  image: fine,
  environment: fine,
  env_file: fine,
  volumes: fine,
  networks: fine,
  secrets: fine,
  deploy: fine,
  mem_limit: fine,
  cpus: fine,
  pids_limit: fine,
  init: fine,
  read_only: fine,
  cap_drop: fine,
  healthcheck: (value, _, family) => whyNotHealthcheck(value, family),
  command: (value, _, family) => whyNotCommand(value, family),
  user: (user, { user: own }) =>
    [own.name, `${own.name}:${own.name}`, String(own.uid), `${own.uid}:${own.gid}`].includes(String(visible(user)))
      ? undefined
      : `it runs as user ${String(visible(user))}`,
  privileged: (value) => (value === false ? undefined : 'it is privileged'),
  cap_add: (value) =>
    strings(value).every((name) => OF_THE_SCRIPT.includes(name.toUpperCase().replace(/^CAP_/, '')))
      ? undefined
      : 'it has capabilities that a Database does not have',
  security_opt: (value) =>
    strings(value).every((option) => /^no-new-privileges(:true)?$/.test(option))
      ? undefined
      : 'it has security options of its own',
  tmpfs: (value, { tmpfs }) => {
    const own = ['/run', ...tmpfs].map(inRun);
    const strange = strings(value).find((path) => !own.includes(inRun(path.replace(/:.*/s, '').replace(/\/$/, ''))));
    return strange === undefined ? undefined : `it has a file system in memory at ${strange}`;
  },
  ports: (value) =>
    `it publishes ${portsIn(value)}, and the network of a Database is internal: nothing outside of it gets in`,
  build: () => 'it is built',
  entrypoint: () => 'it has an entrypoint of its own',
  configs: () => 'it reads configs',
  network_mode: (value) => `it has the network mode ${String(visible(value))}`,
  depends_on: (value) => `it waits for ${namesIn(value)}`,
  links: (value) => `it is linked to ${namesIn(value)}`,
};

/** Properties that are merged into what a Database says, as they are. */
const CARRIED: ReadonlySet<string> = new Set([
  ...['annotations', 'attach', 'command', 'container_name', 'expose', 'hostname', 'labels', 'logging'],
  ...['oom_score_adj', 'platform', 'profiles', 'pull_policy', 'restart', 'shm_size', 'stdin_open'],
  ...['stop_grace_period', 'stop_signal', 'tty', 'ulimits'],
]);

/** Whether a Database lets a property pass. */
export function isCarried(key: string): boolean {
  return CARRIED.has(key) || key.startsWith('x-');
}

/** Why a Database cannot take the place of a service. @param service in long syntax */
export function whyNotProperties(service: PlainMap, facts: DatabaseFacts, family: DatabaseFamily): string[] {
  return Object.entries(service).flatMap(([key, value]) => {
    if (isNothing(value)) return [];
    const check = Object.hasOwn(DECIDED, key) ? DECIDED[key] : undefined;
    const why = check ? check(value, facts, family) : isCarried(key) ? undefined : `a Database takes no ${key}`;
    return why === undefined ? [] : [why];
  });
}

/** The health check asks whether the server accepts connections, as a Database's does. */
function whyNotHealthcheck(healthcheck: unknown, family: DatabaseFamily): string | undefined {
  const { test, disable } = isPlainMap(healthcheck) ? healthcheck : {};
  if (disable !== undefined && disable !== false) return 'its health check is turned off';
  if (test === undefined) return undefined;
  const [how, ...words] = Array.isArray(test) ? test.map((word) => visible(word) ?? '') : [];
  const asked = words[0] !== undefined && /^(\/bin\/)?(ba)?sh$/.test(words[0]) ? words.slice(2) : words;
  const command = asked.join(' ').trim();
  return family.whyNotProbe(/^CMD(-SHELL)?$/.test(how ?? '') ? command : '');
}

/** One folder has two names: https://refspecs.linuxfoundation.org/FHS_3.0/fhs/ch05s13.html */
function inRun(path: string): string {
  return path.replace(/^\/var\/run(?=\/|$)/, '/run');
}

function portsIn(value: unknown): string {
  const ports = (Array.isArray(value) ? value : []).map((port) => {
    const { published, target } = isPlainMap(port) ? port : {};
    return String(visible(published) ?? published ?? visible(target) ?? target ?? visible(port));
  });
  return `port ${ports.join(', ')}`;
}

function namesIn(value: unknown): string {
  return (isPlainMap(value) ? Object.keys(value) : strings(value)).join(', ');
}

function strings(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => (isDeferred(item) ? (visible(item) ?? '') : String(item)));
}
