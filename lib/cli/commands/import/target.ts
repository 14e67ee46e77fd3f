/**
 * Where an imported stack file goes.
 *
 * @module
 */
import { lstatSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The meaning of the system's error codes for writing a file: https://man7.org/linux/man-pages/man2/open.2.html */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'nothing can be made in that folder',
  EROFS: 'the file system can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would exceed the file size limit',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
};

/** Whether a path is something like `/dev/stdout`, into which one writes and which is never replaced. */
export function isStream(path: string): boolean {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats !== undefined && !stats.isFile() && !stats.isDirectory();
  } catch {
    return false;
  }
}

/** Whether something has that name, if only a link that leads nowhere. */
export function isTaken(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // writing will say why
  }
}

/** Writes the program; a reader of the old one meanwhile sees it whole. @returns why it could not be written */
export function saveStackFile(path: string, source: string): string | undefined {
  const target = throughLinks(path);
  if (isStream(target)) return trying(() => writeFileSync(target, source));
  const draft = join(dirname(target), `.${basename(target).slice(0, 200)}.${process.pid}`);
  const failure = trying(() => {
    writeFileSync(draft, source);
    renameSync(draft, target);
  });
  if (failure !== undefined) trying(() => rmSync(draft, { force: true }));
  return failure;
}

/** The file that a symbolic link stands for, which stays a link. */
function throughLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // there is none yet
  }
}

function trying(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  }
}
