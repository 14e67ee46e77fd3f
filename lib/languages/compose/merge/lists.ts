/**
 * Maps that Compose turns into lists when it merges into them: a `!reset` of a key then finds nothing.
 *
 * @see https://github.com/compose-spec/compose-go/blob/main/override/merge.go
 * @see https://github.com/docker/compose/issues/11816
 * @see https://github.com/docker/compose/issues/11816
 * @module
 */
import { entriesOf, isPlainMap, toMap } from '../data';
import { isReset } from '../overlay';
import { resetAfterMerge } from './errors';
import type { Way } from './family';
import { bare } from './values';

/** The overlay as it has an effect on the base. */
export function effective(base: unknown, overlay: unknown, way: Way): unknown {
  if (!isPlainMap(base) || !isPlainMap(overlay) || !way.lists?.has(base)) return overlay;
  for (const [key, value] of entriesOf(overlay)) {
    if (isReset(value)) way.report(resetAfterMerge([...way.pointer, key]));
  }
  return bare(overlay);
}

/** The result of a merge, remembered as a list. It is a copy, because the base may belong to a file. */
export function asList(base: unknown, merged: unknown, { lists }: Way): unknown {
  if (lists === undefined || !isPlainMap(merged)) return merged;
  const result = merged === base ? toMap(entriesOf(merged)) : merged;
  lists.add(result);
  return result;
}
