/**
 * The paths that an output may have: the same on every platform, and none outside its folder.
 *
 * @module
 */

import { isAbsolute } from 'node:path';
import type { Diagnostic } from '../core';
import * as errors from './errors';
import type { OutputFolder } from './model';

/** The manifest in each folder. */
export const MANIFEST = 'manifest.json';
/** The private folder inside `out`: lock, staging, journal. It exists only while a run does. */
export const ROOM = '.synth';

/** Bytes in one name: the limit of ext4, XFS, btrfs, APFS (https://en.wikipedia.org/wiki/Comparison_of_file_systems). */
const LONGEST_NAME = 255;

/** Why this cannot be a relative path of an output file; nothing when it can. */
export function whyUnsafe(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (path.includes('\\')) return 'a backslash separates folders on Windows';
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'it holds a control character';
  if (/\p{Surrogate}/u.test(path)) return 'it is not valid Unicode';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'it is absolute';
  for (const name of path.split('/')) {
    if (name === '') return 'it holds an empty name';
    if (name === '.' || name === '..') return `it holds the name ${name}`;
    if (Buffer.byteLength(name) > LONGEST_NAME) return `it holds a name of more than ${LONGEST_NAME} bytes`;
  }
  return undefined;
}

/** Two names with one key are one place on a disk that ignores case or Unicode form (macOS, Windows). */
export function keyOf(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** `a/b/c` gives `a`, `a/b`. */
export function foldersAbove(path: string): readonly string[] {
  const above: string[] = [];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    above.push(path.slice(0, slash));
  }
  return above;
}

/** The folder that holds a relative path; empty for a path of one name. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Everything in the request that can be judged without a disk. */
export function checkPaths(out: string, folders: readonly OutputFolder[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (!isAbsolute(out) || out.includes('\0')) diagnostics.push(errors.outNotAbsolute(out));
  const places = new TakenNames();
  for (const folder of folders) {
    const reason = whyUnsafeFolder(folder.name);
    if (reason !== undefined) {
      diagnostics.push(errors.unsafePath(folder.name, reason));
      continue;
    }
    const taken = places.add(folder.name, 'folder', folder.name);
    if (taken) diagnostics.push(errors.pathCollision(folder.name, taken.path, taken.construct, folder.name));
    else diagnostics.push(...checkFiles(folder));
  }
  return diagnostics;
}

function checkFiles(folder: OutputFolder): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const places = new TakenNames();
  for (const [path, { construct }] of folder.files) {
    const reason = keyOf(path) === MANIFEST ? 'synth keeps its own record there' : whyUnsafe(path);
    if (reason !== undefined) {
      diagnostics.push(errors.unsafePath(path, reason, construct));
      continue;
    }
    const taken = places.addFile(path, construct);
    if (taken) diagnostics.push(errors.pathCollision(path, taken.path, taken.construct, construct));
  }
  return diagnostics;
}

function whyUnsafeFolder(name: string): string | undefined {
  if (name.includes('/')) return 'a folder of the output is one name';
  if (keyOf(name) === ROOM) return 'synth works there';
  return whyUnsafe(name);
}

interface TakenName {
  readonly path: string;
  readonly construct: string;
  readonly kind: 'file' | 'folder';
}

/** Which names are taken, by key. */
class TakenNames {
  readonly #byKey = new Map<string, TakenName>();

  /** Takes the name, or gives who has it. */
  add(path: string, kind: TakenName['kind'], construct: string): TakenName | undefined {
    const key = keyOf(path);
    const taken = this.#byKey.get(key);
    if (taken) return taken;
    this.#byKey.set(key, { path, construct, kind });
    return undefined;
  }

  /** Takes the file and the folders above it; the same folder may serve many files. */
  addFile(path: string, construct: string): TakenName | undefined {
    for (const folder of foldersAbove(path)) {
      const taken = this.add(folder, 'folder', construct);
      if (taken && (taken.path !== folder || taken.kind !== 'folder')) return taken;
    }
    return this.add(path, 'file', construct);
  }
}
