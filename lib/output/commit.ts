/**
 * Puts a staged commit in place, undoes one that failed, and finishes one that an earlier run left.
 *
 * Every step may be repeated. A run that is killed here leaves the journal, and the next run starts again.
 *
 * @module
 */

import type { Diagnostic } from '../core';
import { type Disk, quietly, unless } from './disk';
import * as errors from './errors';
import {
  clearStaging,
  type Direction,
  newFile,
  type Operation,
  oldFile,
  readJournal,
  removeJournal,
  turnBack,
} from './journal';
import { sha256 } from './manifest';
import { foldersAbove } from './paths';
import { Stopped } from './stopped';

/** Where a commit happens. */
export interface CommitSite {
  readonly disk: Disk;
  readonly out: string;
  /** The private folder with the staged files. */
  readonly room: string;
}

/** Finishes the commit whose journal is in the room, or undoes it and stops with the reason. */
export function commit(site: CommitSite, operations: readonly Operation[]): void {
  const failure = goForward(site, operations);
  if (failure === undefined) {
    conclude(site, 'forward');
    return;
  }
  goBack(site, operations, 'forward', [failure]);
  throw new Stopped([failure]);
}

/** Finishes or undoes what an earlier run left, and clears its staging. Stops when neither is possible. */
export function recover(site: CommitSite): void {
  const journal = readJournal(site.disk, site.room);
  if (journal === undefined) {
    clearStaging(site.disk, site.room);
    return;
  }
  const { direction, operations } = journal;
  refuseLinks(site, operations);
  const isFinished =
    direction === 'forward' && isComplete(site, operations) && goForward(site, operations) === undefined;
  if (isFinished) conclude(site, 'forward');
  else goBack(site, operations, direction, []);
}

function goForward(site: CommitSite, operations: readonly Operation[]): Diagnostic | undefined {
  for (const [index, operation] of operations.entries()) {
    const place = `${site.out}/${operation.path}`;
    try {
      const conflict = perform(site, operation, index, place);
      if (conflict) return conflict;
    } catch (error) {
      return errors.refused(error, place);
    }
  }
  return undefined;
}

function perform(
  { disk, room }: CommitSite,
  operation: Operation,
  index: number,
  place: string,
): Diagnostic | undefined {
  switch (operation.do) {
    case 'remove':
      if (holds(disk, place, operation.sha256)) disk.remove(place);
      return undefined;
    case 'remove-folder':
      unless(NOT_AN_EMPTY_FOLDER, () => disk.removeFolder(place));
      return undefined;
    case 'make-folder':
      return unless(['EEXIST'], () => disk.makeFolder(place)) || disk.look(place)?.kind === 'folder'
        ? undefined
        : errors.fileInTheWay(place);
    case 'put': {
      const staged = newFile(room, index);
      if (disk.look(staged) === undefined) return undefined;
      // Nothing was there when the plan was made, so what is there now belongs to somebody else.
      if (!operation.replaces && disk.look(place) !== undefined) return errors.fileNotOurs(place);
      disk.rename(staged, place);
      return undefined;
    }
  }
}

/** Restores the old output from the kept files; stops with `because` and one more when even that fails. */
function goBack(
  site: CommitSite,
  operations: readonly Operation[],
  direction: Direction,
  because: readonly Diagnostic[],
): void {
  try {
    if (direction === 'forward') turnBack(site.disk, site.room);
    for (const [index, operation] of [...operations.entries()].reverse()) undo(site, operation, index);
  } catch (error) {
    const reasons = because.length > 0 ? because : [errors.refused(error, site.room)];
    throw new Stopped([...reasons, errors.unfinishedCommit(site.room)]);
  }
  conclude(site, 'back');
}

function undo({ disk, out, room }: CommitSite, operation: Operation, index: number): void {
  const place = `${out}/${operation.path}`;
  const kept = oldFile(room, index);
  switch (operation.do) {
    case 'remove':
      if (disk.look(place) === undefined && disk.look(kept) !== undefined) disk.rename(kept, place);
      return;
    case 'remove-folder':
      if (disk.look(place) !== undefined) return;
      disk.makeFolder(place);
      disk.changeMode(place, operation.mode);
      return;
    case 'make-folder':
      unless(NOT_AN_EMPTY_FOLDER, () => disk.removeFolder(place));
      return;
    case 'put':
      if (disk.look(newFile(room, index)) !== undefined) return;
      if (operation.replaces) unless(['ENOENT'], () => disk.rename(kept, place));
      else if (holds(disk, place, operation.sha256)) disk.remove(place);
  }
}

/** Whether every new file is whole, waiting or in place. */
function isComplete({ disk, out, room }: CommitSite, operations: readonly Operation[]): boolean {
  return operations.every((operation, index) => {
    if (operation.do !== 'put') return true;
    const staged = newFile(room, index);
    const place = disk.look(staged) === undefined ? `${out}/${operation.path}` : staged;
    return holds(disk, place, operation.sha256);
  });
}

function holds(disk: Disk, file: string, digest: string): boolean {
  return disk.look(file)?.kind === 'file' && sha256(disk.read(file)) === digest;
}

/** A journal may come from a stranger, and a folder may have become a link since. */
function refuseLinks({ disk, out, room }: CommitSite, operations: readonly Operation[]): void {
  for (const { path } of operations) {
    const link = foldersAbove(path).find((folder) => disk.look(`${out}/${folder}`)?.kind === 'link');
    if (link !== undefined) throw new Stopped([errors.linkInTheWay(`${out}/${link}`), errors.unfinishedCommit(room)]);
  }
}

/** All is in place; should the journal be impossible to remove, the next run finds every operation done. */
function conclude({ disk, room }: CommitSite, direction: Direction): void {
  quietly(() => {
    removeJournal(disk, room, direction);
    clearStaging(disk, room);
  });
}

const NOT_AN_EMPTY_FOLDER = ['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'];
