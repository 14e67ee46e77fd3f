import { type Stats, statSync } from 'node:fs';

/** What is at a path of this machine; `unknown` where we may not look. */
export function look(path: string): Stats | 'nothing' | 'unknown' {
  try {
    return statSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // ENOTDIR: something on the way to it is a file
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'nothing' : 'unknown';
  }
}
