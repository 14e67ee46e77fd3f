/**
 * What a check of the start is: one thing of a project that fails or surprises when it starts.
 *
 * @module
 */
import type { Finding } from '../../finding';
import type { Violation } from '../meaning/check';
import type { View } from '../meaning/view';

/** A check as data. */
export interface StartCheck {
  /** Name of its findings, the same as the file's. */
  readonly id: string;
  /** How bad it is for whoever starts the project. */
  readonly severity: 'error' | 'warning';
  check(view: View): Iterable<StartViolation>;
}

/** One place that a check rejects. */
export interface StartViolation extends Violation {
  /** Whether Compose itself refuses the file. @default false */
  readonly isRefused?: boolean;
}

/** What a check found in a project. */
export interface StartFinding extends Finding {
  /** Whether Compose itself refuses the file. What it reads may be what its author wanted. */
  readonly isRefused: boolean;
}
