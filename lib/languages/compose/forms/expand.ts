/**
 * Walking data by a table of what to do with the value of each key, copying only what changes.
 *
 * @module
 */
import { isPlainMap } from '../data';
import { isOverride, Replace } from '../overlay';
import type { Read } from './read';

/** Gives the long form of a value, or the value itself where it is long, deferred or wrong. */
export type Expand = (value: unknown) => unknown;

/** A map whose values expand by key. */
export function keys(table: Readonly<Record<string, Expand>>): Expand {
  const expansions = new Map(Object.entries(table));
  return tagged((map) => {
    if (!isPlainMap(map)) return map;
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(map)) {
      const expand = expansions.get(key);
      if (expand === undefined) continue;
      const value = map[key];
      if (value === undefined || value === null) continue;
      const long = expand(value);
      if (long === value) continue;
      copy ??= { ...map };
      copy[key] = long;
    }
    return copy ?? map;
  });
}

/** A map whose values all expand alike. */
export function values(expand: Expand): Expand {
  return tagged((map) => {
    if (!isPlainMap(map)) return map;
    let changed = false;
    const entries = Object.entries(map).map(([key, value]) => {
      const long = value === undefined || value === null ? value : expand(value);
      changed ||= long !== value;
      return [key, long] as const;
    });
    return changed ? Object.fromEntries(entries) : map;
  });
}

/** A list whose items all expand alike. */
export function items(expand: Expand): Expand {
  return tagged((list) => {
    if (!Array.isArray(list)) return list;
    let changed = false;
    const long = list.map((item: unknown) => {
      const value = expand(item);
      changed ||= value !== item;
      return value;
    });
    return changed ? long : list;
  });
}

/** The result of `read`, where it has one. */
export function by(read: (value: unknown) => Read<unknown>): Expand {
  return tagged((value) => {
    const answer = read(value);
    return 'value' in answer ? answer.value : value;
  });
}

/** A list that may be a map; `read` gives the map's entries. */
export function listAsMap(read: (list: unknown) => Read<ReadonlyMap<string, unknown>>): Expand {
  return tagged((value) => {
    if (!Array.isArray(value)) return value;
    const answer = read(value);
    return 'value' in answer ? Object.fromEntries(answer.value) : value;
  });
}

/** One expansion after the other. */
export function both(first: Expand, second: Expand): Expand {
  return (value) => second(first(value));
}

/** Expands what stands within `!override`, too. */
export function tagged(expand: Expand): Expand {
  return (value) => {
    if (!isOverride(value)) return expand(value);
    const long = expand(value.value);
    return long === value.value ? value : new Replace(long);
  };
}
