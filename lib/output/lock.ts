/**
 * One writer at a time: a lock inside `out` that survives nothing it should not survive.
 *
 * The lock is a folder `lock` with one entry, whose name is its owner. Each step is one rename, which the file system
 * does for one process only:
 *
 * - taking: a prepared folder with our name in it is renamed to `lock`, which fails while `lock` has an entry;
 * - taking over from a dead owner: the entry with *its* name is renamed to ours. Who comes second finds no such entry,
 *   so nobody can take away a lock that has changed hands meanwhile.
 *
 * @module
 */

import { type Disk, quietly, unless } from './disk';
import * as errors from './errors';
import { judge, nameOf, type Owner, parseOwner, self } from './owner';
import { ROOM } from './paths';
import { isSystemError, Stopped } from './stopped';

export interface Lock {
  /** The private folder inside `out`, which exists while the lock is held. */
  readonly room: string;
  /** Name of this holder; unique to this lock. */
  readonly owner: Owner;
  /** Whether it is still ours: another host may have taken it over after a very long pause of this process. */
  held(): boolean;
  /** Gives it back and removes the private folder when nothing is left in it. */
  release(): void;
}

export interface Patience {
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds. */
  readonly abandonedAfter: number;
}

const LOCK = 'lock';
const WAITING = 'wait-';
const LONGEST_PAUSE = 25;
/** Far more attempts than competing processes ever cause. A folder such as /proc exists and answers ENOENT for ever. */
const MOST_ATTEMPTS = 1_000;

/** Locks of this process that it gave back, should a failing disk have kept one of them in place. */
const givenBack = new Set<string>();

/** Waits for the lock; stops with `output-locked` when it takes too long. */
export function acquire(disk: Disk, out: string, patience: Patience): Lock {
  const owner = self();
  const place = new FolderLock(disk, out, owner, patience.abandonedAfter);
  const deadline = performance.now() + patience.timeout;
  try {
    for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      place.prepare();
      if (place.take()) break;
      const holder = place.holder();
      if (holder !== undefined && place.takeOver(holder)) break;
      if (performance.now() >= deadline) {
        const by = holder === undefined ? undefined : parseOwner(holder);
        const who = by ? `process ${by.pid} on ${by.hostname}` : 'an unknown process';
        throw new Stopped([errors.lockTimeout(place.room, who, patience.timeout)]);
      }
      sleep(pause * (0.5 + Math.random()));
    }
  } catch (error) {
    place.leave();
    if (!isSystemError(error)) throw error;
    // Not the name of the folder that could not be made: it means nothing to anybody.
    throw new Stopped([errors.refused(error, disk.look(place.room) === undefined ? out : place.room)]);
  }
  quietly(() => place.sweep());
  return place;
}

class FolderLock implements Lock {
  readonly room: string;
  readonly #name: string;
  readonly #lock: string;
  readonly #waiting: string;

  constructor(
    readonly disk: Disk,
    readonly out: string,
    readonly owner: Owner,
    readonly abandonedAfter: number,
  ) {
    this.room = `${out}/${ROOM}`;
    this.#name = nameOf(owner);
    this.#lock = `${this.room}/${LOCK}`;
    this.#waiting = `${this.room}/${WAITING}${this.#name}`;
  }

  /** Makes the folder that becomes the lock. The last holder may remove the room at any moment: then once more. */
  prepare(): void {
    const mine = `${this.#waiting}/${this.#name}`;
    for (let attempt = 1; this.disk.look(mine) === undefined; attempt += 1) {
      if (attempt > MOST_ATTEMPTS) throw new Stopped([errors.noFoldersThere(this.out)]);
      unless(['ENOENT'], () => {
        unless(['EEXIST'], () => this.disk.makeFolder(this.room, 0o700));
        const room = this.disk.look(this.room);
        if (room?.kind === 'link') throw new Stopped([errors.linkInTheWay(this.room)]);
        if (room && room.kind !== 'folder') throw new Stopped([errors.fileInTheWay(this.room)]);
        unless(['EEXIST'], () => this.disk.makeFolder(this.#waiting, 0o700));
        unless(['EEXIST'], () => this.disk.makeFolder(mine, 0o700));
      });
      if (this.disk.look(this.out) === undefined) this.disk.makePath(this.out);
    }
  }

  take(): boolean {
    return unless([...HELD, 'ENOENT'], () => this.disk.rename(this.#waiting, this.#lock));
  }

  /** Name of who holds it; nothing when it is free again. */
  holder(): string | undefined {
    let names: readonly string[] = [];
    unless(['ENOENT'], () => {
      names = this.disk.list(this.#lock);
    });
    // Windows renames nothing onto an empty folder; elsewhere this only saves the rename the work.
    if (names.length === 0) unless([...HELD, 'ENOENT'], () => this.disk.removeFolder(this.#lock));
    return names[0];
  }

  /** Takes it over when its holder is gone. */
  takeOver(holder: string): boolean {
    if (!this.#gone(holder, `${this.#lock}/${holder}`)) return false;
    const taken = unless(['ENOENT'], () => this.disk.rename(`${this.#lock}/${holder}`, `${this.#lock}/${this.#name}`));
    if (taken) this.#remove(this.#waiting, this.#name);
    return taken;
  }

  /** Removes what waiting processes left that were killed. */
  sweep(): void {
    for (const name of this.disk.list(this.room)) {
      const waiting = name.startsWith(WAITING) ? name.slice(WAITING.length) : undefined;
      const folder = `${this.room}/${name}`;
      if (waiting !== undefined && this.#gone(waiting, folder)) this.#remove(folder, waiting);
    }
  }

  held(): boolean {
    return this.disk.look(`${this.#lock}/${this.#name}`) !== undefined;
  }

  release(): void {
    givenBack.add(this.#name);
    this.#remove(this.#lock, this.#name);
    this.#removeQuietly(this.room);
  }

  leave(): void {
    givenBack.add(this.#name);
    this.#remove(this.#waiting, this.#name);
    this.#removeQuietly(this.room);
  }

  #gone(name: string, place: string): boolean {
    if (givenBack.has(name)) return true;
    const owner = parseOwner(name);
    const verdict = owner === undefined ? 'unknown' : judge(owner, this.owner);
    if (verdict !== 'unknown') return verdict === 'dead';
    // Both times come from the file system's clock, so the clocks of two hosts need not agree.
    const [theirs, ours] = [this.disk.look(place), this.disk.look(this.#waiting) ?? this.disk.look(this.#lock)];
    return theirs !== undefined && ours !== undefined && ours.changed - theirs.changed > this.abandonedAfter;
  }

  #remove(folder: string, entry: string): void {
    this.#removeQuietly(`${folder}/${entry}`);
    this.#removeQuietly(folder);
  }

  /** A later run removes the rest, or waits until it counts as abandoned. */
  #removeQuietly(folder: string): void {
    quietly(() => this.disk.removeFolder(folder));
  }
}

/** Error codes for a rename onto a folder that is not empty. */
const HELD = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY'];

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
