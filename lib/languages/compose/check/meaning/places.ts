/**
 * The places of a project that a pattern names: `services.*.healthcheck.interval`.
 *
 * @module
 */
import { isPlainMap, type PlainMap } from '../../data';
import { entriesOf } from './view';

export interface Place {
  readonly pointer: readonly string[];
  readonly value: unknown;
}

/** The values below `value` to which the keys of `path` lead, `*` being any key of a map or item of a list. */
export function placesAt(value: unknown, path: readonly string[], pointer: readonly string[] = []): readonly Place[] {
  const [key, ...rest] = path;
  if (key === undefined) return value === undefined || value === null ? [] : [{ pointer, value }];
  if (key === '*') {
    const entries = Array.isArray(value)
      ? value.map((item, index) => [String(index), item] as const)
      : entriesOf(value);
    return entries.flatMap(([name, item]) => placesAt(item, rest, [...pointer, name]));
  }
  return isPlainMap(value) && Object.hasOwn(value, key) ? placesAt(value[key], rest, [...pointer, key]) : [];
}

/** Paths and what is to be done there, by their first key: most properties of most services are not written. */
export type PathTable<T> = ReadonlyMap<string, readonly (readonly [path: readonly string[], what: T])[]>;

/** Makes a table of paths written with dots. */
export function tableOf<T>(entries: readonly (readonly [paths: readonly string[], what: T])[]): PathTable<T> {
  const table = new Map<string, (readonly [readonly string[], T])[]>();
  for (const [paths, what] of entries) {
    for (const path of paths) {
      const keys = path.split('.');
      const [first = ''] = keys;
      const known = table.get(first);
      if (known === undefined) table.set(first, [[keys, what]]);
      else known.push([keys, what]);
    }
  }
  return table;
}

/** The values below a map to which the paths of a table lead. */
export function* placesIn<T>(
  map: PlainMap,
  table: PathTable<T>,
  pointer: readonly string[],
): Iterable<Place & { readonly what: T }> {
  for (const key of Object.keys(map)) {
    for (const [path, what] of table.get(key) ?? []) {
      for (const place of placesAt(map, path, pointer)) yield { ...place, what };
    }
  }
}
