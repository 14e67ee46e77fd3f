/**
 * The result of merging files.
 *
 * @module
 */
import type { PlainMap } from '../../languages/yaml';
import type { Layers } from './layers';

/** A file, or several over each other, with what they extend and include. */
export interface ResolvedProject {
  /** In the shape of a project; whether it is one, `checkCompose` says. */
  readonly project: PlainMap;
  readonly layers: Layers;
}
