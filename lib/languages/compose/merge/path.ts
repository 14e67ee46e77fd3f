/**
 * Sets one value of an element by its path: the way out where no property covers a wish.
 *
 * @module
 */
import { nearest } from '../../../words';
import { entryOf, isPlainMap, kindOf, toMap } from '../data';
import { isReset } from '../overlay';
import * as errors from './errors';

/**
 * The keys that lead to a value: joined with dots, or a list if a key contains a dot. Items of lists go by their index,
 * from 0, or `-` for one more at the end.
 */
export type PropertyPath = string | readonly (string | number)[];

/** The changed value, or what stands in the way: one sentence each, and the keys that lead there. */
export type Applied =
  | { readonly value: unknown }
  | { readonly problem: string; readonly remedy: string; readonly path: readonly string[] };

/**
 * The element with the value at the path: put there, or taken away if it is a `Remove`. Maps on the way that are missing
 * are made. The element itself is not changed.
 *
 * @example
 * ```ts
 * applyOverride({ image: 'nginx' }, 'deploy.resources.limits.memory', '1g');
 * // { value: { image: 'nginx', deploy: { resources: { limits: { memory: '1g' } } } } }
 * applyOverride({ labels: { a: '1' } }, ['labels', 'traefik.enable'], 'true');
 * // { value: { labels: { a: '1', 'traefik.enable': 'true' } } }
 * ```
 */
export function applyOverride(element: unknown, path: PropertyPath, value: unknown): Applied {
  const keys = typeof path === 'string' ? path.split('.') : path.map(String);
  if (keys.length === 0 || keys.includes('')) return errors.emptyKey(keys);
  return setAt(element, keys, 0, value);
}

function setAt(element: unknown, path: readonly string[], depth: number, value: unknown): Applied {
  const key = path[depth] ?? '';
  const isLast = depth === path.length - 1;
  if (Array.isArray(element)) return setItem(element, path, depth, value);
  if (!isPlainMap(element)) return errors.noEntries(path.slice(0, depth), kindOf(element), key);
  const before = entryOf(element, key);
  if (isReset(value) && before === undefined) {
    const keys = Object.keys(element);
    return errors.nothingThere(path.slice(0, depth), key, keys, nearest(key, keys));
  }
  const after = isLast ? { value: isReset(value) ? undefined : value } : setAt(before ?? {}, path, depth + 1, value);
  if ('problem' in after) return after;
  const entries = new Map(Object.entries(element));
  if (after.value === undefined) entries.delete(key);
  else entries.set(key, after.value);
  return { value: toMap(entries) };
}

function setItem(list: readonly unknown[], path: readonly string[], depth: number, value: unknown): Applied {
  const key = path[depth] ?? '';
  const isLast = depth === path.length - 1;
  const isEnd = key === '-' && !isReset(value);
  const index = isEnd ? list.length : readIndex(key);
  if (index === undefined || (index >= list.length && !isEnd)) {
    return errors.noItem(path.slice(0, depth), key, list.length);
  }
  const after = isLast ? { value } : setAt(isEnd ? {} : list[index], path, depth + 1, value);
  if ('problem' in after) return after;
  const rest = isReset(after.value) ? [] : [after.value];
  return { value: [...list.slice(0, index), ...rest, ...list.slice(index + 1)] };
}

/** An index as JSON Pointer has it: digits, without a zero before others. */
export function readIndex(key: string): number | undefined {
  return /^(?:0|[1-9]\d{0,15})$/.test(key) ? Number(key) : undefined;
}
