/**
 * One output folder as it is on disk, each folder in it looked at once.
 *
 * @module
 */

import type { Diagnostic } from '../core';
import type { Content, Disk, DiskEntry } from './disk';
import * as errors from './errors';
import { foldersAbove } from './paths';

/** Whether the folders above a path are there; a diagnostic when one of them is something else. */
export type FolderState = 'there' | 'missing' | Diagnostic;

export class Tree {
  readonly #folders = new Map<string, DiskEntry | undefined>();
  readonly #leaving = new Set<string>();

  constructor(
    readonly disk: Disk,
    /** Absolute path of the output folder. */
    readonly root: string,
  ) {}

  /** Absolute path of a relative one; the empty path is the output folder itself. */
  place(path: string): string {
    return path === '' ? this.root : `${this.root}/${path}`;
  }

  /** The files that exist now. The folders above must have been reached. */
  look(path: string): DiskEntry | undefined {
    return this.disk.look(this.place(path));
  }

  read(path: string): Content {
    return this.disk.read(this.place(path));
  }

  /** This file or folder will be removed before anything is put in place. */
  leave(path: string): void {
    this.#leaving.add(path);
  }

  isLeaving(path: string): boolean {
    return this.#leaving.has(path);
  }

  reach(path: string, construct?: string): FolderState {
    for (const folder of ['', ...foldersAbove(path)]) {
      const entry = this.folder(folder);
      if (entry === undefined) return 'missing';
      if (entry.kind === 'link') return errors.linkInTheWay(this.place(folder), construct);
      if (entry.kind !== 'folder') return errors.fileInTheWay(this.place(folder), construct);
    }
    return 'there';
  }

  /** Like `look`, remembered, and nothing for what is leaving. */
  folder(path: string): DiskEntry | undefined {
    if (this.#leaving.has(path)) return undefined;
    if (!this.#folders.has(path)) this.#folders.set(path, this.look(path));
    return this.#folders.get(path);
  }
}
