/**
 * Maps that may be written as lists of their keys: `depends_on`, `networks` and `models` of a service.
 *
 * @module
 */
import { entriesOf, entryOf, isPlainMap, type PlainMap, toMap } from '../data';
import type { Family } from './family';
import { appendUnique } from './items';
import { whole } from './parts';
import { deriveMap, meaningAt, meaningOfMap, mergeMaps, PLAIN, refuse } from './plain';
import { bare, identity } from './values';

interface Options {
  /** The meaning of a name in a list. */
  readonly entry: unknown;
  /** A written entry with what Compose assumes. */
  readonly complete: (entry: unknown) => unknown;
  /** A written entry without what Compose assumes. */
  readonly lean: (entry: unknown) => unknown;
}

const NAMES = { parts: whole };

/** A list of names, or a map. */
export function names({ entry, complete, lean }: Options): Family {
  const asMap = (value: unknown): PlainMap | undefined => {
    if (!Array.isArray(value)) return isPlainMap(value) ? value : undefined;
    return value.every((name) => typeof name === 'string') ? toMap(value.map((name) => [name, entry])) : undefined;
  };
  const completed = (value: unknown): PlainMap | undefined => {
    const map = asMap(value);
    return map === undefined ? undefined : toMap(entriesOf(map).map(([name, given]) => [name, complete(given)]));
  };

  /** The names of a list; some may be variables. */
  const hidden = (value: unknown): ReadonlyMap<string, unknown> | undefined => {
    if (!Array.isArray(value) || value.every((name) => typeof name === 'string')) return undefined;
    return new Map(value.map((name) => [identity(name), meaningAt(complete(entry), PLAIN)]));
  };

  return {
    merge(base, overlay, place, way) {
      if (overlay === null) return base;
      if (base === null) return bare(overlay);
      if (Array.isArray(base) && Array.isArray(overlay)) return appendUnique(base, overlay, NAMES);
      // In a list nothing can be taken away or replaced before it has become a map.
      const said = asMap(Array.isArray(base) && !way.isCanonical ? bare(overlay) : overlay);
      const map = asMap(base);
      if (map === undefined || said === undefined) return refuse(base, overlay, way);
      if (entriesOf(said).length === 0) return base;
      const merged = mergeMaps(map, said, place, way);
      return merged === map ? base : merged;
    },

    meaning(value, place) {
      const meanings = hidden(value) ?? meaningOfMap(completed(value) ?? {}, place);
      return meanings.size === 0 ? undefined : meanings;
    },

    propose(from, to, place) {
      if (Array.isArray(from) && Array.isArray(to) && (hidden(from) ?? hidden(to))) {
        const known = new Set(from.map(identity));
        return [to.filter((name) => !known.has(identity(name)))];
      }
      const [before, after] = [completed(from), completed(to)];
      if (before === undefined || after === undefined) return [];
      const proposed = deriveMap(before, after, place).map((said) => withLeanEntries(said, before, lean));
      const [said] = proposed;
      const isAdded = said !== undefined && Object.keys(said).every((name) => entryOf(before, name) === undefined);
      return Array.isArray(to) && isAdded ? [Object.keys(said), ...proposed] : proposed;
    },
  };
}

/** The additions, without Compose's defaults. */
function withLeanEntries(said: PlainMap, before: PlainMap, lean: Options['lean']): PlainMap {
  return toMap(
    Object.entries(said).map(([name, value]) => [name, entryOf(before, name) === undefined ? lean(value) : value]),
  );
}

/** https://github.com/compose-spec/compose-go/blob/v2.9.1/transform/dependson.go */
const STARTED = Object.freeze({ condition: 'service_started', required: true });

/** `depends_on`. */
export const dependencies = names({
  entry: STARTED,
  complete: (entry) => (isPlainMap(entry) ? { ...STARTED, ...entry } : entry),
  lean(entry) {
    if (!isPlainMap(entry) || entry['required'] !== true) return entry;
    const { required: _, ...rest } = entry;
    return rest;
  },
});
