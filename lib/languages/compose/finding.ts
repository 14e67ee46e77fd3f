/**
 * What this room has to say about a Compose project: always data.
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

/** One thing that is wrong in a Compose project, where it is, and what to do about it. */
export interface Finding {
  /** Stable name of the problem, kebab-case: `unknown-property`. */
  readonly id: string;
  /** The keys that lead to the place from the top of the project: `['services', 'web', 'imgae']`. */
  readonly pointer: readonly string[];
  /** What is wrong, one sentence, without the place. */
  readonly message: string;
  /** What to do about it, one sentence in the imperative. */
  readonly remedy: string;
  /** Where it is written, if the project was read from a file. */
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

/**
 * Thrown where a value is made or printed that Compose cannot hold. {@link checkCompose} reports the same problems as
 * findings, so a project that was checked prints.
 */
export class ComposeError extends Error {
  override readonly name = 'ComposeError';

  constructor(readonly finding: Finding) {
    super(`${place(finding.pointer)}${finding.message} ${finding.remedy}`);
  }
}

function place(pointer: readonly string[]): string {
  return pointer.length === 0 ? '' : `${pointer.join('.')}: `;
}
