/**
 * Merging where Compose has no special rule: maps entry by entry, lists concatenated, anything else replaced. From here
 * the other families go down, too.
 *
 * @see https://docs.docker.com/reference/compose-file/merge/
 * @module
 */
import { entriesOf, entryOf, isPlainMap, kindOf, type PlainMap, toMap } from '../data';
import { isOverride, isReset, Remove, Replace } from '../overlay';
import { cannotMerge } from './errors';
import type { Family, MergePlace, Way } from './family';
import { bare, equal } from './values';

/** Maps by entry, lists appended, anything else replaced. */
export const plain: Family = {
  merge(base, overlay, place, way) {
    if (overlay === null) return base;
    if (isPlainMap(base))
      return isPlainMap(overlay) ? mergeMaps(base, overlay, place, way) : refuse(base, overlay, way);
    if (Array.isArray(base)) return Array.isArray(overlay) ? append(base, overlay) : refuse(base, overlay, way);
    return equal(base, overlay) ? base : bare(overlay);
  },

  meaning(value, place) {
    if (Array.isArray(value)) return value.map((item) => meaningAt(item, PLAIN));
    return isPlainMap(value) ? meaningOfMap(value, place) : value;
  },

  propose(from, to, place) {
    if (isPlainMap(from) && isPlainMap(to)) return deriveMap(from, to, place);
    if (Array.isArray(from) && Array.isArray(to)) return [to.slice(from.length)];
    return [to];
  },
};

/** A place without a special rule in Compose. */
export const PLAIN: MergePlace = { family: plain };

/** The place of an entry. */
export function placeOf(place: MergePlace, key: string): MergePlace {
  return place.entries?.get(key) ?? place.each ?? PLAIN;
}

/** The base with the overlay merged in; undefined if nothing is left. Both may be undefined. */
export function mergeAt(base: unknown, overlay: unknown, place: MergePlace, way: Way): unknown {
  if (overlay === undefined) return base;
  if (isReset(overlay)) return undefined;
  if (isOverride(overlay) || base === undefined) return bare(overlay);
  return place.family.merge(base, overlay, place, way);
}

/** Two maps, entry by entry. */
export function mergeMaps(base: PlainMap, overlay: PlainMap, place: MergePlace, way: Way): PlainMap {
  let merged: Map<string, unknown> | undefined;
  for (const [key, value] of entriesOf(overlay)) {
    const before = entryOf(base, key);
    way.pointer.push(key);
    const after = mergeAt(before, value, placeOf(place, key), way);
    way.pointer.pop();
    if (after === before) continue;
    merged ??= new Map(entriesOf(base));
    if (after === undefined) merged.delete(key);
    else merged.set(key, after);
  }
  return merged === undefined ? base : toMap(merged);
}

/** Compose gives up here; who wants a result all the same gets what the later file says. */
export function refuse(base: unknown, overlay: unknown, way: Way): unknown {
  way.report(cannotMerge([...way.pointer], kindOf(base), kindOf(overlay)));
  return bare(overlay);
}

function append(base: readonly unknown[], overlay: unknown): readonly unknown[] {
  const added = bare(overlay);
  return Array.isArray(added) && added.length > 0 ? [...base, ...added] : base;
}

/** See {@link Family.meaning}. */
export function meaningAt(value: unknown, place: MergePlace): unknown {
  return value === undefined ? undefined : place.family.meaning(value, place);
}

/** The meanings of the entries that have one. */
export function meaningOfMap(map: PlainMap, place: MergePlace): ReadonlyMap<string, unknown> {
  const meanings = new Map<string, unknown>();
  for (const [key, value] of entriesOf(map)) {
    const meaning = meaningAt(value, placeOf(place, key));
    if (meaning !== undefined) meanings.set(key, meaning);
  }
  return meanings;
}

/** Said of no value by itself; the map around it is to be replaced. */
const UNSAYABLE = Symbol('unsayable');

/** The smallest overlay that turns `from` into `to`; undefined if there is nothing to say. */
export function deriveAt(from: unknown, to: unknown, place: MergePlace): unknown {
  if (from === to) return undefined;
  if (place.family === plain && isPlainMap(from) && isPlainMap(to)) return deriveEntries(from, to, place);
  const wanted = meaningAt(to, place);
  const given = meaningAt(from, place);
  if (equal(given, wanted)) return undefined;
  if (wanted === undefined) return new Remove();
  if (from === undefined) return withoutIdle(to, place, wanted);
  for (const overlay of place.family.propose(from, to, place)) {
    const findings: unknown[] = [];
    const merged = mergeAt(from, overlay, place, {
      isCanonical: true,
      lists: undefined,
      pointer: [],
      report: (finding) => findings.push(finding),
    });
    if (findings.length === 0 && equal(meaningAt(merged, place), wanted)) return overlay;
  }
  // Compose reads a value with a foreign tag as a string, and a null as "null".
  return (typeof to === 'object' && to !== null) || typeof to === 'string' ? new Replace(to) : UNSAYABLE;
}

/** Maps that are merged entry by entry need no trial. */
function deriveEntries(from: PlainMap, to: PlainMap, place: MergePlace): unknown {
  const [overlay] = deriveMap(from, to, place);
  if (overlay === undefined) return new Replace(to);
  return Object.keys(overlay).length === 0 ? undefined : overlay;
}

/** The additions, without values that have no effect. */
function withoutIdle(to: unknown, place: MergePlace, wanted: unknown): unknown {
  const empty = Array.isArray(to) ? [] : isPlainMap(to) ? {} : undefined;
  const proposed = empty === undefined ? [] : place.family.propose(empty, to, place);
  return proposed.find((one) => bare(one) === one && equal(meaningAt(one, place), wanted)) ?? to;
}

/** Proposes what turns one map into another, entry by entry. */
export function deriveMap(from: PlainMap, to: PlainMap, place: MergePlace): readonly PlainMap[] {
  const said: [string, unknown][] = [];
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const overlay = deriveAt(entryOf(from, key), entryOf(to, key), placeOf(place, key));
    // Compose takes a `*` on the way to a tag for any key: https://github.com/compose-spec/compose-go/blob/v2.9.1/tree/path.go
    if (key === '*' && (isReset(overlay) || bare(overlay) !== overlay)) return [];
    if (overlay === UNSAYABLE) return [];
    if (overlay !== undefined) said.push([key, overlay]);
  }
  return [toMap(said)];
}
