/**
 * The type of a start check: it finds one kind of failure or surprise at a project's start.
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
  /** How severe it is for the person who starts the project. */
  readonly severity: 'error' | 'warning';
  check(view: View): Iterable<StartViolation>;
}

/** One place that a check rejects. */
export interface StartViolation extends Violation {
  /** Whether Compose itself refuses the file. @default false */
  readonly isRefused?: boolean;
}

/** A finding of a check in a project. */
export interface StartFinding extends Finding {
  /** Whether Compose itself refuses the file. The author may have intended the value. */
  readonly isRefused: boolean;
}
