/**
 * Paths of files around the Compose file: always relative to its folder, so the project works in any checkout.
 *
 * @module
 */
import { isOfDeployHost, type Paths, pathFrom } from '../../core';
import { type ComposeText, mapHostPaths, type Project, rebaseText } from '../../languages/compose';

/** A project whose paths are relative to the folder of `stack.ts`, with paths relative to the stack's own folder. */
export function seenFromFolder(project: Project, paths: Paths): Project {
  const up = pathFrom(paths.folder, paths.root);
  return mapHostPaths(project, (path) => hostPath(path, paths, up));
}

/** @param up from the stack's folder to the folder of `stack.ts` */
function hostPath(path: ComposeText, paths: Paths, up: string): ComposeText {
  if (typeof path !== 'string') return rebaseText(path, up);
  if (isOfDeployHost(path)) return path;
  const generated = paths.generated(path);
  return generated === undefined ? pathFrom(paths.folder, paths.absolute(path)) : `./${generated}`;
}
