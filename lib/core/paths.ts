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

  /** A path that the user wrote, as the Compose file writes it. */
  host(path: string): string {
    // absolute paths and the home folder of the deploying user are the deploy host's own
    if (isAbsolute(path) || path === '~' || path.startsWith('~/')) return path;
    return dotted(relative(this.folder, this.absolute(path)));
  }

  /** A build context: a folder, or an address that BuildKit fetches itself. */
  context(context: string): string {
    return isRemote(context) ? context : this.host(context);
  }

  /** A generated file, as the Compose file writes it. */
  artifact(artifact: Artifact): string {
    return `./${artifact.file}`;
  }

  /** A generated file as seen from a build context, which is how Compose wants `build.dockerfile`. */
  artifactFrom(context: string, artifact: Artifact): string {
    return dotted(relative(this.absolute(context), join(this.folder, artifact.file)));
  }
}

/** Whether a build context is an address and not a folder, https://docs.docker.com/build/concepts/context/. */
export function isRemote(context: string): boolean {
  return /^([a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/.test(context);
}

function dotted(path: string): string {
  const slashed = sep === '/' ? path : path.split(sep).join('/');
  if (slashed === '') return '.';
  return slashed.startsWith('.') || isAbsolute(path) ? slashed : `./${slashed}`;
}
