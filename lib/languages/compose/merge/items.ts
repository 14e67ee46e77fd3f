/**
 * Lists whose items have a key: ports, mounts, files of variables. An item of the overlay takes the place of the one
 * with its key, others are appended.
 *
 * @see https://docs.docker.com/reference/compose-file/merge/#unique-resources
 * @module
 */
import { isReset } from '../overlay';
import type { Family } from './family';
import { meaningAt, PLAIN, refuse } from './plain';
import { bare, equal, identity } from './values';

/** One of the things that an item stands for; a range of ports stands for several. */
export interface Part {
  readonly key: string;
  /** It alone, as an item. */
  readonly item: unknown;
}

/** The key that distinguishes the items of a list. */
export interface Keys {
  /** The parts of an item, at least one, after Compose has expanded it into the long syntax. */
  readonly parts: (item: unknown) => readonly Part[];
  /** The key of an item as it was written, which Compose compares first. @default the key of its part */
  readonly written?: (item: unknown) => string;
}

interface Options extends Keys {
  /** An item with one part, in a normal form: items of the same meaning are equal. @default as it is */
  readonly long?: (item: unknown) => unknown;
  /** Whether one string stands for a list of it. */
  readonly isStringOrList?: boolean;
}

/** How many ports ranges may stand for in one list; a list with more keeps the ranges. */
const MOST_PARTS = 65536;

/** A list of items with keys. */
export function items({ long = (item) => item, isStringOrList = false, ...keys }: Options): Family {
  const asList = (value: unknown): readonly unknown[] | undefined => {
    if (Array.isArray(value)) return value;
    return isStringOrList && value !== null && value !== undefined ? [value] : undefined;
  };
  const meaningOf = (item: unknown): unknown => meaningAt(long(item), PLAIN);

  return {
    merge(base, overlay, _, way) {
      if (overlay === null) return base;
      const [list, added] = [asList(base), asList(overlay)];
      if (list === undefined || added === undefined) return refuse(base, overlay, way);
      const merged = appendUnique(list, added, keys);
      if (merged === list) return base;
      return merged.length === 1 && merged[0] === overlay ? overlay : merged;
    },

    meaning(value) {
      const list = asList(value);
      if (list === undefined) return meaningAt(value, PLAIN);
      const slots = unique([], list, keys);
      return slots.length === 0 ? undefined : slots.map(({ part }) => meaningOf(part.item));
    },

    propose(from, to) {
      const list = asList(to);
      if (list === undefined) return [];
      const before = new Map(unique([], asList(from) ?? [], keys).map(({ part }) => [part.key, meaningOf(part.item)]));
      const isNew = ({ key, item }: Part): boolean => !equal(before.get(key), meaningOf(item));
      const added = written(unique([], list, keys)).filter((item) => keys.parts(item).some(isNew));
      return [list === to ? added : to];
    },
  };
}

/** Both lists as one where every key occurs once: at its first place, with its last item. */
export function appendUnique(base: readonly unknown[], overlay: readonly unknown[], keys: Keys): readonly unknown[] {
  const added = overlay.filter((item) => !isReset(item)).map(bare);
  if (added.length === 0) return base;
  const merged = written(unique(unique([], base, keys), added, keys));
  const isSame = merged.length === base.length && merged.every((item, index) => equal(item, base[index]));
  return isSame ? base : merged;
}

/** A part of an item at its place in the list. */
interface Slot {
  readonly part: Part;
  /** The item, which part of it, and of how many. */
  readonly of: Whole;
  readonly index: number;
}

interface Whole {
  readonly item: unknown;
  readonly count: number;
}

/** Compose compares the keys of items twice: as they were written, and in the long syntax, which `before` has. */
function unique(before: readonly Slot[], list: readonly unknown[], keys: Keys): readonly Slot[] {
  const byWritten = new Map<string, readonly Slot[]>(before.map((slot) => [slot.part.key, [slot]]));
  let room = MOST_PARTS;
  for (const item of list) {
    const parts = keys.parts(item);
    const kept = parts.length === 1 || parts.length <= room ? parts : [{ key: identity(item), item }];
    if (kept.length > 1) room -= kept.length;
    const of: Whole = { item, count: kept.length };
    // A map keeps a key where it first was.
    byWritten.set(
      keys.written?.(item) ?? kept[0]?.key ?? '',
      kept.map((part, index) => ({ part, of, index })),
    );
  }
  const slots = new Map<string, Slot>();
  for (const some of byWritten.values()) for (const slot of some) slots.set(slot.part.key, slot);
  return [...slots.values()];
}

/** The items as they were written; items replaced in part are split. */
function written(slots: readonly Slot[]): readonly unknown[] {
  const list: unknown[] = [];
  for (let at = 0; at < slots.length; ) {
    const slot = slots[at];
    if (slot === undefined) break;
    const { of, index, part } = slot;
    const isWhole = index === 0 && isRun(slots, at, of);
    list.push(isWhole ? of.item : part.item);
    at += isWhole ? of.count : 1;
  }
  return list;
}

function isRun(slots: readonly Slot[], at: number, of: Whole): boolean {
  for (let index = 0; index < of.count; index++) {
    const slot = slots[at + index];
    if (slot?.of !== of || slot.index !== index) return false;
  }
  return true;
}
