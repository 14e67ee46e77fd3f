/**
 * Paths for people.
 *
 * @module
 */
import { relative } from 'node:path';

/** A path from the working directory, with forward slashes, unless that is longer than the path itself. */
export function shortest(path: string, cwd: string): string {
  const short = relative(cwd, path) || '.';
  return short.length < path.length ? short.replaceAll('\\', '/') : path;
}
