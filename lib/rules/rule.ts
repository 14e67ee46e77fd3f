/**
 * The type of a rule: it checks a whole assembly for one mistake that Compose accepts or notices too late.
 *
 * @module
 */

import type { Assembly } from '../assembly';
import type { Severity } from '../core';
import type { Violation } from '../languages/compose';

/** A rule as data. */
export interface Rule {
  /** Name, the same as the file's. */
  readonly id: string;
  readonly severity: Severity;
  /** Why this is wrong, for people who wonder. */
  readonly reason: string;
  /**
   * Where it is silent because of another error. `stack`: any part is in error, and that part may be the missing one.
   * `construct`: the construct itself has rejected the values.
   *
   * @default everywhere but in elements that are left out
   */
  readonly silentIn?: 'stack' | 'construct';
  /** Constructs say the same with a diagnostic of this id. The rule is silent within such a construct. @default none */
  readonly toldBy?: string;
  /**
   * Every place where it is broken: the property itself, so that an override that wrote it is found.
   *
   * @param all the assemblies of all stacks, this one included
   */
  check(assembly: Assembly, all: readonly Assembly[]): Iterable<Violation>;
}
