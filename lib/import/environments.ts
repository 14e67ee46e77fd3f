/**
 * Several Compose files as environments of one stack.
 *
 * @module
 */
import { deriveOverlay, type Project } from '../languages/compose';
import type { WriteEnvironment } from './write';

/** What an environment changes of what all have. */
export function environmentOf(name: string, base: Project, project: Project): WriteEnvironment {
  const overlay = deriveOverlay(base, project);
  return Object.keys(overlay).length === 0 ? { name } : { name, overlay };
}

/** The environment in which nothing is changed, beside another one. */
export function baseEnvironment(other: WriteEnvironment): WriteEnvironment {
  return { name: other.name === 'development' ? 'production' : 'base' };
}
