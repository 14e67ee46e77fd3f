/**
 * What reading a short form gives: the long form, or why there is none.
 *
 * @module
 */

/** What is wrong with a form, and what to do about it: one sentence each. */
export interface Malformed {
  readonly problem: string;
  readonly remedy: string;
}

/** A value; or a variable of the deploying host hides it; or Compose rejects what was written. */
export type Read<T> = { readonly value: T } | { readonly deferred: true } | Malformed;

/** The answer that only the deploying host has. */
export const DEFERRED = Object.freeze({ deferred: true } as const);

/** The value that was read, or undefined where there is none. */
export function valueIn<T>(read: Read<T>): T | undefined {
  return 'value' in read ? read.value : undefined;
}
