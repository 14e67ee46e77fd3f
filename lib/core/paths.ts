/**
 * Paths of a stack: relative to the folder of `stack.ts` until a target writes them. The same holds for generated
 * files.
 *
 * @module
 */
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isRemoteContext } from '../languages/compose';
import type { Artifact } from './artifact';

export class Paths {
  /** From the folder of `stack.ts` to the stack's folder, with a slash at the end. */
  readonly #down: string;

  constructor(
    /** Folder of `stack.ts`, absolute. */
    readonly root: string,
    /** Folder that the stack is written to, absolute. */
    readonly folder: string,
  ) {
    this.#down = `${pathFrom(root, folder)}/`;
  }

  /** Absolute place of a path that the user wrote. */
  absolute(path: string): string {
    return resolve(this.root, path);
  }

  /** A generated file, as a path of the tree. */
  artifact(artifact: Artifact): string {
    return this.#down + artifact.file;
  }

  /** The place in the stack's folder that a path of the tree leads to; undefined if it leads elsewhere. */
  generated(path: string): string | undefined {
    // `relative` looks at every letter of both paths, and most paths are of generated files
    if (path.startsWith(this.#down) && PLAIN.test(path)) return path.slice(this.#down.length);
    const below = slashed(relative(this.folder, this.absolute(path)));
    return below === '' || /^\.\.(\/|$)/.test(below) || isAbsolute(below) ? undefined : below;
  }

  /**
   * A generated file as seen from a build context, which is how Compose wants `build.dockerfile`.
   *
   * @throws Error if only the deploy host knows where the context is
   */
  artifactFrom(context: unknown, artifact: Artifact): string {
    if (typeof context !== 'string' || isRemoteContext(context) || isHome(context)) {
      throw new Error('a generated Dockerfile needs a build context that is a folder of this machine.');
    }
    return pathFrom(this.absolute(context), join(this.folder, artifact.file));
  }
}

/** A path whose dots, except at its beginning, all belong to names. */
const PLAIN = /^(?:\.{1,2}\/)*(?:[^/.][^/]*\/)*[^/.][^/]*$/;

/** Whether a path belongs to the deploying host: absolute, or in the deploying user's home folder. */
export function isOfDeployHost(path: string): boolean {
  return isAbsolute(path) || isHome(path) || isOfWindows(path);
}

/** A drive or a server, whatever machine this is. */
function isOfWindows(path: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|\\\\)/.test(path);
}

function isHome(path: string): boolean {
  return path === '~' || path.startsWith('~/');
}

/** The path that leads from one folder to another place, with `./` before what lies below and forward slashes. */
export function pathFrom(folder: string, to: string): string {
  const path = relative(folder, to);
  const plain = slashed(path);
  if (plain === '') return '.';
  return /^\.\.?(\/|$)/.test(plain) || isAbsolute(path) ? plain : `./${plain}`;
}

function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
