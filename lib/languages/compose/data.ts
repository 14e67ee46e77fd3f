/**
 * Plain data, and what of it no Compose file can hold.
 *
 * @module
 */

export { DEEPEST, isPlainMap, type PlainMap } from '../yaml';

/** A value in words, even one whose own `toString` does not work: what a program passes need not be what its types say. */
export function inWords(value: unknown): string {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject ? Object.prototype.toString.call(value) : String(value);
}
