/**
 * Texts and meanings, compared.
 *
 * @module
 */
import { isPlainMap, toMap } from '../data';
import { joinTexts } from '../forms/texts';
import { isOverride, isReset } from '../overlay';
import { isDeferred, partsOf } from '../text/variable';

/** The key that distinguishes a text from others, even before its variables have values; scalars as their text. */
export function identity(value: unknown): string {
  // No string in a file holds NUL.
  if (isDeferred(value)) return `\0${JSON.stringify(partsOf(joinTexts('', value)))}`;
  return typeof value === 'object' && value !== null ? `\0${printLoosely(value)}` : String(value);
}

/** A value in the place of a scalar; a bigint is a scalar that JSON does not know. */
function printLoosely(value: object): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item));
}

/** The value as a file without tags would hold it; the same object if it has none. */
export function bare(value: unknown): unknown {
  if (isOverride(value)) return bare(value.value);
  if (Array.isArray(value)) {
    const items = value.filter((item) => !isReset(item)).map(bare);
    return items.length === value.length && items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isPlainMap(value)) return value;
  let isChanged = false;
  const kept: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const without = isReset(item) ? undefined : bare(item);
    isChanged ||= without !== item;
    if (without !== undefined) kept.push([key, without]);
  }
  return isChanged ? toMap(kept) : value;
}

/** Whether two meanings are one: entries of maps in any order, items of lists in theirs. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isDeferred(a) || isDeferred(b)) return isDeferred(a) && isDeferred(b) && identity(a) === identity(b);
  if (a instanceof Map && b instanceof Map) {
    if (a.size !== b.size) return false;
    for (const [key, value] of a) if (!b.has(key) || !equal(value, b.get(key))) return false;
    return true;
  }
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((item, index) => equal(item, b[index]));
}
