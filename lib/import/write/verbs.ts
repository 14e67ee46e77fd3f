/**
 * References of a service that a verb can express: `web.join(backend)`.
 *
 * A verb is used only where the Compose file stays the same. The entry needs no other property and no duplicate, and
 * keeps its order, because verbs add at the end.
 *
 * @module
 */
import { isOverride, isReset, type Section } from '../../languages/compose';
import { isPlainMap, type Note, type PlainMap } from '../../languages/yaml';
import type { Program } from './program';
import { allComments } from './values';

/** A call of a method of the service. */
export interface Verb {
  readonly method: 'startAfter' | 'join' | 'mount' | 'readSecret' | 'readConfig';
  readonly section: Section;
  readonly id: string;
  /** Further arguments, as data. */
  readonly options: readonly unknown[];
  readonly comment: string;
}

/** A property in two parts: what verbs say, and what remains. */
export interface Split {
  readonly verbs: readonly Verb[];
  /** `undefined` if nothing does. */
  readonly rest: unknown;
}

/** The properties that verbs can express, in a program's order. */
export const VERBAL = ['depends_on', 'networks', 'volumes', 'secrets', 'configs'] as const;
export type Verbal = (typeof VERBAL)[number];

export function isVerbal(key: string): key is Verbal {
  return VERBAL.some((verbal) => verbal === key);
}

/** The element and options of a verb for one entry. */
interface Said {
  readonly id: string;
  readonly options: readonly unknown[];
  /** Equal for entries that Compose, or the verb, takes for the same. */
  readonly same: string;
}

interface Rule {
  readonly method: Verb['method'];
  readonly section: Section;
  readonly item?: (item: unknown) => Said | undefined;
  readonly entry?: (id: string, value: unknown) => Said | undefined;
}

const CONDITIONS: readonly unknown[] = ['service_started', 'service_healthy', 'service_completed_successfully'];

const RULES: Readonly<Record<Verbal, Rule>> = {
  depends_on: {
    method: 'startAfter',
    section: 'services',
    item: (item) => (typeof item === 'string' ? said(item, ['service_started']) : undefined),
    entry: (id, value) => {
      const { condition, restart, required } = only(value, ['condition', 'restart', 'required']) ?? {};
      if (typeof condition !== 'string' || !CONDITIONS.includes(condition)) return undefined;
      if (!isFlag(restart) || !isFlag(required)) return undefined;
      const isPlain = restart === undefined && required === undefined;
      return said(id, [isPlain ? condition : options({ condition, restart, required })]);
    },
  },
  networks: {
    method: 'join',
    section: 'networks',
    item: (item) => (typeof item === 'string' ? said(item, []) : undefined),
    entry: (id, value) => {
      if (value === null) return said(id, []);
      if (!isPlainMap(value) || isReset(value) || isOverride(value)) return undefined;
      const { aliases } = value;
      if (aliases !== undefined && !isNameList(aliases)) return undefined;
      // joined without options it would be `null`, which Compose tells from an empty map
      return Object.keys(value).length === 0 ? undefined : said(id, [value]);
    },
  },
  volumes: {
    method: 'mount',
    section: 'volumes',
    item: (item) => {
      const mount = typeof item === 'string' ? shortMount(item) : longMount(item);
      if (mount === undefined) return undefined;
      const { source, target: at, isReadOnly, isEmpty } = mount;
      const readOnly = isReadOnly ? true : undefined;
      return said(source, [options({ at, readOnly, nocopy: isReadOnly === isEmpty ? undefined : isEmpty })], at);
    },
  },
  secrets: {
    method: 'readSecret',
    section: 'secrets',
    item: (item) => {
      if (typeof item === 'string') return said(item, []);
      const { source, target } = only(item, ['source', 'target']) ?? {};
      if (typeof source !== 'string') return undefined;
      if (target === undefined) return said(source, []);
      if (typeof target !== 'string' || !/^\w[\w.-]*$/.test(target)) return undefined;
      return said(source, [options({ as: target })], target);
    },
  },
  configs: {
    method: 'readConfig',
    section: 'configs',
    item: (item) => {
      const { source, target } = only(item, ['source', 'target']) ?? {};
      if (typeof source !== 'string' || typeof target !== 'string' || !target.startsWith('/')) return undefined;
      return said(source, [options({ at: target })], target);
    },
  },
};

