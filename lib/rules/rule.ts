/**
 * What a rule is: one thing that Compose accepts or notices too late, checked over a whole assembly.
 *
 * @module
 */

import type { Assembly, Origin, PlacedProblem } from '../assembly';
import type { Severity } from '../core';

/** A rule as data. */
export interface Rule {
  /** Name, the same as the file's. */
  readonly id: string;
  readonly severity: Severity;
  /** Why this is wrong, for people who wonder. */
  readonly reason: string;
  check(assembly: Assembly): Iterable<Finding>;
}

/** One place where a rule is broken. */
export interface Finding {
  readonly at: Origin;
  readonly message: string;
  readonly remedy: string;
  readonly related?: NonNullable<PlacedProblem['related']>;
}
