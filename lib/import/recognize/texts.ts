/**
 * Texts as far as they can be looked at before deployment.
 *
 * @module
 */
import { isDeferred, partsOf } from '../../languages/compose';
import { isPlainMap } from '../../languages/yaml';

/** A value as a string with `x` for each variable; undefined for a value that is not a text. */
export function visible(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!isDeferred(value)) return undefined;
  return partsOf(value)
    .map((part) => (typeof part === 'string' ? part : 'x'))
    .join('');
}

/** Every text in a value, with the keys that lead to it; also what variables have for a default. */
export function* textsIn(value: unknown, path: readonly string[] = []): Iterable<readonly [readonly string[], string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'number' || typeof value === 'bigint') yield [path, String(value)];
  else if (isDeferred(value)) {
    for (const part of partsOf(value)) {
      if (typeof part === 'string') yield [path, part];
      else for (const inner of part.operand) if (typeof inner === 'string') yield [path, inner];
    }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsIn(item, [...path, String(index)]);
  } else if (isPlainMap(value)) {
    for (const [key, item] of Object.entries(value)) yield* textsIn(item, [...path, key]);
  }
}

/** Whether a property says nothing. */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isPlainMap(value) && Object.values(value).every((item) => item === undefined);
}