export function splitVerbs(key: Verbal, value: unknown, note: Note | undefined, program: Program): Split {
  const rule = RULES[key];
  const entries = Array.isArray(value)
    ? value.map((item, index) => ({ index: String(index), found: rule.item?.(item) }))
    : isPlainMap(value)
      ? Object.entries(value).map(([id, item]) => ({ index: id, found: rule.entry?.(id, item) }))
      : [];
  const sayable = entries.map(({ index, found }) =>
    found && program.takesInVerb(rule.section, found.id) ? { index, ...found } : undefined,
  );
  const same = entries.map(({ found }) => found?.same);
  const start = hasRepeated(same) ? entries.length : startOfVerbs(sayable, key);
  if (start === entries.length) return { verbs: [], rest: value };
  const verbs = sayable.slice(start).flatMap((found, index, all) => {
    if (found === undefined) return [];
    const [isFirst, isLast] = [start === 0 && index === 0, start === 0 && index === all.length - 1];
    const own = allComments(note?.entries?.get(found.index));
    const comments = [isFirst ? above(note) : '', own, isLast ? (note?.after ?? '') : ''];
    return [
      {
        method: rule.method,
        section: rule.section,
        id: found.id,
        options: found.options,
        comment: comments.filter((text) => text !== '').join('\n'),
      },
    ];
  });
  return { verbs, rest: start === 0 ? undefined : Array.isArray(value) ? value.slice(0, start) : value };
}

/**
 * The verbs that add to an existing value; undefined where merging would give a different result.
 *
 * @param before what the service says of it without them
 */
export function addingVerbs(
  key: Verbal,
  before: unknown,
  value: unknown,
  note: Note | undefined,
  program: Program,
): readonly Verb[] | undefined {
  const known = keysOf(key, before);
  const added = keysOf(key, value);
  if (known === undefined || added === undefined || added.some((one) => known.includes(one))) return undefined;
  const { verbs, rest } = splitVerbs(key, value, note, program);
  return verbs.length > 0 && rest === undefined ? verbs : undefined;
}

/** By what Compose tells the entries of a property apart; undefined if that cannot be said. */
function keysOf(key: Verbal, value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  if (isPlainMap(value)) return Object.keys(value);
  if (!Array.isArray(value)) return undefined;
  const keys = value.map((item) => keyOfItem(key, item));
  return keys.every((one) => one !== undefined) ? keys : undefined;
}

function keyOfItem(key: Verbal, item: unknown): string | undefined {
  if (typeof item === 'string')
    return key === 'volumes' ? (/^[^:]+:([^:]+)(?::[^:]*)?$/.exec(item)?.[1] ?? item) : item;
  if (!isPlainMap(item)) return undefined;
  const { source, target = source } = item;
  return typeof target === 'string' ? target : undefined;
}

/** Verbs add to the end of lists. They express a map or set of names whole, or not at all. */
function startOfVerbs(sayable: readonly unknown[], key: Verbal): number {
  const last = sayable.lastIndexOf(undefined);
  return last >= 0 && (key === 'networks' || key === 'depends_on') ? sayable.length : last + 1;
}

function hasRepeated(same: readonly (string | undefined)[]): boolean {
  const known = same.filter((one) => one !== undefined);
  return new Set(known).size < known.length;
}

function above(note: Note | undefined): string {
  return [note?.before, note?.beside].filter((text) => text !== undefined).join('\n');
}

function said(id: string, given: readonly unknown[], same = id): Said {
  return { id, options: given, same };
}

/** Without what is not said. */
function options(values: PlainMap): PlainMap {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The map, if it has no other keys. */
function only(value: unknown, keys: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  if (!isPlainMap(value)) return undefined;
  return Object.keys(value).every((key) => keys.includes(key) || value[key] === undefined) ? value : undefined;
}

interface Mount {
  readonly source: string;
  readonly target: string;
  readonly isReadOnly: boolean;
  /** Whether a new volume stays empty. */
  readonly isEmpty: boolean;
}

/** `data:/data:ro`; Compose takes one letter for a drive of Windows. */
function shortMount(item: string): Mount | undefined {
  const [, source, target, mode] = /^([^:/.~][^:]+):(\/[^:]*)(?::(ro|rw))?$/.exec(item) ?? [];
  if (source === undefined || target === undefined) return undefined;
  return { source, target, isReadOnly: mode === 'ro', isEmpty: false };
}

/** The verb uses the short syntax; Compose reads it the same only if `volume` is not empty. */
function longMount(item: unknown): Mount | undefined {
  const {
    type,
    source,
    target,
    read_only,
    volume = {},
  } = only(item, ['type', 'source', 'target', 'read_only', 'volume']) ?? {};
  const nocopy = only(volume, ['nocopy'])?.['nocopy'];
  if (type !== 'volume' || typeof source !== 'string' || typeof target !== 'string') return undefined;
  if (!target.startsWith('/') || !isPlainMap(volume) || only(volume, ['nocopy']) === undefined) return undefined;
  if (!isFlag(read_only) || nocopy !== true) return undefined;
  return { source, target, isReadOnly: read_only === true, isEmpty: true };
}

function isFlag(value: unknown): value is boolean | undefined {
  return value === undefined || typeof value === 'boolean';
}

/** Names without duplicates, and without variables that the program would have to compute. */
function isNameList(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === 'string') &&
    new Set(value).size === value.length
  );
}
