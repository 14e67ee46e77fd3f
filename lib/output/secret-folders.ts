/**
 * Folders that hold secrets: nobody else may look into one, or exchange what is in it.
 *
 * @module
 */

import { dirname } from 'node:path';
import type { Diagnostic } from '../core';
import { createWhole, UNFINISHED } from './create-whole';
import { type Disk, type DiskEntry, unless } from './disk';
import * as errors from './errors';
import type { Lock } from './lock';
import { judge, parseOwner } from './owner';

const IGNORE = '.gitignore';
const IGNORE_EVERYTHING = '*\n';
const PRIVATE = 0o700;

/** A folder of secrets, and the project that it belongs to. */
export interface SecretFolder {
  /** Absolute path. */
  readonly folder: string;
  /** Absolute path of the project's folder. @default only the folder itself is looked at */
  readonly project: string | undefined;
  /** Path of a construct that keeps a secret in it. */
  readonly construct: string;
}

/** Whether there is nothing to do, something to do, or an obstacle. */
export type Readiness = 'complete' | 'incomplete' | Diagnostic;

/** Looks at a folder, and at those that lead to it; reads only. */
export function inspectFolder(disk: Disk, { folder, project, construct }: SecretFolder): Readiness {
  const problem = problemAbove(disk, folder, project, construct);
  if (problem) return problem;
  // The dot follows a link: people keep secrets elsewhere.
  const entry = disk.look(`${folder}/.`);
  if (entry?.kind !== 'folder') return 'incomplete';
  if (!isTrusted(entry.uid, disk, project)) {
    return errors.secretFolderForeign(folder, entry.uid, userOf(process), construct);
  }
  const names = disk.list(folder);
  if (!isPrivate(disk, folder, names)) return errors.secretFolderShared(folder, construct);
  const isTidy = names.includes(IGNORE) && !names.some((name) => name.startsWith(UNFINISHED));
  return isTidy && (entry.mode & 0o077) === 0 ? 'complete' : 'incomplete';
}

/** Makes the folder, or takes other users' rights to it away. @returns what a person should know */
export function prepareFolder(disk: Disk, lock: Lock, { folder, construct }: SecretFolder): Diagnostic | undefined {
  disk.makePath(folder, PRIVATE);
  const isOpen = (): boolean => ((disk.look(`${folder}/.`)?.mode ?? 0) & 0o077) !== 0;
  if (isOpen()) disk.changeMode(folder, PRIVATE);
  sweep(disk, lock, folder);
  if (disk.look(`${folder}/${IGNORE}`) === undefined) {
    createWhole(disk, lock, `${folder}/${IGNORE}`, { content: Buffer.from(IGNORE_EVERYTHING), mode: 0o644 });
  }
  return isOpen() ? errors.secretFolderModeless(folder, construct) : undefined;
}

/** The folders between the project and a secret's own folder, the outermost first. */
function foldersBetween(project: string | undefined, folder: string): string[] {
  if (project === undefined || !folder.startsWith(`${project}/`)) return [];
  const between: string[] = [];
  for (let at = dirname(folder); at.length > project.length; at = dirname(at)) between.unshift(at);
  return between;
}

function problemAbove(
  disk: Disk,
  folder: string,
  project: string | undefined,
  construct: string,
): Diagnostic | undefined {
  for (const above of foldersBetween(project, folder)) {
    const entry = disk.look(`${above}/.`);
    if (entry?.kind !== 'folder') return undefined;
    if (!isTrusted(entry.uid, disk, project)) {
      return errors.secretFolderForeign(above, entry.uid, userOf(process), construct);
    }
    if (isOpenToOthers(entry) && keepsModes(disk, project))
      return errors.secretFolderOpen(above, entry.mode, construct);
  }
  return undefined;
}

/**
 * Whether a folder of this owner is safe. The user is one, root is, and so is the project's owner, whose program this run
 * executes. So synth also works as root in a container that has a checkout of another user.
 */
function isTrusted(owner: number, disk: Disk, project: string | undefined): boolean {
  const user = userOf(process);
  if (user === -1 || owner === user || owner === 0) return true;
  return project !== undefined && disk.look(`${project}/.`)?.uid === owner;
}

/**
 * Whether others may exchange what is in it. A sticky folder lets each user remove only his own entries. A group that
 * has its user's number is that user's private one, as OpenSSH takes it on Debian:
 * https://sources.debian.org/patches/openssh/1:10.0p1-7/user-group-modes.patch/.
 */
function isOpenToOthers({ mode, uid, gid }: DiskEntry): boolean {
  if ((mode & 0o1000) !== 0) return false;
  return (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== uid);
}

/** On a file system that keeps no modes everything has all of them, files included. */
function keepsModes(disk: Disk, project: string | undefined): boolean {
  const files = project === undefined ? [] : disk.list(project).map((name) => disk.look(`${project}/${name}`));
  const plain = files.filter((entry) => entry?.kind === 'file');
  return plain.length === 0 || plain.some((entry) => entry?.mode !== 0o777);
}

/** Number of the user; −1 where the platform has none. */
function userOf({ geteuid }: Pick<NodeJS.Process, 'geteuid'>): number {
  return geteuid?.() ?? -1;
}

/** Empty (so nothing else is affected), or marked by a `.gitignore` that ignores everything. */
function isPrivate(disk: Disk, folder: string, names: readonly string[]): boolean {
  if (names.every((name) => name.startsWith(UNFINISHED))) return true;
  return (
    names.includes(IGNORE) &&
    disk.look(`${folder}/${IGNORE}`)?.kind === 'file' &&
    /^\*\s*$/m.test(disk.read(`${folder}/${IGNORE}`).toString('utf8'))
  );
}

/** Removes unfinished files of runs that were killed. */
function sweep(disk: Disk, lock: Lock, folder: string): void {
  for (const name of disk.list(folder)) {
    const owner = name.startsWith(UNFINISHED) ? parseOwner(name.slice(UNFINISHED.length)) : undefined;
    if (owner && judge(owner, lock.owner) === 'dead') unless(['ENOENT'], () => disk.remove(`${folder}/${name}`));
  }
}
