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
