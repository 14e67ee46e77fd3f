/**
 * Words of a POSIX shell, which reads back each as the very text that it was made of.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 * @module
 */

/** Characters that every shell reads literally, anywhere but at the start of a command. */
const BARE = /^[\w@%+=:,./-]+$/;

/** A text as a word; never empty, and never the beginning of anything else. */
export function shellWord(text: string): string {
  return BARE.test(text) ? text : singleQuoted(text);
}

/** A text in single quotes, between which nothing but their end means anything. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
