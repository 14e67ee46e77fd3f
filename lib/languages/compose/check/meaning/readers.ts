/**
 * How Compose reads values that its schema only knows as strings or numbers.
 *
 * @see https://github.com/compose-spec/compose-go/tree/v2.9.1/types
 * @module
 */
import { inWords } from '../../../../words';
import { isPlainMap } from '../../data';
import * as forms from '../../forms';
import { isDeferred } from '../../text/variable';
import * as errors from './errors';
import { tableOf } from './places';

/** Whether Compose can read a value; what it reads does not matter here. */
export type Reader = (value: unknown) => forms.Read<unknown>;

const GOOD = { value: undefined } as const;

const DURATIONS = [
  ...['healthcheck.interval', 'healthcheck.timeout', 'healthcheck.start_period', 'healthcheck.start_interval'],
  ...['stop_grace_period', 'deploy.restart_policy.delay', 'deploy.restart_policy.window'],
  ...['update_config', 'rollback_config'].flatMap((key) => [`deploy.${key}.delay`, `deploy.${key}.monitor`]),
];
const SIZES = [
  ...['mem_limit', 'mem_reservation', 'memswap_limit', 'mem_swappiness', 'shm_size', 'build.shm_size'],
  ...['volumes.*.tmpfs.size', 'deploy.resources.limits.memory', 'deploy.resources.reservations.memory'],
  ...['read_bps', 'read_iops', 'write_bps', 'write_iops'].map((key) => `blkio_config.device_${key}.*.rate`),
];
const HOOKS = ['post_start.*', 'pre_stop.*', 'develop.watch.*.exec'];
const FLAGS = [
  ...['attach', 'build.no_cache', 'build.pull', 'build.privileged', 'depends_on.*.restart', 'env_file.*.required'],
  ...['volumes.*.bind.create_host_path', ...HOOKS.map((hook) => `${hook}.privileged`)],
];
const NUMBERS = ['deploy.resources.limits.cpus', 'deploy.resources.reservations.cpus'];
const INTEGERS = [
  'deploy.resources.limits.pids',
  'deploy.resources.reservations.generic_resources.*.discrete_resource_spec.value',
];
const COUNTS = [
  ...[
    'healthcheck.retries',
    'deploy.update_config.parallelism',
    'deploy.rollback_config.parallelism',
    'ports.*.target',
  ],
  ...['deploy.restart_policy.max_attempts', 'deploy.placement.max_replicas_per_node', 'volumes.*.tmpfs.mode'],
  ...['blkio_config.weight', 'blkio_config.weight_device.*.weight'],
];
const COMMANDS = ['command', 'entrypoint', ...HOOKS.map((hook) => `${hook}.command`)];
const VARIABLES = ['environment', 'build.args', ...HOOKS.map((hook) => `${hook}.environment`)];

/** The places below a service, each with its reader. */
export const SERVICE_READERS = tableOf<Reader>([
  [DURATIONS, forms.readDuration],
  [SIZES, forms.readSize],
  [FLAGS, forms.readFlag],
  [NUMBERS, forms.readNumber],
  [INTEGERS, (value) => (typeof value === 'number' ? GOOD : forms.readInteger(value))],
  [COUNTS, readCount],
  [COMMANDS, forms.readCommand],
  [['ports.*'], readLong(forms.readPort, 'target')],
  [
    ['ports.*.host_ip'],
    (value) => (typeof value !== 'string' || forms.isAddress(value) ? GOOD : errors.badAddress(value)),
  ],
  [['volumes.*'], readVolume],
  [['devices.*'], readLong(forms.readDevice, 'target')],
  [['build.ssh'], (value) => (Array.isArray(value) ? forms.readSsh(value) : GOOD)],
  [['extra_hosts', 'build.extra_hosts'], forms.readExtraHosts],
  [VARIABLES, (value) => (Array.isArray(value) ? forms.readKeyValues(value, forms.VARIABLES) : GOOD)],
  [
    ['build.additional_contexts'],
    (value) => (Array.isArray(value) ? forms.readKeyValues(value, forms.CONTEXTS) : GOOD),
  ],
  [['ulimits.*'], readLimit],
  [['build.ulimits.*'], (value) => (typeof value === 'string' ? errors.badLimit(value) : readLimit(value))],
  [['storage_opt.*', 'group_add.*', 'expose.*'], readOption],
  [['develop.watch.*.path'], (value) => (value === '' ? errors.emptyPath() : GOOD)],
  [['secrets.*.mode', 'configs.*.mode', 'build.secrets.*.mode'], readMode],
  [['gpus.*.count', 'deploy.resources.reservations.devices.*.count'], readDeviceCount],
]);

/** The same from the top of the project. */
export const PROJECT_READERS = tableOf<Reader>([[['secrets.*.driver_opts.*', 'configs.*.driver_opts.*'], readOption]]);

/** A number that cannot be negative. */
function readCount(value: unknown): forms.Read<unknown> {
  const read = typeof value === 'string' ? forms.readNumber(value) : { value };
  const isNegative =
    'value' in read && (typeof read.value === 'number' || typeof read.value === 'bigint') && read.value < 0;
  return isNegative ? errors.negative(inWords(value)) : read;
}

/** The long syntax needs a property that its schema does not require. */
function readLong(read: Reader, property: string): Reader {
  return (value) => (isPlainMap(value) && value[property] === undefined ? errors.missing(property) : read(value));
}

function readVolume(value: unknown): forms.Read<unknown> {
  if (isPlainMap(value) && value.type === 'bind' && value.source === undefined) return errors.missing('source');
  return readLong(forms.readMount, 'target')(value);
}

/** The schema only looks at names of lower-case letters. */
function readLimit(value: unknown): forms.Read<unknown> {
  if (isPlainMap(value)) return GOOD;
  const read = typeof value === 'boolean' || Array.isArray(value) ? undefined : forms.readInteger(value);
  return read === undefined || 'problem' in read ? errors.badLimit(inWords(value)) : read;
}

/** An option that Compose passes on: a string, or an integer that it makes one. */
function readOption(value: unknown): forms.Read<unknown> {
  const isGood = typeof value === 'string' || Number.isInteger(value) || typeof value === 'bigint' || isDeferred(value);
  return isGood ? GOOD : errors.badOption();
}

/** Octal digits, or the mode itself. */
function readMode(value: unknown): forms.Read<unknown> {
  if (typeof value === 'number' && !Number.isInteger(value)) return errors.badMode(inWords(value));
  if (typeof value !== 'string') return GOOD;
  return /^[+-]?[0-7]{1,21}$/.test(value) ? GOOD : errors.badMode(value);
}

function readDeviceCount(value: unknown): forms.Read<unknown> {
  if (isDeferred(value) || (typeof value === 'string' && value.toLowerCase() === 'all')) return GOOD;
  const read = forms.readInteger(value);
  return 'problem' in read ? errors.badDeviceCount(inWords(value)) : read;
}
