/**
 * Paths as Go cleans them: https://pkg.go.dev/path#Clean
 *
 * @module
 */
import { posix } from 'node:path';

/** The shortest path that says the same, without a slash at its end. */
export function cleanPath(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}
