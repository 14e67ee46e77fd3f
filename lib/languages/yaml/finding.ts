/**
 * A mistake in a document, as data; {@link FindingError} can throw it.
 *
 * @module
 */

/** A place in the text of a file. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** In UTF-16 code units, from 1. */
  readonly column: number;
}

/** One thing that is wrong in a document, where it is, and what to do about it. */
export interface Finding {
  /** Stable name of the problem, kebab-case: `unknown-property`. */
  readonly id: string;
  /** The keys that lead to the place from the top of the document: `['services', 'web', 'imgae']`. */
  readonly pointer: readonly string[];
  /** The mistake in one sentence, without the place. */
  readonly message: string;
  /** The remedy, one sentence in the imperative. */
  readonly remedy: string;
  /** Where it is written, if the document was read from a file. */
  readonly position?: Position;
  /** Further places that take part, each with a word about its role. */
  readonly related?: readonly RelatedPlace[];
  /** @default error */
  readonly severity?: 'error' | 'warning';
}

/** A second place that takes part in a finding: the other of two that collide, say. */
export interface RelatedPlace {
  readonly message: string;
  readonly pointer: readonly string[];
}

/** A finding that stops the work: thrown where data is printed that no file can hold. */
export class FindingError extends Error {
  override readonly name: string = 'FindingError';

  constructor(readonly finding: Finding) {
    const { pointer, message, remedy } = finding;
    super(`${pointer.length === 0 ? '' : `${pointer.join('.')}: `}${message} ${remedy}`);
  }
}
