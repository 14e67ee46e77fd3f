/**
 * Plain data, and what of it no Compose file can hold.
 *
 * @module
 */
import { isText } from './text/variable';

export {
  DEEPEST,
  entriesOf,
  entryOf,
  isEmpty,
  isPlainMap,
  mapOf,
  mapValues,
  type PlainMap,
  toMap,
} from '../yaml';

/** The word for a value in messages: `list`, `map`, `string`, … */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (isText(value)) return 'string';
  if (typeof value === 'bigint') return 'number';
  return typeof value === 'object' ? 'map' : typeof value;
}
