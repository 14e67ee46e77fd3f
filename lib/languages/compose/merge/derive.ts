/**
 * The overlay that makes one project of another.
 *
 * @module
 */
import { isPlainMap } from '../data';
import type { Project } from '../model.generated';
import type { Overlay } from './overlay';
import { PROJECT } from './places';
import { deriveAt } from './plain';

/**
 * The smallest overlay with which `from` means the same as `to`. It holds only differences: additions to lists,
 * `Remove` for missing values, and `Replace` only where merging cannot express the change. Equal projects give an empty
 * overlay.
 *
 * @example
 * ```ts
 * deriveOverlay(
 *   { services: { web: { image: 'nginx:1.27', ports: ['80:80'] } } },
 *   { services: { web: { image: 'nginx:1.27', ports: ['80:80', '443:443'] } } },
 * );
 * // { services: { web: { ports: ['443:443'] } } }
 * ```
 */
export function deriveOverlay(from: Project, to: Project): Overlay<Project> {
  const overlay = deriveAt(from, to, PROJECT);
  return (isPlainMap(overlay) ? overlay : {}) as Overlay<Project>; // of the parts of `to`
}
