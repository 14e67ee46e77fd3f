/**
 * The merge keys of maps.
 *
 * @see https://yaml.org/type/merge.html
 * @module
 */
import type { ParsedNode } from 'yaml';
import type { Sharing } from './dialect';
import { MERGE } from './notes';

const MERGE_TAG = 'tag:yaml.org,2002:merge';

/** The maps that a map merges, and the number of its own entries before them. */
export interface Merged {
  readonly after: number;
  readonly entries: ReadonlyMap<string, unknown>;
}

/** A map's own entries win; what it merges comes where its merge key stands. */
export function joinEntries(
  own: ReadonlyMap<string, unknown>,
  { after, entries }: Merged,
  sharing: Sharing | undefined,
): [string, unknown][] {
  const joined = [...own].map(([key, value]): [string, unknown] => {
    return [key, sharing && entries.has(key) ? sharing.joined(value, entries.get(key)) : value];
  });
  const brought = [...entries].filter(([key]) => !own.has(key));
  return [...joined.slice(0, after), ...brought, ...joined.slice(after)];
}

/** Whether a key is `<<` as YAML means it, and no text that looks like it. */
export function isMergeKey(node: ParsedNode): boolean {
  if (!('source' in node) || node.source !== MERGE || !('type' in node)) return false;
  const { tag } = node;
  return tag === MERGE_TAG || (node.type === 'PLAIN' && (tag === undefined || tag === '!'));
}
