/**
 * Whether two values are the same data.
 *
 * @module
 */
import { isPlainMap, type PlainMap } from './data';
import type { Dialect } from './dialect';

/** More than that is not compared: what aliases stand for is mostly one object. */
const MOST_COMPARED = 10_000;

/** Whether two values are equal, keys in the same order. Values that are too large are equal if they are one object. */
export function isSame(some: unknown, other: unknown, { tagOf, texts }: Dialect): boolean {
  let left = MOST_COMPARED;
  return compare(some, other);

  function compare(a: unknown, b: unknown): boolean {
    if (Object.is(a, b)) return true;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || left-- <= 0) return false;
    if (Array.isArray(a)) {
      return Array.isArray(b) && a.length === b.length && a.every((item, index) => compare(item, b[index]));
    }
    if (isPlainMap(a)) return isPlainMap(b) && compareMaps(a, b);
    if (texts?.is(a)) return texts.is(b) && texts.print(a) === texts.print(b);
    const tag = tagOf?.(a);
    const otherTag = tagOf?.(b);
    return tag !== undefined && tag.name === otherTag?.name && compare(tag.value, otherTag.value);
  }

  function compareMaps(a: PlainMap, b: PlainMap): boolean {
    const keys = Object.keys(a);
    const others = Object.keys(b);
    return (
      keys.length === others.length && keys.every((key, index) => key === others[index] && compare(a[key], b[key]))
    );
  }
}
