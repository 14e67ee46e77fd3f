/**
 * Files of a project that are no part of its build.
 *
 * @module
 */
import { type IgnoreRule, ignorePath } from '../../../lib/languages/dockerfile';
import { NEVER_NEEDED } from '../dockerfile-parts';
import type { NodeProject } from './project';

/** Output of builds: a build would take the output of another machine for its own. */
const MADE_BY_BUILDS = ['.next', '.nuxt', '.output', '.svelte-kit', '.turbo', '*.tsbuildinfo'].map(
  (name) => `**/${name}`,
);

/**
 * @param privateFiles paths that must not enter an image
 * @param isBuilt whether a script builds it; otherwise the image runs the output of a build elsewhere
 */
export function ignoredIn(
  project: NodeProject,
  privateFiles: readonly string[],
  isBuilt: boolean,
): readonly IgnoreRule[] {
  const { settings, others, manager } = project;
  return [
    ...NEVER_NEEDED,
    ...settings.map(({ name, holdsSecret }): IgnoreRule => (holdsSecret ? ignorePath(name) : { keep: name })),
    ...others.flatMap(({ folder }): IgnoreRule[] => [
      ignorePath(folder),
      ...(manager.wantsNeighbours ? [{ keep: `${ignorePath(folder)}/package.json` }] : []),
    ]),
    ...privateFiles.map(ignorePath),
    '**/node_modules',
    ...(isBuilt ? MADE_BY_BUILDS : []),
  ];
}
