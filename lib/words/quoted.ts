/**
 * Names and values in a message: in double quotes, so their content never reads as part of the sentence.
 *
 * @module
 */

/** How many characters of a value a message shows: a path of some length is still whole. */
const LONGEST = 200;

/** A name or a path that somebody chose, whole: `"web"`. */
export function quoted(text: unknown): string {
  return JSON.stringify(inWords(text));
}

/** The beginning of a value that can have any length, such as a file's content. */
export function excerpt(value: string): string {
  return quoted(value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value);
}

/** A value as text, even one whose own `toString` does not work: programs without types can pass anything. */
export function inWords(value: unknown): string {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject ? Object.prototype.toString.call(value) : String(value);
}

/** How many values a message lists. */
const MOST = 12;

/** `"a", "b"`; of many, the first ones. */
export function quotedList(values: readonly string[]): string {
  const listed = values.slice(0, MOST).map(excerpt).join(', ');
  return values.length > MOST ? `${listed} and more` : listed;
}
