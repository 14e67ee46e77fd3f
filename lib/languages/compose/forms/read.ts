/**
 * The result of reading a short form: the long form, or the reason why there is none.
 *
 * @module
 */

/** The mistake in a form and its remedy, one sentence each. */
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
