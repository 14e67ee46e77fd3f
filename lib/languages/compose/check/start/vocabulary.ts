/**
 * Words of the engine, at places where the schema accepts any text.
 *
 * @module
 */
import { excerpt } from '../../../../words';
import { isPlainMap, type PlainMap } from '../../data';
import { at } from '../meaning/view';
import { type EngineRefusal, type Refused, unknown } from './refusal';

/** The reason why the engine refuses a value; undefined if it accepts it. */
export type WordCheck = (value: string) => Refused | undefined;

/** A property of a service, or each item of one. */
export const LOOKS: readonly (readonly [property: string, look: WordCheck])[] = [
  ['restart', restart],
  ['cap_add', capability],
  ['cap_drop', capability],
  ['security_opt', securityOption],
  ['stop_signal', signal],
  ['working_dir', absolute('The working directory')],
  ['tmpfs', (value) => absolute('The path of a file system in memory')(value.replace(/:.*/s, ''))],
  ['pid', mode('`pid`', ['host', 'service:NAME', 'container:NAME'])],
  ['ipc', mode('`ipc`', ['host', 'none', 'private', 'shareable', 'service:NAME', 'container:NAME'])],
  ['uts', mode('`uts`', ['host'])],
  ['hostname', hostname],
  ['mac_address', macAddress],
];

/** Names of limits, of settings of the kernel and of options of the log that the engine does not know. */
export function* namesRefused(service: PlainMap): Iterable<EngineRefusal> {
  for (const name of keysOf(service.ulimits)) {
    if (LIMITS.includes(name)) continue;
    yield { pointer: ['ulimits', name], ...unknown(`there is no limit ${excerpt(name)}`, name, LIMITS) };
  }
  for (const name of sysctlsOf(service.sysctls)) {
    if (isOfContainer(name)) continue;
    yield {
      pointer: ['sysctls'],
      problem: `the kernel has ${excerpt(name)} once for all containers`,
      remedy: 'Set it on the host, and leave it out here.',
    };
  }
  if (at(service, 'logging', 'driver') !== 'json-file') return;
  for (const name of keysOf(at(service, 'logging', 'options'))) {
    if (LOG_OPTIONS.includes(name)) continue;
    const problem = `the log driver json-file has no option ${excerpt(name)}`;
    yield { pointer: ['logging', 'options', name], ...unknown(problem, name, LOG_OPTIONS) };
  }
}

function keysOf(value: unknown): readonly string[] {
  return isPlainMap(value) ? Object.keys(value) : [];
}

/** https://docs.docker.com/engine/containers/start-containers-automatically/#use-a-restart-policy */
function restart(value: string): Refused | undefined {
  const [policy = '', count] = value.split(/:(.*)/s);
  if (!RESTARTS.includes(policy)) return unknown(`there is no restart policy ${excerpt(policy)}`, policy, RESTARTS);
  if (count === undefined || (policy === 'on-failure' && !count.startsWith('-'))) return undefined;
  return {
    problem: `the restart policy ${excerpt(value)} has a number that it cannot have`,
    remedy: 'Only "on-failure" takes a number of retries, such as "on-failure:5".',
  };
}

const RESTARTS = ['no', 'always', 'on-failure', 'unless-stopped', ''];

/** https://github.com/moby/moby/blob/v28.5.2/oci/caps/utils_linux.go */
function capability(value: string): Refused | undefined {
  const name = value.toUpperCase().replace(/^CAP_/, '');
  return CAPABILITIES.includes(name)
    ? undefined
    : unknown(`there is no capability ${excerpt(value)}`, name, CAPABILITIES);
}

