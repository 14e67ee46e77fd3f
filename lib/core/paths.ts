/**
 * How a stack's Compose file names the files beside and around it: always relative to its own folder, so that the
 * project can be checked out anywhere.
 *
 * @module
 */
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Artifact } from './artifact';

export class Paths {
  constructor(
    /** Folder of `stack.ts`, absolute: what paths in the tree are relative to. */
    readonly root: string,
    /** Folder that the stack is written to, absolute: what paths in the Compose file are relative to. */
    readonly folder: string,
  ) {}

  /** Absolute place of a path that the user wrote. */
  absolute(path: string): string {
    return resolve(this.root, path);
  }

  /** A path that the user wrote, as the Compose file writes it; what only the deploy host knows stays. */
  host<T>(path: T): T | string {
    if (typeof path !== 'string' || isOfDeployHost(path)) return path;
    return dotted(relative(this.folder, this.absolute(path)));
  }

  /** A build context: a folder, or an address that BuildKit fetches itself. */
  context<T>(context: T): T | string {
    return typeof context === 'string' && isRemote(context) ? context : this.host(context);
  }

  /** A generated file, as the Compose file writes it. */
  artifact(artifact: Artifact): string {
    return `./${artifact.file}`;
  }

  /**
   * A generated file as seen from a build context, which is how Compose wants `build.dockerfile`.
   *
   * @throws Error if only the deploy host knows where the context is
   */
  artifactFrom(context: unknown, artifact: Artifact): string {
    if (typeof context !== 'string' || isRemote(context) || isHome(context)) {
      throw new Error('a generated Dockerfile needs a build context that is a folder of this machine.');
    }
    return dotted(relative(this.absolute(context), join(this.folder, artifact.file)));
  }
}

/**
 * Whether a build context is something else than a folder: an address, or in `additional_contexts` another service or
 * image, https://docs.docker.com/build/concepts/context/ and
 * https://docs.docker.com/reference/compose-file/build/#additional_contexts.
 */
export function isRemote(context: string): boolean {
  return /^([a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/|service:|target:)/.test(context);
}

/** Whether a path is of the machine that the stack is deployed on: absolute, or in the home folder of who deploys. */
export function isOfDeployHost(path: string): boolean {
  return isAbsolute(path) || isHome(path);
}

function isHome(path: string): boolean {
  return path === '~' || path.startsWith('~/');
}

function dotted(path: string): string {
  const slashed = sep === '/' ? path : path.split(sep).join('/');
  if (slashed === '') return '.';
  return /^\.\.?(\/|$)/.test(slashed) || isAbsolute(path) ? slashed : `./${slashed}`;
}
