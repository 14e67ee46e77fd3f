/**
 * Lists that may be one string, whose items may occur twice: files that are read one after the other.
 *
 * @module
 */
import { asText } from '../forms/texts';
import type { Family } from './family';
import { plain } from './plain';

/** A string or a list, appended. */
export const appended: Family = {
  merge: (base, overlay, place, way) =>
    overlay === null ? base : plain.merge(asList(base), asList(overlay), place, way),
  meaning(value, place) {
    const list = asList(value);
    return Array.isArray(list) && list.length === 0 ? undefined : plain.meaning(list, place);
  },
  propose: (from, to, place) => plain.propose(asList(from), asList(to), place),
};

function asList(value: unknown): unknown {
  return asText(value) === undefined ? value : [value];
}
