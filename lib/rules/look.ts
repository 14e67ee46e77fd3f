import { type Stats, statSync } from 'node:fs';

/** The entry at a path of this machine; `unknown` where permission is missing. */
export function look(path: string): Stats | 'nothing' | 'unknown' {
  try {
    return statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // the one kind of error that statSync throws
    // ENOTDIR: something on the way to it is a file
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'nothing' : 'unknown';
  }
}
