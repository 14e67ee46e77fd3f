/**
 * `ipam.config` of a network: subnets are merged by their address, in a way that only Compose's source explains. Where
 * the subnets of two files differ, Compose loses some. The network gets Compose's result, so this code does the same.
 *
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/override/merge.go
 * @module
 */
import { entriesOf, isPlainMap, type PlainMap, toMap } from '../data';
import type { Family } from './family';
import { plain, refuse } from './plain';
import { bare, equal, identity } from './values';

/** Lists of maps with a `subnet`. */
export const ipamConfig: Family = {
  merge(base, overlay, _, way) {
    if (overlay === null || !Array.isArray(base) || !Array.isArray(overlay)) return refuse(base, overlay, way);
    const said = bare(overlay);
    if (!Array.isArray(said) || ![...base, ...said].every(isPlainMap)) return refuse(base, overlay, way);
    const merged = mergeSubnets(base.filter(isPlainMap), said.filter(isPlainMap));
    return equal(plain.meaning(merged, PLACE), plain.meaning(base, PLACE)) ? base : merged;
  },

  meaning: plain.meaning,

  propose(from, to) {
    if (!Array.isArray(from) || !Array.isArray(to)) return [];
    const known = from.map((subnet) => plain.meaning(subnet, PLACE));
    const isKnown = (subnet: unknown): boolean => known.some((other) => equal(other, plain.meaning(subnet, PLACE)));
    return [to.filter((subnet) => !isKnown(subnet)), to];
  },
};

const PLACE = { family: plain };

/** A subnet while it is being merged: Compose changes it in place, and the result may hold it twice. */
type Entry = Map<string, unknown>;

function mergeSubnets(base: readonly PlainMap[], overlay: readonly PlainMap[]): readonly PlainMap[] {
  const merged: Entry[] = [];
  const added = overlay.map(open);
  const find = (subnet: unknown): number => merged.findIndex((entry) => isSame(entry.get('subnet'), subnet));
  for (const original of base.map(open)) {
    for (const other of added) {
      const subnet = other.get('subnet');
      if (!isSame(original.get('subnet'), subnet) && find(subnet) < 0) {
        merged.push(other);
        continue;
      }
      mergeInto(original, other);
      const index = find(original.get('subnet'));
      if (index < 0) merged.push(original);
      else merged[index] = original;
    }
  }
  return merged.map((entry) => close(entry) as PlainMap); // an entry was opened from a map
}

/** The values of `other` in `entry`, maps entry by entry. */
function mergeInto(entry: Entry, other: Entry): void {
  for (const [key, value] of [...other]) {
    const before = entry.get(key);
    if (before instanceof Map && value instanceof Map) mergeInto(before, value);
    else if (value !== null || before === undefined) entry.set(key, value);
  }
}

function open(map: PlainMap): Entry {
  return new Map(entriesOf(map).map(([key, value]) => [key, isPlainMap(value) ? open(value) : value]));
}

function close(value: unknown): unknown {
  return value instanceof Map ? toMap([...(value as Entry)].map(([key, item]) => [key, close(item)])) : value; // ours
}

function isSame(one: unknown, other: unknown): boolean {
  return identity(one) === identity(other);
}