/** https://man7.org/linux/man-pages/man7/capabilities.7.html */
const CAPABILITIES = [
  ...['ALL', 'AUDIT_CONTROL', 'AUDIT_READ', 'AUDIT_WRITE', 'BLOCK_SUSPEND', 'BPF', 'CHECKPOINT_RESTORE', 'CHOWN'],
  ...['DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'IPC_LOCK', 'IPC_OWNER', 'KILL', 'LEASE'],
  ...['LINUX_IMMUTABLE', 'MAC_ADMIN', 'MAC_OVERRIDE', 'MKNOD', 'NET_ADMIN', 'NET_BIND_SERVICE', 'NET_BROADCAST'],
  ...['NET_RAW', 'PERFMON', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYSLOG', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_CHROOT'],
  ...['SYS_MODULE', 'SYS_NICE', 'SYS_PACCT', 'SYS_PTRACE', 'SYS_RAWIO', 'SYS_RESOURCE', 'SYS_TIME'],
  ...['SYS_TTY_CONFIG', 'WAKE_ALARM'],
];

/** https://docs.docker.com/reference/cli/docker/container/run/#security-opt */
function securityOption(value: string): Refused | undefined {
  const [name = ''] = value.split(/[:=]/);
  return SECURITY.includes(name) ? undefined : unknown(`there is no security option ${excerpt(value)}`, name, SECURITY);
}

const SECURITY = [
  'apparmor',
  'label',
  'no-new-privileges',
  'seccomp',
  'systempaths',
  'writable-cgroups',
  'credentialspec',
];

/** https://github.com/moby/sys/blob/signal/v0.7.1/signal/signal_linux.go */
function signal(value: string): Refused | undefined {
  const name = value.toUpperCase().replace(/^SIG/, '');
  const isKnown = /^\d+$/.test(name) || SIGNALS.includes(name) || /^RTM(IN|AX)([+-]\d+)?$/.test(name);
  return isKnown || value === '' ? undefined : unknown(`there is no signal ${excerpt(value)}`, name, SIGNALS);
}

const SIGNALS = [
  ...['ABRT', 'ALRM', 'BUS', 'CHLD', 'CLD', 'CONT', 'FPE', 'HUP', 'ILL', 'INT', 'IO', 'IOT', 'KILL', 'PIPE', 'POLL'],
  ...['PROF', 'PWR', 'QUIT', 'SEGV', 'STKFLT', 'STOP', 'SYS', 'TERM', 'TRAP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'USR1'],
  ...['USR2', 'VTALRM', 'WINCH', 'XCPU', 'XFSZ'],
];

/** Windows has absolute paths of another form. */
export function absolute(what: string): WordCheck {
  return (value) =>
    value === '' || /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(value)
      ? undefined
      : { problem: `${what} is ${excerpt(value)}, which is no absolute path`, remedy: 'Begin it with "/".' };
}

function mode(property: string, known: readonly string[]): WordCheck {
  return (value) => {
    const isKnown = known.some((one) => one === value || (one.endsWith(':NAME') && value.startsWith(one.slice(0, -4))));
    return isKnown || value === '' ? undefined : unknown(`${property} cannot be ${excerpt(value)}`, value, known);
  };
}

/** https://man7.org/linux/man-pages/man2/sethostname.2.html */
function hostname(value: string): Refused | undefined {
  return value.length <= 64
    ? undefined
    : { problem: `its host name has ${value.length} characters`, remedy: 'Linux takes 64 at most.' };
}

function macAddress(value: string): Refused | undefined {
  return /^([\da-f]{2}([:-](?=.)|$)){6}$/i.test(value)
    ? undefined
    : { problem: `${excerpt(value)} is no MAC address`, remedy: 'Write one such as "02:42:ac:11:00:02".' };
}

/** https://github.com/opencontainers/runc/blob/v1.3.0/libcontainer/specconv/spec_linux.go */
const LIMITS = [
  ...['as', 'core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss', 'rtprio'],
  ...['rttime', 'sigpending', 'stack'],
];

/** https://docs.docker.com/reference/cli/docker/container/run/#sysctl */
function isOfContainer(name: string): boolean {
  return /^(net\.|fs\.mqueue\.|kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced|domainname|hostname)$)/.test(
    name.replaceAll('/', '.'),
  );
}

function sysctlsOf(sysctls: unknown): readonly string[] {
  if (!Array.isArray(sysctls)) return keysOf(sysctls);
  return sysctls.flatMap((entry) => (typeof entry === 'string' ? [entry.replace(/=.*/s, '')] : []));
}

/** https://docs.docker.com/engine/logging/drivers/json-file/#options */
const LOG_OPTIONS = [
  ...['max-size', 'max-file', 'labels', 'labels-regex', 'env', 'env-regex', 'compress', 'tag', 'mode'],
  ...['max-buffer-size', 'cache-disabled', 'cache-max-size', 'cache-max-file', 'cache-compress'],
];
