/**
 * `build`: a string is the context.
 *
 * @see https://docs.docker.com/reference/compose-file/build/
 * @module
 */
import { isPlainMap, type PlainMap } from '../data';
import { asText } from '../forms/texts';
import type { Family } from './family';
import { deriveMap, meaningAt, meaningOfMap, mergeMaps, PLAIN, refuse } from './plain';
import { bare, equal } from './values';

/** A string, or a map that is merged entry by entry. */
export const build: Family = {
  merge(base, overlay, place, way) {
    if (overlay === null) return base;
    if (asText(base) !== undefined && asText(overlay) !== undefined) return equal(base, overlay) ? base : overlay;
    const map = asMap(base);
    const said = asMap(map === base || way.isCanonical ? overlay : bare(overlay));
    if (map === undefined || said === undefined) return refuse(base, overlay, way);
    const merged = mergeMaps(map, said, place, way);
    return merged === map ? base : merged;
  },

  meaning(value, place) {
    const map = asMap(value);
    return map === undefined ? meaningAt(value, PLAIN) : meaningOfMap(map, place);
  },

  propose(from, to, place) {
    const [before, after] = [asMap(from), asMap(to)];
    if (before === undefined || after === undefined) return [to];
    return [...(after === to ? [] : [to]), ...deriveMap(before, after, place)];
  },
};

function asMap(value: unknown): PlainMap | undefined {
  if (isPlainMap(value)) return value;
  return asText(value) === undefined ? undefined : { context: value };
}
