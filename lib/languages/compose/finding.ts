/**
 * A mistake in a Compose project, as data.
 *
 * @module
 */
import { FindingError } from '../yaml';

export type { Finding, FindingError, Position, RelatedPlace } from '../yaml';

/**
 * Thrown where a value is made or printed that Compose cannot hold. {@link checkCompose} reports the same problems as
 * findings, so a project that was checked prints.
 */
export class ComposeError extends FindingError {
  override readonly name = 'ComposeError';
}
