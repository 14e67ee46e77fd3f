/**
 * Whether two values are the same data.
 *
 * @module
 */
import { isPlainMap } from '../data';
import { isOverride, isReset } from '../overlay';
import { isDeferred, type Text } from '../text/variable';

/** More than that is not compared: what aliases stand for is mostly one object. */
const MOST_COMPARED = 10_000;

/** Whether two values are equal, keys in the same order; for values that are too large, whether they are one object. */
export function isSame(some: unknown, other: unknown, print: (text: Text) => string): boolean {
  let left = MOST_COMPARED;
  return compare(some, other);

  function compare(a: unknown, b: unknown): boolean {
    if (Object.is(a, b)) return true;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || left-- <= 0) return false;
    if (isDeferred(a) || isDeferred(b)) return isDeferred(a) && isDeferred(b) && print(a) === print(b);
    if (isReset(a)) return isReset(b);
    if (isOverride(a)) return isOverride(b) && compare(a.value, b.value);
    if (Array.isArray(a)) {
      return Array.isArray(b) && a.length === b.length && a.every((item, index) => compare(item, b[index]));
    }
    if (!isPlainMap(a) || !isPlainMap(b)) return false;
    const keys = Object.keys(a);
    const others = Object.keys(b);
    return (
      keys.length === others.length && keys.every((key, index) => key === others[index] && compare(a[key], b[key]))
    );
  }
}
