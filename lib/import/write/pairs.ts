/**
 * Lists of `KEY=value`, which read better as maps.
 *
 * @module
 */
import { type ComposeText, isDeferred, partsOf, type TextPart, textOf } from '../../languages/compose';
import type { Note, PlainMap } from '../../languages/yaml';

/** Where Compose takes `KEY=value` for an entry of a map: https://docs.docker.com/reference/compose-file/services/#environment */
export const PAIRS: ReadonlySet<string> = new Set(['environment', 'labels', 'annotations', 'sysctls', 'args']);

export interface Pairs {
  readonly map: PlainMap;
  readonly note: Note | undefined;
}

/** The map that a list of pairs says, with its comments; undefined unless every item is a pair and no key comes twice. */
export function pairsOf(list: unknown, note: Note | undefined): Pairs | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const map = new Map<string, ComposeText>();
  const notes = new Map<string, Note>();
  for (const [index, item] of list.entries()) {
    const pair = pairOf(item);
    const inner = note?.entries?.get(String(index));
    if (pair === undefined || map.has(pair.key) || inner?.alias !== undefined) return undefined;
    map.set(pair.key, pair.value);
    if (inner) notes.set(pair.key, inner);
  }
  // Keys that look like numbers would change their places.
  if ([...map.keys()].some((key) => /^\d+$/.test(key))) return undefined;
  return { map: Object.fromEntries(map), note: note && { ...note, entries: notes } };
}

function pairOf(item: unknown): { readonly key: string; readonly value: ComposeText } | undefined {
  if (typeof item !== 'string' && !isDeferred(item)) return undefined;
  const [first, ...rest]: readonly TextPart[] = partsOf(item);
  if (typeof first !== 'string') return undefined;
  const equals = first.indexOf('=');
  if (equals <= 0) return undefined;
  return { key: first.slice(0, equals), value: textOf([first.slice(equals + 1), ...rest]) };
}
