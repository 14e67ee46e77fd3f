/**
 * Whether there is a file at a path; a path that cannot be looked at has none.
 *
 * @module
 */
import { type Stats, statSync } from 'node:fs';

export const isFile = (path: string): boolean => look(path)?.isFile() === true;
export const isFolder = (path: string): boolean => look(path)?.isDirectory() === true;

function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // what leads there is no folder, or may not be entered
    return undefined;
  }
}
