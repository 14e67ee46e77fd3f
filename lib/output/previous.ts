/**
 * Reads the output that is on disk, before another one takes its place.
 *
 * @module
 */
import { join } from 'node:path';
import { type Disk, nodeDisk } from './disk';
import { MANIFEST } from './paths';

/**
 * The text of a file of the output; undefined where there is no plain file that can be read. Writing says why it cannot.
 *
 * @param out absolute path of `synth.out`
 * @param folder name of the stack's folder
 */
export function readPrevious(out: string, folder: string, path: string, disk: Disk = nodeDisk): string | undefined {
  try {
    const place = join(out, folder, path);
    return disk.look(place)?.kind === 'file' ? disk.read(place).toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** Names of the folders that synth has written into `out`, without the folders of these stacks. */
export function otherFolders(out: string, stacks: readonly string[], disk: Disk = nodeDisk): readonly string[] {
  try {
    const others = disk.list(out).filter((name) => !stacks.includes(name));
    return others.filter((name) => disk.look(join(out, name, MANIFEST))?.kind === 'file').sort();
  } catch {
    return [];
  }
}
