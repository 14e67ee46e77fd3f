/**
 * The nodes of the YAML parser: their places in the text, and words for them.
 *
 * @module
 */
import type { YAMLSeq } from 'yaml';

/** Where the dashes of a list in block style stand. */
export function dashesOf(node: YAMLSeq.Parsed): readonly number[] {
  const token = node.srcToken;
  if (token?.type !== 'block-seq') return [];
  return token.items.flatMap(({ start }) => {
    const dash = start.find(({ type }) => type === 'seq-item-ind');
    return dash === undefined ? [] : [dash.offset];
  });
}

/** The sort of a value that Go would read, for people. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'a date';
  return typeof value === 'boolean' ? 'a boolean' : 'a number';
}
