/**
 * What a check is: one thing that Compose asks of a project beyond its schema.
 *
 * @module
 */
import type { RelatedPlace } from '../../finding';
import type { View } from './view';

/** A check as data. */
export interface Check {
  /** Name of its findings, the same as the file's. */
  readonly id: string;
  /** `warning`: Compose reads the file all the same. @default error */
  readonly severity?: 'warning';
  /** Whether Compose asks this of services that are off, too: while it reads them, before it looks at profiles. */
  readonly early?: true;
  check(view: View): Iterable<Problem>;
}

/** One place that a check rejects. */
export interface Problem {
  readonly pointer: readonly string[];
  readonly message: string;
  readonly remedy: string;
  readonly related?: readonly RelatedPlace[];
}
