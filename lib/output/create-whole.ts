/**
 * A new file that is there with all of its content, or not at all.
 *
 * @module
 */

import { dirname } from 'node:path';
import { type Disk, quietly, unless } from './disk';
import type { Lock } from './lock';
import { nameOf } from './owner';
import { NO_HARD_LINKS } from './stage';

/** Start of the name under which a file is written before it gets its own. */
export const UNFINISHED = '.synth-';

/** @returns false when somebody else was first, whose file stays */
export function createWhole(
  disk: Disk,
  lock: Lock,
  file: string,
  { content, mode }: { readonly content: Uint8Array; readonly mode: number },
): boolean {
  const folder = dirname(file);
  const unfinished = `${folder}/${UNFINISHED}${nameOf(lock.owner)}`;
  try {
    disk.create(unfinished, content, { mode });
    let isFirst = true;
    const linked = unless(NO_HARD_LINKS, () => {
      isFirst = unless(['EEXIST'], () => disk.link(unfinished, file));
    });
    // Without hard links there is no exclusive rename; the lock keeps other runs with this output folder away.
    if (!linked) {
      isFirst = disk.look(file) === undefined;
      if (isFirst) disk.rename(unfinished, file);
    }
    if (isFirst) disk.flushFolder(folder);
    return isFirst;
  } finally {
    quietly(() => disk.remove(unfinished));
  }
}
