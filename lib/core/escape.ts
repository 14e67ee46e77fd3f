/**
 * Escape hatches: what an author says of an element's Compose form when neither properties nor verbs say it.
 *
 * They are kept in order and applied when the tree is lowered, after everything else.
 *
 * @module
 */
import {
  type Applied,
  applyOverride,
  applyPatch,
  canonicalService,
  type Elements,
  type Finding,
  isReset,
  mergeElement,
  type Overlay,
  type PatchOperation,
  type PropertyPath,
  Remove,
  type Section,
} from '../languages/compose';
import { entryOf, isPlainMap } from '../languages/yaml';
import { mergeRefused, notAMap, notAnOperation, notAPath, nothingToReset } from './errors';
import { type Trace, trace } from './place';

/** One change to an element's Compose form, and where it was asked for. */
export interface Escape {
  readonly trace: Trace;
  apply(element: object): Applied;
}

/** @param path `unknown`, like what the others take: a program without types can pass anything */
export function overriding(section: Section, path: PropertyPath | unknown, value: unknown): Escape {
  const keys = keysOf(path);
  const wanted = value === undefined ? new Remove() : value;
  const apply = (element: object): Applied =>
    keys === undefined ? refusal([], notAPath(path)) : applyOverride(reachable(section, element, keys), keys, wanted);
  return { trace: trace(), apply };
}

/**
 * The element in a form that the keys can follow, such as `environment.DEBUG` in a list.
 */
function reachable(section: Section, element: object, keys: readonly string[]): object {
  if (section !== 'services') return element;
  for (let depth = 1, value: unknown = element; depth < keys.length; depth++) {
    value = entryOf(value, keys[depth - 1] ?? '');
    if (value === undefined || value === null) return element;
    if (isPlainMap(value) || (Array.isArray(value) && /^(\d+|-)$/.test(keys[depth] ?? ''))) continue;
    const path = keys.slice(0, depth);
    const service = canonicalService(element as Elements['services']); // what a Service lowers to
    const long = path.reduce<unknown>((at, key) => entryOf(at, key), service);
    const applied = isPlainMap(long) ? applyOverride(element, path, long) : { value: element };
    return 'value' in applied ? (applied.value as object) : element; // a map with one entry in another form
  }
  return element;
}

export function merging(section: Section, overlay: unknown): Escape {
  const apply = (element: object): Applied =>
    isPlainMap(overlay) ? merged(section, element, overlay) : refusal([], notAMap(overlay));
  return { trace: trace(), apply };
}

export function patching(operations: readonly (PatchOperation | unknown)[]): Escape {
  const wrong = operations.findIndex((operation) => !isPlainMap(operation));
  const apply = (element: object): Applied =>
    wrong === -1
      ? applyPatch(element, operations as readonly PatchOperation[]) // maps; the rest is checked there
      : refusal([], notAnOperation(operations[wrong]));
  return { trace: trace(), apply };
}

function keysOf(path: unknown): readonly string[] | undefined {
  if (typeof path === 'string') return path.split('.');
  if (!Array.isArray(path)) return undefined;
  return path.every((key) => typeof key === 'string' || Number.isInteger(key)) ? path.map(String) : undefined;
}

function merged(section: Section, element: object, overlay: object): Applied {
  let refused: Finding | undefined;
  const report = (finding: Finding): void => {
    refused ??= finding;
  };
  // a class and its overlay belong to one section, which types cannot express here
  const value = mergeElement(section, element as Elements[Section], overlay as Overlay<Elements[Section]>, { report });
  if (refused !== undefined) {
    const [, , ...path] = refused.pointer;
    return refusal(path, mergeRefused(refused.id, path, refused.message));
  }
  const idle = idleReset(element, overlay, []);
  return idle === undefined ? { value } : refusal(idle.path, nothingToReset(idle.path, idle.keys));
}

/** A `Remove` of what is not there. The merge judges the content of short forms and lists. */
function idleReset(
  before: unknown,
  overlay: unknown,
  path: readonly string[],
): { readonly path: readonly string[]; readonly keys: readonly string[] } | undefined {
  if (!isPlainMap(overlay) || !(before === undefined || isPlainMap(before))) return undefined;
  for (const [key, value] of Object.entries(overlay)) {
    const known = entryOf(before, key);
    const here = [...path, key];
    if (isReset(value)) {
      if (known === undefined) return { path: here, keys: Object.keys(before ?? {}) };
      continue;
    }
    const below = idleReset(known, value, here);
    if (below !== undefined) return below;
  }
  return undefined;
}

function refusal(path: readonly string[], { problem, remedy }: { problem: string; remedy: string }): Applied {
  return { problem, remedy, path };
}
