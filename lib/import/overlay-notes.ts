/**
 * The comments of an overlay that nobody wrote as a file.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { isOverride } from '../languages/compose';
import { entryOf, isPlainMap, type Note } from '../languages/yaml';

/**
 * The comments on what an overlay says, of those on the project that it leads to. Notes of the base are not repeated.
 *
 * @param whole the project that the overlay leads to
 * @param base comments of the project that it starts from
 */
export function overlayNotes(
  overlay: unknown,
  whole: { readonly project: unknown; readonly notes: Note },
  base: Note | undefined,
): Note {
  const said = isOverride(overlay) ? overlay.value : overlay;
  const { notes } = whole;
  const entries = new Map<string, Note>();
  const add = (key: string, item: unknown, to: unknown, note: Note | undefined, before: Note | undefined): void => {
    if (note === undefined) return;
    const inner = overlayNotes(item, { project: to, notes: note }, before);
    if (Object.keys(inner).length > 0) entries.set(key, inner);
  };
  if (isPlainMap(said)) {
    for (const [key, item] of Object.entries(said)) {
      const to = entryOf(whole.project, key);
      add(key, item, to, notes.entries?.get(key), base?.entries?.get(key));
    }
  } else if (Array.isArray(said) && Array.isArray(whole.project)) {
    const list: readonly unknown[] = whole.project;
    said.forEach((item, index) => {
      const at = list.findIndex((other) => isDeepStrictEqual(other, item));
      add(String(index), item, item, notes.entries?.get(String(at)), undefined);
    });
  }
  const { before, beside, after } = notes;
  return {
    ...(before !== undefined && before !== base?.before && { before }),
    ...(beside !== undefined && beside !== base?.beside && { beside }),
    ...(after !== undefined && after !== base?.after && { after }),
    ...(entries.size > 0 && { entries }),
  };
}
