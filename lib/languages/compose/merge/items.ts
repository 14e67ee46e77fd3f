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
import { bare, equal } from './values';

/** One of the things that an item stands for; a range of ports stands for several. */
export interface Part {
  readonly key: string;
  /** It alone, as an item. */
  readonly item: unknown;
}

interface Options {
  /** What an item stands for, at least one. */
  readonly parts: (item: unknown) => readonly Part[];
  /** An item that is one part in the form in which all items with its meaning are equal. @default as it is */
  readonly long?: (item: unknown) => unknown;
  /** Whether one string stands for a list of it. */
  readonly isStringOrList?: boolean;
}

/** A list of items with keys. */
export function items({ parts, long = (item) => item, isStringOrList = false }: Options): Family {
  const asList = (value: unknown): readonly unknown[] | undefined => {
    if (Array.isArray(value)) return value;
    return isStringOrList && value !== null && typeof value !== 'undefined' ? [value] : undefined;
  };
  const meaningOf = (item: unknown): unknown => meaningAt(long(item), PLAIN);
  const merge = (base: readonly unknown[], overlay: readonly unknown[]): readonly unknown[] =>
    appendUnique(base, overlay, parts);

  return {
    merge(base, overlay, _, way) {
      if (overlay === null) return base;
      const [list, added] = [asList(base), asList(overlay)];
      if (list === undefined || added === undefined) return refuse(base, overlay, way);
      const merged = merge(list, added);
      if (merged === list) return base;
      return merged.length === 1 && merged[0] === overlay ? overlay : merged;
    },

    meaning(value) {
      const list = asList(value);
      if (list === undefined) return meaningAt(value, PLAIN);
      const single = unique(list, parts).flatMap((slot) => slot.part.item);
      return single.length === 0 ? undefined : single.map(meaningOf);
    },

    propose(from, to) {
      const list = asList(to);
      const before = new Map(unique(asList(from) ?? [], parts).map(({ part }) => [part.key, meaningOf(part.item)]));
      if (list === undefined) return [];
      const isNew = ({ key, item }: Part): boolean => !equal(before.get(key), meaningOf(item));
      const added = written(unique(list, parts)).filter((item) => parts(item).some(isNew));
      return [list === to ? added : to];
    },
  };
}

/** Both lists as one in which every key occurs once: at its first place, with its last item. */
export function appendUnique(
  base: readonly unknown[],
  overlay: readonly unknown[],
  parts: (item: unknown) => readonly Part[],
): readonly unknown[] {
  const added = overlay.filter((item) => !isReset(item)).map(bare);
  if (added.length === 0) return base;
  const merged = written(unique([...base, ...added], parts));
  const isSame = merged.length === base.length && merged.every((item, index) => equal(item, base[index]));
  return isSame ? base : merged;
}

/** A part of an item at its place in the list. */
interface Slot {
  readonly part: Part;
  readonly item: unknown;
  /** Of which item of the list, which part, of how many. */
  readonly from: number;
  readonly index: number;
  readonly count: number;
}

function unique(list: readonly unknown[], parts: (item: unknown) => readonly Part[]): readonly Slot[] {
  const slots = new Map<string, Slot>();
  list.forEach((item, from) => {
    const all = parts(item);
    // A map keeps a key where it first was.
    for (const [index, part] of all.entries()) slots.set(part.key, { part, item, from, index, count: all.length });
  });
  return [...slots.values()];
}

/** The items as they were written, those of which parts were replaced in parts. */
function written(slots: readonly Slot[]): readonly unknown[] {
  const list: unknown[] = [];
  for (let at = 0; at < slots.length; ) {
    const slot = slots[at];
    if (slot === undefined) break;
    const { from, count, item } = slot;
    const run = slots.slice(at, at + count);
    const isWhole = run.length === count && run.every((other, index) => other.from === from && other.index === index);
    list.push(isWhole ? item : slot.part.item);
    at += isWhole ? count : 1;
  }
  return list;
}
