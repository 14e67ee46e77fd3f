/**
 * `logging`: options belong to their driver.
 *
 * @module
 */
import { isPlainMap, type PlainMap } from '../data';
import { isOverride, isReset } from '../overlay';
import type { Family } from './family';
import { deriveMap, mergeMaps, plain } from './plain';
import { bare, equal } from './values';

/** Merged while both name the same driver, or only one names any; else replaced. */
export const logging: Family = {
  merge(base, overlay, place, way) {
    if (!isPlainMap(base) || !isPlainMap(overlay)) return plain.merge(base, overlay, place, way);
    return isOfOneDriver(base, overlay) ? mergeMaps(base, overlay, place, way) : bare(overlay);
  },

  meaning: plain.meaning,

  propose(from, to, place) {
    if (!isPlainMap(from) || !isPlainMap(to)) return [to];
    return isOfOneDriver(from, to) ? deriveMap(from, to, place) : [to];
  },
};

function isOfOneDriver({ driver: one }: PlainMap, { driver: other }: PlainMap): boolean {
  return one === undefined || other === undefined || isReset(other) || isOverride(other) || equal(one, other);
}
