/**
 * The record of a commit: the next run can finish it or undo it.
 *
 * It appears by one rename, and from that moment the new output holds. Before, nothing of the old output is touched.
 * Paths in it are relative to `out`. It is removed without a flush: ext4 and XFS log renames and removals in order.
 * Elsewhere the next run still compares every file.
 *
 * @module
 */

import { isPlainMap } from '../languages/yaml';
import { quoted } from '../words';
import { type Disk, quietly } from './disk';
import * as errors from './errors';
import { isSha256 } from './manifest';
import { whyUnsafe } from './paths';
import { Stopped } from './stopped';

export type Operation =
  /** A file that is no longer part of the output, with the content it has. */
  | { readonly do: 'remove'; readonly path: string; readonly sha256: string }
  /** A folder that is empty by then. */
  | { readonly do: 'remove-folder'; readonly path: string; readonly mode: number }
  | { readonly do: 'make-folder'; readonly path: string }
  /** A new or changed file, with its new content. */
  | { readonly do: 'put'; readonly path: string; readonly sha256: string; readonly replaces: boolean };

/** `forward`: the commit is to be finished. `back`: it failed and is to be undone. */
export type Direction = 'forward' | 'back';

export interface Journal {
  readonly direction: Direction;
  readonly operations: readonly Operation[];
}

const FORWARD = 'journal.json';
const BACK = 'journal-back.json';

/** The new content of operation `index`, waiting. */
export const newFile = (room: string, index: number): string => `${room}/new-${index}`;
/** A second name (or a copy) of the old content of operation `index`. */
export const oldFile = (room: string, index: number): string => `${room}/old-${index}`;

/** Writes it whole or not at all, after every file that it names is on the device. */
export function writeJournal(disk: Disk, room: string, operations: readonly Operation[]): void {
  disk.create(`${room}/unfinished-${FORWARD}`, Buffer.from(`${JSON.stringify({ operations })}\n`));
  disk.flushFolder(room);
  disk.rename(`${room}/unfinished-${FORWARD}`, `${room}/${FORWARD}`);
}

/** From here on the commit can only be undone. */
export function turnBack(disk: Disk, room: string): void {
  disk.rename(`${room}/${FORWARD}`, `${room}/${BACK}`);
}

/** The commit is over, whichever way it went. */
export function removeJournal(disk: Disk, room: string, direction: Direction): void {
  disk.remove(`${room}/${direction === 'forward' ? FORWARD : BACK}`);
}

/** Removes staged files that no journal speaks of. A later run removes the rest. */
export function clearStaging(disk: Disk, room: string): void {
  quietly(() => {
    for (const name of disk.list(room)) {
      if (/^(?:new|old)-\d+$|^unfinished-/.test(name)) quietly(() => disk.remove(`${room}/${name}`));
    }
  });
}

/** The commit that an earlier run did not finish; nothing when all did. Stops when it cannot be read. */
export function readJournal(disk: Disk, room: string): Journal | undefined {
  const names = disk.list(room);
  const name = [BACK, FORWARD].find((candidate) => names.includes(candidate));
  if (name === undefined) return undefined;
  const place = `${room}/${name}`;
  const operations = parseJournal(disk.read(place).toString('utf8'));
  if ('reason' in operations) throw new Stopped([errors.journalCorrupt(place, operations.reason)]);
  return { direction: name === BACK ? 'back' : 'forward', operations };
}

/** Its paths are checked like a request's: files in a folder may come from a stranger. */
export function parseJournal(text: string): readonly Operation[] | { readonly reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: 'it is not JSON' };
  }
  if (!isPlainMap(value) || !Array.isArray(value['operations'])) return { reason: 'it has no list "operations"' };
  const operations: Operation[] = [];
  for (const item of value['operations']) {
    const operation = operationOf(item);
    if (operation === undefined) return { reason: `operation ${operations.length} is none` };
    const unsafe = whyUnsafe(operation.path);
    if (unsafe !== undefined) return { reason: `${quoted(operation.path)} cannot be a path: ${unsafe}` };
    operations.push(operation);
  }
  return operations;
}

function operationOf(value: unknown): Operation | undefined {
  if (!isPlainMap(value)) return undefined;
  const { path, sha256, replaces, mode } = value;
  if (typeof path !== 'string') return undefined;
  switch (value['do']) {
    case 'remove':
      return isSha256(sha256) ? { do: 'remove', path, sha256 } : undefined;
    case 'remove-folder':
      return typeof mode === 'number' ? { do: 'remove-folder', path, mode } : undefined;
    case 'make-folder':
      return { do: 'make-folder', path };
    case 'put':
      return isSha256(sha256) && typeof replaces === 'boolean' ? { do: 'put', path, sha256, replaces } : undefined;
    default:
      return undefined;
  }
}
