/**
 * JSON Patch: https://www.rfc-editor.org/rfc/rfc6902
 *
 * @module
 */
import { nearest } from '../../../words';
import { entryOf, isPlainMap, kindOf, toMap } from '../data';
import { isDeferred } from '../text/variable';
import * as errors from './errors';
import { type Applied, readIndex } from './path';
import { identity } from './values';

/** One operation. Paths are JSON Pointers (https://www.rfc-editor.org/rfc/rfc6901): `/ports/0`, `/labels/a~1b`. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly from: string; readonly path: string };

/**
 * The element after all operations, one after the other; or what stops one of them, and then none has happened. The
 * element itself is not changed.
 *
 * @example
 * ```ts
 * applyPatch({ ports: ['80:80'] }, [{ op: 'add', path: '/ports/-', value: '443:443' }]);
 * // { value: { ports: ['80:80', '443:443'] } }
 * ```
 */
export function applyPatch(element: unknown, operations: readonly PatchOperation[]): Applied {
  let value = element;
  for (const operation of operations) {
    const applied = apply(value, operation);
    if ('problem' in applied) return applied;
    value = applied.value;
  }
  return { value };
}

type Keys = readonly string[];

function apply(element: unknown, operation: PatchOperation): Applied {
  const path = readPointer(operation.path);
  if (path === undefined) return errors.badPointer(operation.path);
  switch (operation.op) {
    case 'add':
    case 'replace':
    case 'test':
      if (!Object.hasOwn(operation, 'value')) return errors.missingMember('value', operation.op);
      return WITH_VALUE[operation.op](element, path, operation.value);
    case 'remove':
      return remove(element, path);
    case 'move':
    case 'copy':
      return transfer(element, operation.op, operation.from, path);
    default:
      return errors.unknownOperation((operation as { readonly op?: unknown }).op); // programs run without types
  }
}

const WITH_VALUE = { add, replace, test };

function add(element: unknown, path: Keys, value: unknown): Applied {
  return change(
    element,
    path,
    0,
    (parent, key) => {
      if (!Array.isArray(parent)) return { value: toMap(new Map(Object.entries(parent)).set(key, value)) };
      const index = key === '-' ? parent.length : readIndex(key);
      if (index === undefined || index > parent.length) return errors.noItem(path.slice(0, -1), key, parent.length);
      return { value: [...parent.slice(0, index), value, ...parent.slice(index)] };
    },
    value,
  );
}

function replace(element: unknown, path: Keys, value: unknown): Applied {
  return change(
    element,
    path,
    0,
    (parent, key, depth) => {
      const found = step(parent, path, depth);
      if ('problem' in found) return found;
      if (Array.isArray(parent)) return { value: parent.map((item, index) => (index === Number(key) ? value : item)) };
      return { value: toMap(new Map(Object.entries(parent)).set(key, value)) };
    },
    value,
  );
}

function remove(element: unknown, path: Keys): Applied {
  if (path.length === 0) return errors.wholeElement();
  return change(
    element,
    path,
    0,
    (parent, key, depth) => {
      const found = step(parent, path, depth);
      if ('problem' in found) return found;
      if (Array.isArray(parent)) return { value: parent.filter((_, index) => index !== Number(key)) };
      return { value: toMap(Object.entries(parent).filter(([name]) => name !== key)) };
    },
    undefined,
  );
}

function test(element: unknown, path: Keys, value: unknown): Applied {
  const found = get(element, path);
  if ('problem' in found) return found;
  return isSame(found.value, value) ? { value: element } : errors.testFailed(path);
}

function transfer(element: unknown, op: 'move' | 'copy', source: unknown, path: Keys): Applied {
  if (typeof source !== 'string') return errors.missingMember('from', op);
  const from = readPointer(source);
  if (from === undefined) return errors.badPointer(source);
  const found = get(element, from);
  if ('problem' in found) return found;
  if (op === 'copy') return add(element, path, found.value);
  const isInside = from.length < path.length && from.every((key, index) => key === path[index]);
  if (isInside) return errors.intoItself(path);
  if (from.length === path.length && from.every((key, index) => key === path[index])) return { value: element };
  const without = remove(element, from);
  return 'problem' in without ? without : add(without.value, path, found.value);
}

type Parent = readonly unknown[] | Readonly<Record<string, unknown>>;

/** The element with the parent of what the path names changed; `whole` where the path names the element itself. */
function change(
  element: unknown,
  path: Keys,
  depth: number,
  within: (parent: Parent, key: string, depth: number) => Applied,
  whole: unknown,
): Applied {
  if (path.length === 0) return { value: whole };
  const key = path[depth] ?? '';
  if (!Array.isArray(element) && !isPlainMap(element)) {
    return errors.noEntries(path.slice(0, depth), kindOf(element), key);
  }
  if (depth === path.length - 1) return within(element, key, depth);
  const next = step(element, path, depth);
  if ('problem' in next) return next;
  const changed = change(next.value, path, depth + 1, within, whole);
  if ('problem' in changed) return changed;
  if (Array.isArray(element)) {
    return { value: element.map((item, index) => (index === Number(key) ? changed.value : item)) };
  }
  return { value: toMap(new Map(Object.entries(element)).set(key, changed.value)) };
}

function get(element: unknown, path: Keys): Applied {
  let found: Applied = { value: element };
  for (let depth = 0; depth < path.length; depth++) {
    found = step(found.value, path, depth);
    if ('problem' in found) return found;
  }
  return found;
}

/** The value that the key at `depth` of the path leads to. */
function step(parent: unknown, path: Keys, depth: number): Applied {
  const key = path[depth] ?? '';
  const way = path.slice(0, depth);
  if (Array.isArray(parent)) {
    const index = readIndex(key);
    return index === undefined || index >= parent.length
      ? errors.noItem(way, key, parent.length)
      : { value: parent[index] };
  }
  if (!isPlainMap(parent)) return errors.noEntries(way, kindOf(parent), key);
  const value = entryOf(parent, key);
  if (value !== undefined) return { value };
  const keys = Object.keys(parent);
  return errors.nothingThere(way, key, keys, nearest(key, keys));
}

/** The keys of a JSON Pointer; undefined if it is none. */
function readPointer(pointer: unknown): Keys | undefined {
  if (typeof pointer !== 'string' || /~(?![01])/.test(pointer)) return undefined;
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Equality as the RFC has it: numbers by value, maps in any order. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other) || one === other) return true;
  if (isDeferred(one) || isDeferred(other))
    return isDeferred(one) && isDeferred(other) && identity(one) === identity(other);
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((item, at) => isSame(item, other[at]));
  }
  if (!isPlainMap(one) || !isPlainMap(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}
