/**
 * A finding of synth about a stack: always data, never a thrown sentence.
 *
 * Every room has a catalogue of factories (`errors.ts`), so one file lists its mistakes, and tests compare values.
 *
 * @module
 */

/** `error` stops the run before anything is written; `warning` does not. */
export type Severity = 'error' | 'warning';

/** A place in a file that the user wrote; line and column count from 1. */
export interface SourceLocation {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong, where it is, and what to do about it. */
export interface Diagnostic {
  /** Stable name of the problem, kebab-case: `host-port-taken`. */
  readonly id: string;
  readonly severity: Severity;
  /** The mistake in one sentence, without the place. */
  readonly message: string;
  /** The remedy, one sentence in the imperative. */
  readonly remedy: string;
  /** Path of the construct in the tree, such as `kitteh/web`. */
  readonly path?: string;
  /** Where the user's code caused it. */
  readonly location?: SourceLocation;
  /** Further places that take part, each with a word about its role. */
  readonly related?: readonly RelatedLocation[];
}

/** A second place that takes part in a problem: the other of two that collide, say. */
export interface RelatedLocation {
  readonly message: string;
  readonly path?: string;
  readonly location?: SourceLocation;
}

/**
 * Whether any of the diagnostics is an error, which prevents writing.
 *
 * @example
 * ```ts
 * if (hasErrors(generate(new App()).diagnostics)) process.exitCode = 1;
 * ```
 */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
