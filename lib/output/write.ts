/**
 * Files to disk: all of them or none, only what changed, and nothing that synth did not write.
 *
 * @module
 */

import { dirname, resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../core';
import { type CommitSite, commit, recover } from './commit';
import { areCurrent, type DigestSite, writeDigests } from './digests';
import { type Disk, nodeDisk } from './disk';
import * as errors from './errors';
import { acquire, type Lock } from './lock';
import type { OutputResult, WriteOptions, WriteRequest, WrittenFolder } from './model';
import { checkPaths, ROOM } from './paths';
import { planFolders } from './plan';
import { checkSecrets, createSecrets, inspectSecrets } from './secrets';
import { holdSignals } from './signals';
import { stage } from './stage';
import { isSystemError, Stopped } from './stopped';

/**
 * Writes the folders into `out` and makes the secrets that do not exist.
 *
 * The output changes from the old to the new state of all folders at once. Every failure (a full disk, a folder without
 * permission, somebody else's file) comes back as a diagnostic. The old output is then unchanged. After a kill or a
 * power loss the next call first finishes, or undoes, what was left. Two processes may call it for one `out` at the
 * same time; the second waits.
 *
 * A file whose content stays keeps its inode and times, because containers bind-mount these files. A file is removed
 * or replaced only when the folder's `manifest.json` lists it. Folders that the request does not name are not looked
 * at: another app may write into the same `out`.
 *
 * A signal (SIGINT, SIGTERM, SIGHUP) that comes while files are written takes effect right afterwards.
 *
 * @example
 * ```ts
 * const result = write({
 *   out: '/srv/app/synth.out',
 *   folders: [{ name: 'kitteh', files: new Map([['compose.yaml', { content: 'name: kitteh\n', construct: 'kitteh' }]]) }],
 *   secrets: [{ file: '/srv/app/secrets/db', length: 32, mode: 0o600, construct: 'kitteh/db/password' }],
 * });
 * ```
 */
export function write(request: WriteRequest, options: WriteOptions = {}): OutputResult {
  return writeTo(nodeDisk, request, options);
}

/** `write` on any disk. */
export function writeTo(disk: Disk, asked: WriteRequest, options: WriteOptions = {}): OutputResult {
  const request = { ...asked, out: resolve(asked.out) };
  const wrong = [...checkPaths(asked.out, asked.folders), ...checkSecrets(request)];
  if (hasErrors(wrong)) return { ...NOTHING, diagnostics: wrong };
  const unchanged = findUnchanged(disk, request);
  if (unchanged) return unchanged;
  const createdSecrets: string[] = [];
  let made: string | undefined;
  try {
    made = disk.makePath(request.out);
    const out = disk.realPath(request.out);
    const lock = acquire(disk, out, {
      timeout: options.lockTimeout ?? 10_000,
      abandonedAfter: options.lockAbandonedAfter ?? 600_000,
    });
    try {
      return { createdSecrets, ...writeLocked({ disk, out, room: lock.room }, lock, request, createdSecrets) };
    } finally {
      lock.release();
      // secrets alone leave no output
      if (made !== undefined && request.folders.length === 0) removeEmpty(disk, request.out, made);
    }
  } catch (error) {
    if (made !== undefined) removeEmpty(disk, request.out, made);
    return { ...NOTHING, createdSecrets, diagnostics: diagnosticsOf(error, request.out) };
  }
}

const NOTHING: OutputResult = { folders: [], createdSecrets: [], missingSecrets: [], diagnostics: [] };

/**
 * The result if nothing has to change; undefined if something has to, or another run is unfinished.
 *
 * Most runs end here. It takes no lock because it only reads. If another run commits meanwhile, the outcome equals this
 * run followed by the other.
 */
function findUnchanged(disk: Disk, request: WriteRequest): OutputResult | undefined {
  try {
    if (disk.look(`${request.out}/${ROOM}`) !== undefined) return undefined;
    const folders: WrittenFolder[] = [];
    for (const folder of request.folders) {
      const plan = planFolders(disk, request.out, [folder]);
      if (plan.operations.length > 0 || plan.diagnostics.length > 0) return undefined;
      folders.push(...plan.folders);
    }
    const { isComplete, missing } = inspectSecrets(request, disk);
    const isDone = isComplete && areCurrent(digestSite(disk, request.out, request), request.digests ?? []);
    return isDone ? { ...NOTHING, folders, missingSecrets: missing } : undefined;
  } catch {
    return undefined;
  }
}

function writeLocked(
  site: CommitSite,
  lock: Lock,
  request: WriteRequest,
  createdSecrets: string[],
): Omit<OutputResult, 'createdSecrets'> {
  const { disk, out } = site;
  recover(site);
  const plan = planFolders(disk, out, request.folders);
  const secrets = inspectSecrets(request, disk);
  const diagnostics = [...plan.diagnostics, ...secrets.diagnostics];
  // Warnings speak of what is done, and now nothing is.
  const inTheWay = diagnostics.filter(({ severity }) => severity === 'error');
  if (inTheWay.length > 0) throw new Stopped(inTheWay);
  createSecrets(disk, lock, request, {
    created: (file) => createdSecrets.push(file),
    warn: (diagnostic) => diagnostics.push(diagnostic),
  });
  if (plan.operations.length > 0) {
    const goOn = holdSignals();
    try {
      stage(disk, out, lock, plan);
      commit(site, plan.operations);
    } finally {
      goOn();
    }
  }
  diagnostics.push(...writeDigests(digestSite(disk, out, request), lock, request.digests ?? []));
  const missingSecrets = secrets.missing.filter((file) => disk.look(file) === undefined);
  return { folders: plan.folders, missingSecrets, diagnostics };
}

/** @param out where the output really is */
function digestSite(disk: Disk, out: string, { project = dirname(out) }: WriteRequest): DigestSite {
  return { disk, out, project };
}

/** Takes back the folders that were made for an output that did not come about. */
function removeEmpty(disk: Disk, out: string, upTo: string): void {
  try {
    for (let folder = out; folder.length >= upTo.length; folder = dirname(folder)) disk.removeFolder(folder);
  } catch {
    // Something is in it by now, so it stays.
  }
}

function diagnosticsOf(error: unknown, out: string): readonly Diagnostic[] {
  if (error instanceof Stopped) return error.diagnostics;
  const place = isSystemError(error) ? (error.dest ?? error.path) : undefined;
  return [errors.refused(error, place ?? out)];
}
