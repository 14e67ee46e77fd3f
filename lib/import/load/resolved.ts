/**
 * What files come to.
 *
 * @module
 */
import type { PlainMap } from '../../languages/yaml';
import type { Origins } from './origins';

/** A file, or several over each other, with what they extend and include. */
export interface Model {
  /** In the shape of a project; whether it is one, `checkCompose` says. */
  readonly project: PlainMap;
  readonly origins: Origins;
}
