/**
 * Plain data: maps, lists and scalars, as a YAML document holds them.
 *
 * Constructs refer to their parents and children, so nothing here looks inside an object of a class.
 *
 * @module
 */

/** A map: an object literal, from any realm, or an object without a prototype. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** How deep data may be nested: far deeper than any document, and far from the end of the stack. */
export const DEEPEST = 500;

/** Whether a value is a map; objects of classes and lists are not. */
export function isPlainMap(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Another realm's Object.prototype is not ours, but it too is where the chain ends.
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether a map has no entries but undefined ones, which are not printed. */
export function isEmpty(map: PlainMap): boolean {
  for (const key in map) if (map[key] !== undefined) return false;
  return true;
}

/** The value of a key, if that is a map that has it; `__proto__` is a key like any other. */
export function entryOf(map: unknown, key: string): unknown {
  return isPlainMap(map) && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The value that one step of a pointer leads to: of a key, or at an index. */
export function childOf(data: unknown, step: string): unknown {
  return Array.isArray(data) ? data[Number(step)] : entryOf(data, step);
}

/** The entries of a map, without undefined ones; none of what is no map. */
export function entriesOf(map: unknown): [string, unknown][] {
  return Object.entries(mapOf(map)).filter(([, value]) => value !== undefined);
}

/** The value if it is a map, otherwise an empty one. */
export function mapOf(value: unknown): PlainMap {
  return isPlainMap(value) ? value : {};
}

/** Defines the property, because an assignment treats the key `__proto__` differently. */
export function toMap(entries: Iterable<readonly [string, unknown]>): PlainMap {
  return Object.fromEntries(entries);
}

/** A map with other values; the same map where none changes. */
export function mapValues(map: PlainMap, change: (value: unknown, key: string) => unknown): PlainMap {
  let isChanged = false;
  const entries = Object.entries(map).map(([key, value]): [string, unknown] => {
    const changed = change(value, key);
    isChanged ||= changed !== value;
    return [key, changed];
  });
  return isChanged ? toMap(entries) : map;
}
