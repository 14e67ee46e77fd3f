/**
 * Brings everything that a commit needs onto the disk beside the output, so that the commit itself is only renames.
 *
 * @module
 */

import { type Disk, unless } from './disk';
import * as errors from './errors';
import { clearStaging, newFile, type Operation, oldFile, writeJournal } from './journal';
import type { Lock } from './lock';
import type { Plan } from './plan';
import { Stopped } from './stopped';

/**
 * Writes every new file, keeps every old one under a second name, and then the journal.
 *
 * Each file is flushed: after a power loss, a renamed file that was not flushed may be empty. That is one flush a
 * changed file; a run that changes nothing flushes nothing.
 */
export function stage(disk: Disk, out: string, lock: Lock, plan: Plan): void {
  try {
    plan.operations.forEach((operation, index) => {
      const place = `${out}/${operation.path}`;
      try {
        stageOne(disk, place, lock.room, operation, index, plan.contents);
      } catch (error) {
        throw new Stopped([errors.refused(error, place, plan.constructs.get(operation.path))]);
      }
    });
    if (!lock.held()) throw new Stopped([errors.lockLost(lock.room)]);
    writeJournal(disk, lock.room, plan.operations);
  } catch (error) {
    clearStaging(disk, lock.room);
    throw error;
  }
}

function stageOne(
  disk: Disk,
  place: string,
  room: string,
  operation: Operation,
  index: number,
  contents: ReadonlyMap<string, Uint8Array>,
): void {
  if (operation.do === 'put') disk.create(newFile(room, index), contents.get(operation.path) ?? new Uint8Array());
  if (operation.do === 'remove' || (operation.do === 'put' && operation.replaces)) {
    const linked = unless(NO_HARD_LINKS, () => disk.link(place, oldFile(room, index)));
    if (!linked) disk.copy(place, oldFile(room, index));
  }
}

/** Error codes of file systems without hard links (FAT, some network and user-space ones). */
export const NO_HARD_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'UNKNOWN'];
