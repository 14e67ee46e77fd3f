/**
 * The places of a project that patterns name: `services.*.healthcheck.interval`.
 *
 * @module
 */
import { isPlainMap } from '../../data';

/** Patterns as a tree, so that one walk serves all of them. */
export interface PathTable<T> {
  /** The callback for this exact place. */
  readonly here: T[];
  readonly below: Map<string, PathTable<T>>;
}

/** Makes a tree of patterns written with dots, `*` being any key of a map or item of a list. */
export function tableOf<T>(entries: readonly (readonly [paths: readonly string[], what: T])[]): PathTable<T> {
  const root: PathTable<T> = { here: [], below: new Map() };
  for (const [paths, what] of entries) {
    for (const path of paths) path.split('.').reduce(branch, root).here.push(what);
  }
  return root;
}

function branch<T>(table: PathTable<T>, key: string): PathTable<T> {
  const known = table.below.get(key);
  if (known !== undefined) return known;
  const made: PathTable<T> = { here: [], below: new Map() };
  table.below.set(key, made);
  return made;
}

/** Visits the values below `value` to which the patterns of a table lead. @param pointer where `value` is */
export function visitPlaces<T>(
  value: unknown,
  table: PathTable<T>,
  pointer: readonly string[],
  visit: (value: unknown, what: T, pointer: readonly string[]) => void,
): void {
  walk(value, table, [...pointer], visit);
}

function walk<T>(
  value: unknown,
  { here, below }: PathTable<T>,
  pointer: string[],
  visit: (value: unknown, what: T, pointer: readonly string[]) => void,
): void {
  if (value === undefined || value === null) return;
  for (const what of here) visit(value, what, pointer);
  if (below.size === 0) return;
  const any = below.get('*');
  const step = (key: string, item: unknown, table: PathTable<T>): void => {
    pointer.push(key);
    walk(item, table, pointer, visit);
    pointer.pop();
  };
  if (Array.isArray(value)) {
    for (let index = 0; any !== undefined && index < value.length; index++) step(String(index), value[index], any);
  } else if (isPlainMap(value)) {
    for (const key of Object.keys(value)) {
      const table = below.get(key);
      if (table !== undefined) step(key, value[key], table);
      if (any !== undefined) step(key, value[key], any);
    }
  }
}
