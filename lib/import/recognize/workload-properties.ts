/**
 * A service in the words of a Worker or a Job, and what those have no word for.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { type ComposeText, isText } from '../../languages/compose';
import { entryOf, isPlainMap, type PlainMap } from '../../languages/yaml';
import { isMemory } from './limits';
import type { ProgramImage, Saying, WorkloadClass } from './model';
import { isNothing } from './texts';

/** A service as a construct says it. */
export interface Said {
  readonly image: ProgramImage;
  readonly properties: readonly Saying[];
  /** Properties of the service that the construct does not say, in the words and in the order of the file. */
  readonly rest: PlainMap;
}

/** The value of a construct's property, if the property of the service can be said with it. */
type Word = (value: unknown) => unknown;

const string: Word = (value) => (typeof value === 'string' ? value : undefined);

/** A list of words that need no shell of the deploying host, with at least one in it. */
const strings: Word = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string') ? value : undefined;

const stringOrStrings: Word = (value) => string(value) ?? strings(value);

const groups: Word = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string' || Number.isInteger(item)) ? value : undefined;

function mapOf(isEntry: (name: string, value: unknown) => boolean): Word {
  return (value) =>
    isPlainMap(value) && Object.entries(value).every(([name, item]) => isEntry(name, item)) ? value : undefined;
}

/** A workload's names for the properties of a service, and whether it takes the long syntax. */
const WORDS: Readonly<Record<string, { readonly name: string; readonly word: Word; readonly isLong?: boolean }>> = {
  command: { name: 'command', word: strings, isLong: true },
  entrypoint: { name: 'entrypoint', word: strings, isLong: true },
  // a name that no shell can set is a mistake in a workload
  environment: {
    name: 'environment',
    word: mapOf((name, value) => isText(value) && /^[A-Za-z_]\w*$/.test(name)),
    isLong: true,
  },
  labels: { name: 'labels', word: mapOf((_, value) => isText(value)), isLong: true },
  env_file: { name: 'envFile', word: stringOrStrings },
  profiles: { name: 'profiles', word: strings },
  stop_signal: { name: 'stopSignal', word: string },
  stop_grace_period: { name: 'stopGracePeriod', word: string },
  platform: { name: 'platform', word: string },
  group_add: { name: 'groups', word: groups },
  extra_hosts: { name: 'extraHosts', word: mapOf((_, value) => typeof value === 'string'), isLong: true },
  cap_add: { name: 'capabilities', word: strings },
};

/** Properties that distinguish a container from others of the same program; a task has none of them. */
export const OF_CONTAINER: ReadonlySet<string> = new Set(['labels', 'stopSignal', 'stopGracePeriod']);

/**
 * @param written as the file has it
 * @param service in long syntax
 * @param isServer whether every environment runs on a server
 */
export function saidOf(
  written: PlainMap,
  service: PlainMap,
  { className, isServer }: { readonly className: WorkloadClass; readonly isServer: boolean },
): Said {
  const hardening = hardeningOf(service);
  const user = userOf(service['user']);
  const rest: Record<string, unknown> = {};
  const properties: Saying[] = [];
  for (const [key, value] of Object.entries(written)) {
    if (value === undefined || key === 'image' || hardening.keys.has(key)) continue;
    if (key === 'user' && user) continue;
    if (key === 'network_mode' && value === 'none') continue;
    if (key === 'restart' && isOwnRestart(value, className, isServer)) continue;
    const said = key === 'restart' && className === 'Job' ? retriesOf(value) : sayingOf(key, value, service[key]);
    if (said) properties.push(said);
    else if (key === 'deploy' && hardening.deploy) rest[key] = hardening.deploy;
    else rest[key] = value;
  }
  return {
    // the image is looked at before
    image: { reference: service['image'] as ComposeText, ...(user && { user }), ...hardening.folders },
    properties: [...properties, ...hardening.properties],
    rest,
  };
}

function sayingOf(key: string, written: unknown, long: unknown): Saying | undefined {
  const known = Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
  const value = known?.word(known.isLong ? long : written);
  return known === undefined || value === undefined ? undefined : { name: known.name, value, of: key };
}

/**
 * The engine never restarts a Job that has succeeded. It always restarts a Worker on a server, unless somebody stopped
 * it.
 */
