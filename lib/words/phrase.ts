/**
 * Parts of sentences.
 *
 * @module
 */

/** `a map`, `an integer`; `null` needs no article. */
export function withArticle(noun: string): string {
  if (noun === 'null') return noun;
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** `a, b or c`. */
export function anyOf(words: readonly string[]): string {
  const last = words[words.length - 1] ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** The words as the beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
