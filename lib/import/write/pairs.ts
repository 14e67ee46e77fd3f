/**
 * Lists of `KEY=value`, which read better as maps.
 *
 * @module
 */
import { type ComposeText, isDeferred, partsOf, type TextPart, textOf } from '../../languages/compose';
import type { Note, PlainMap } from '../../languages/yaml';

/**
 * Lists where Compose reads `KEY=value` as an entry of a map. A `KEY` alone has the host's value there, or none.
 * https://docs.docker.com/reference/compose-file/services/#environment
 */
export const PAIRS: ReadonlyMap<string, null | '' | undefined> = new Map([
  ['environment', null],
  ['args', null],
  ['labels', ''],
  ['annotations', ''],
  ['sysctls', undefined],
]);

export interface Pairs {
  readonly map: PlainMap;
  readonly note: Note | undefined;
}

/**
 * The map of a list of pairs, with its comments; undefined for an item without value or a repeated key.
 *
 * @param nothing what a key alone has for a value; undefined if it may not be alone
 */
export function pairsOf(list: unknown, note: Note | undefined, nothing: null | '' | undefined): Pairs | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const map = new Map<string, ComposeText | null>();
  const notes = new Map<string, Note>();
  for (const [index, item] of list.entries()) {
    const pair = pairOf(item, nothing);
    const inner = note?.entries?.get(String(index));
    if (pair === undefined || map.has(pair.key) || inner?.alias !== undefined) return undefined;
    map.set(pair.key, pair.value);
    if (inner) notes.set(pair.key, inner);
  }
  // Keys that look like numbers would change their places.
  if ([...map.keys()].some((key) => /^\d+$/.test(key))) return undefined;
  return { map: Object.fromEntries(map), note: note && { ...note, entries: notes } };
}

function pairOf(
  item: unknown,
  nothing: null | '' | undefined,
): { readonly key: string; readonly value: ComposeText | null } | undefined {
  if (typeof item !== 'string' && !isDeferred(item)) return undefined;
  const [first, ...rest]: readonly TextPart[] = partsOf(item);
  if (typeof first !== 'string') return undefined;
  const equals = first.indexOf('=');
  if (equals < 0 && rest.length === 0 && nothing !== undefined && first !== '') return { key: first, value: nothing };
  if (equals <= 0) return undefined;
  return { key: first.slice(0, equals), value: textOf([first.slice(equals + 1), ...rest]) };
}