function isOwnRestart(restart: unknown, className: WorkloadClass, isServer: boolean): boolean {
  return className === 'Job' ? restart === 'no' : restart === 'unless-stopped' && isServer;
}

/** `on-failure:3` */
function retriesOf(restart: unknown): Saying | undefined {
  const [, retries] = typeof restart === 'string' ? (/^on-failure:([1-9]\d{0,8})$/.exec(restart) ?? []) : [];
  return retries === undefined ? undefined : { name: 'retries', value: Number(retries), of: 'restart' };
}

function userOf(user: unknown): { readonly uid: number; readonly gid: number } | undefined {
  const [, uid, gid] = typeof user === 'string' ? (/^(\d{1,9}):(\d{1,9})$/.exec(user) ?? []) : [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

interface Hardened {
  readonly properties: readonly Saying[];
  /** Properties that the service sets itself. */
  readonly keys: ReadonlySet<string>;
  readonly folders: Pick<ProgramImage, 'tmpfs'>;
  /** The rest of `deploy`, if a construct covers a part of it. */
  readonly deploy?: PlainMap;
}

/** https://docs.docker.com/engine/logging/drivers/json-file/ */
const LOGGING = { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } };

/** The hardening of a service: a workload's default, or the file's own settings. */
function hardeningOf(service: PlainMap): Hardened {
  const { init, cap_drop, security_opt, logging, read_only, tmpfs } = service;
  const limits = entryOf(entryOf(service['deploy'], 'resources'), 'limits');
  const [memory, cpus, pids] = ['memory', 'cpus', 'pids'].map((name) => entryOf(limits, name));
  const known = new Set(['memory', 'cpus', 'pids']);
  const cores = cpus === undefined ? undefined : Number(cpus);
  const areLimits =
    isPlainMap(limits) &&
    Object.keys(limits).every((name) => known.has(name)) &&
    isMemory(memory) &&
    Number.isInteger(Number(pids)) &&
    Number(pids) > 0 &&
    (cores === undefined || (cores > 0 && String(cores) === String(cpus)));
  const isOurs =
    init === true &&
    isDeepStrictEqual(cap_drop, ['ALL']) &&
    isDeepStrictEqual(security_opt, ['no-new-privileges:true']) &&
    isDeepStrictEqual(logging, LOGGING) &&
    areLimits;
  const of = (name: string, value: unknown, key: string): Saying => ({ name, value, of: key });
  const inMemory = strings(tmpfs);
  if (!isOurs) {
    return {
      properties: [
        ...(read_only === true ? [of('readOnlyRoot', true, 'read_only')] : []),
        ...(inMemory === undefined ? [] : [of('tmpfs', inMemory, 'tmpfs')]),
        of('hardened', false, ''),
      ],
      keys: new Set([...(read_only === true ? ['read_only'] : []), ...(inMemory === undefined ? [] : ['tmpfs'])]),
      folders: {},
    };
  }
  const isReadOnly = read_only === true;
  const folders = Array.isArray(tmpfs) ? tmpfs.filter((item) => typeof item === 'string') : [];
  const left = withoutLimits(service['deploy']);
  return {
    properties: [
      ...(memory === '512m' ? [] : [of('memory', memory, 'deploy')]),
      ...(cores === undefined ? [] : [of('cpus', cores, 'deploy')]),
      ...(Number(pids) === 512 ? [] : [of('processes', Number(pids), 'deploy')]),
      ...(isReadOnly ? [] : [of('readOnlyRoot', false, '')]),
      ...(isReadOnly || inMemory === undefined ? [] : [of('tmpfs', inMemory, 'tmpfs')]),
    ],
    keys: new Set([
      ...['init', 'cap_drop', 'security_opt', 'logging', 'read_only', 'tmpfs'],
      ...(left === undefined ? ['deploy'] : []),
    ]),
    folders: isReadOnly && !isDeepStrictEqual(folders, ['/tmp']) ? { tmpfs: folders } : {},
    ...(left && { deploy: left }),
  };
}

function withoutLimits(deploy: unknown): PlainMap | undefined {
  const { resources = {}, ...others } = isPlainMap(deploy) ? deploy : {};
  const { limits: _, ...reserved } = isPlainMap(resources) ? resources : {};
  const left = { ...others, ...(isNothing(reserved) ? {} : { resources: reserved }) };
  return isNothing(left) ? undefined : left;
}
