/**
 * The operations that this room needs of a file system, as a port. Tests use one that fails or kills the process at a
 * chosen call.
 *
 * @module
 */

import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from './stopped';

export interface DiskEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Permission bits. */
  readonly mode: number;
  readonly size: number;
  /** Numbers of the user and the group that own it. */
  readonly uid: number;
  readonly gid: number;
  /** Tells whether two names are one file. */
  readonly identity: string;
  /** Last change of the inode in milliseconds, by the clock of the file system. */
  readonly changed: number;
}

export interface CreateOptions {
  /** Permission bits, before the umask removes some. @default 0o666 */
  readonly mode?: number;
}

/** The bytes of a file. Node has them in its Buffer, a type that the projects of users may not know. */
export interface Content extends Uint8Array {
  toString(encoding?: 'utf8' | 'latin1'): string;
  equals(other: Uint8Array): boolean;
}

export interface Disk {
  /** The entry at the path, without following a symlink; undefined if there is none. */
  look(path: string): DiskEntry | undefined;
  read(path: string): Content;
  list(path: string): readonly string[];
  /** Whether this process may add and remove entries. */
  writable(folder: string): boolean;
  realPath(path: string): string;
  /** A new file with this content, flushed to the device; fails when something is there. */
  create(path: string, content: Uint8Array, options?: CreateOptions): void;
  makeFolder(path: string, mode?: number): void;
  /** Like `mkdir -p`, every new folder with this mode whatever the umask; gives the first one that it had to make. */
  makePath(path: string, mode?: number): string | undefined;
  rename(from: string, to: string): void;
  link(existing: string, name: string): void;
  /** A flushed copy with the permission bits of the original. */
  copy(from: string, to: string): void;
  remove(file: string): void;
  removeFolder(path: string): void;
  changeMode(path: string, mode: number): void;
  /** Flushes the entries of a folder, where the platform can. */
  flushFolder(path: string): void;
}

export const nodeDisk: Disk = {
  look(path) {
    try {
      const stats = fs.lstatSync(path, { throwIfNoEntry: false });
      return stats && asEntry(stats);
    } catch (error) {
      if (codeOf(error) === 'ENOTDIR') return undefined;
      throw error;
    }
  },
  read: (path) => fs.readFileSync(path),
  list: (path) => fs.readdirSync(path),
  writable(folder) {
    try {
      fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
  realPath: (path) => fs.realpathSync.native(path),
  create(path, content, options) {
    const file = fs.openSync(path, 'wx', options?.mode);
    try {
      fs.writeFileSync(file, content);
      // containers read these files as other users: whatever the umask, they can; a script also runs by its name
      if (options?.mode === undefined) fs.fchmodSync(file, isScript(content) ? 0o755 : 0o644);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
  },
  makeFolder: (path, mode) => fs.mkdirSync(path, mode),
  // not `recursive`: below a folder such as /proc, where nothing can be made, Node tries for ever
  makePath(path, mode) {
    const missing: string[] = [];
    for (let at = path; !fs.existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
    for (const folder of missing) {
      try {
        fs.mkdirSync(folder, mode);
        if (mode !== undefined) fs.chmodSync(folder, mode);
      } catch (error) {
        // another run has made it meanwhile
        if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
      }
    }
    return missing[0];
  },
  rename: (from, to) => fs.renameSync(from, to),
  link: (existing, name) => fs.linkSync(existing, name),
  copy(from, to) {
    fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL);
    const file = fs.openSync(to, 'r');
    try {
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
  },
  remove: (file) => fs.unlinkSync(file),
  removeFolder: (path) => fs.rmdirSync(path),
  changeMode: (path, mode) => fs.chmodSync(path, mode),
  flushFolder(path) {
    let folder: number | undefined;
    try {
      folder = fs.openSync(path, 'r');
      fs.fsyncSync(folder);
    } catch {
      // Windows cannot open a folder and some network file systems cannot flush one; they lose nothing but certainty.
    } finally {
      if (folder !== undefined) fs.closeSync(folder);
    }
  },
};

function isScript(content: Uint8Array): boolean {
  return content[0] === 0x23 && content[1] === 0x21; // #!
}

function asEntry(stats: fs.Stats): DiskEntry {
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'other';
  return {
    kind,
    mode: stats.mode & 0o7777,
    size: stats.size,
    uid: stats.uid,
    gid: stats.gid,
    identity: `${stats.dev}:${stats.ino}`,
    changed: stats.ctimeMs,
  };
}

/** Does it, unless the system says one of these codes; then false. */
export function unless(codes: readonly string[], action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code !== undefined && codes.includes(code)) return false;
    throw error;
  }
}

/** Does it if it can. For what a later run repairs as well. */
export function quietly(action: () => void): void {
  try {
    action();
  } catch {}
}
