/**
 * The properties of a service that becomes a server's construct. That sets some and passes on some; the others prevent it,
 * with a reason.
 *
 * @module
 */
import type { ServerFacts } from '../../images';
import { isDeferred } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import type { ServerClass } from './model';
import { isNothing, visible } from './texts';

type Check = (value: unknown, facts: ServerFacts) => string | undefined;

const fine: Check = () => undefined;

/** Capabilities that the image's script needs as root; a server that never runs as root does not. */
const OF_THE_SCRIPT = ['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'SETGID', 'SETUID'];

/** Properties that a server's construct decides. Those without a check here are looked at elsewhere. */
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
  healthcheck: fine,
  command: fine,
  user: (user, { user: own }) =>
    [own.name, `${own.name}:${own.name}`, String(own.uid), `${own.uid}:${own.gid}`].includes(String(visible(user)))
      ? undefined
      : `it runs as user ${String(visible(user))}`,
  privileged: (value) => (value === false ? undefined : 'it is privileged'),
  cap_add: (value) =>
    strings(value).every((name) => OF_THE_SCRIPT.includes(name.toUpperCase().replace(/^CAP_/, '')))
      ? undefined
      : 'it has capabilities that its construct does not have',
  security_opt: (value) =>
    strings(value).every((option) => /^no-new-privileges(:true)?$/.test(option))
      ? undefined
      : 'it has security options of its own',
  tmpfs: (value, { tmpfs }) => {
    const own = ['/run', ...tmpfs].map(inRun);
    const strange = strings(value).find((path) => !own.includes(inRun(path.replace(/:.*/s, '').replace(/\/$/, ''))));
    return strange === undefined ? undefined : `it has a file system in memory at ${strange}`;
  },
  build: () => 'it is built',
  entrypoint: () => 'it has an entrypoint of its own',
  configs: () => 'it reads configs',
  network_mode: (value) => `it has the network mode ${String(visible(value))}`,
  depends_on: (value) => `it waits for ${namesIn(value)}`,
  links: (value) => `it is linked to ${namesIn(value)}`,
};

/** Properties that are merged into what the construct says, as they are. */
const CARRIED: ReadonlySet<string> = new Set([
  ...['annotations', 'attach', 'command', 'container_name', 'expose', 'hostname', 'labels', 'logging'],
  ...['oom_score_adj', 'platform', 'ports', 'profiles', 'pull_policy', 'restart', 'shm_size', 'stdin_open'],
  ...['stop_grace_period', 'stop_signal', 'sysctls', 'tty', 'ulimits'],
]);

/** Whether the construct of a server lets a property pass. */
export function isCarried(key: string): boolean {
  return CARRIED.has(key) || key.startsWith('x-');
}

/** Why the construct cannot take the place of a service. @param service in long syntax */
export function whyNotProperties(service: PlainMap, facts: ServerFacts, className: ServerClass): string[] {
  return Object.entries(service).flatMap(([key, value]) => {
    if (isNothing(value)) return [];
    const check = Object.hasOwn(DECIDED, key) ? DECIDED[key] : undefined;
    const why = check ? check(value, facts) : isCarried(key) ? undefined : `a ${className} takes no ${key}`;
    return why === undefined ? [] : [why];
  });
}

/** One folder has two names: https://refspecs.linuxfoundation.org/FHS_3.0/fhs/ch05s13.html */
function inRun(path: string): string {
  return path.replace(/^\/var\/run(?=\/|$)/, '/run');
}

function namesIn(value: unknown): string {
  return (isPlainMap(value) ? Object.keys(value) : strings(value)).join(', ');
}

function strings(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => (isDeferred(item) ? (visible(item) ?? '') : String(item)));
}
