/**
 * Digests of files that one machine alone has, such as secrets. Docker Compose reads them as variables, so it recreates
 * a service's container after one of its files has changed.
 *
 * A digest is keyed, because a plain one of a short secret can be guessed. The key is beside the secrets. Neither is in
 * Git, and no manifest lists them.
 *
 * @module
 */

import { dirname } from 'node:path';
import type { Diagnostic } from '../core';
import { crypto } from '../process';
import { createWhole, UNFINISHED } from './create-whole';
import { type Disk, quietly, unless } from './disk';
import * as errors from './errors';
import type { Lock } from './lock';
import type { OutputDigest } from './model';
import { nameOf } from './owner';
import { inspectFolder, prepareFolder } from './secret-folders';
import { isSystemError } from './stopped';

const IGNORE = '.gitignore';
const HEADER = '# Of this machine alone. Docker Compose recreates the container after this has changed.';

/** Where digests are kept, and where their key is. */
export interface DigestSite {
  readonly disk: Disk;
  /** Absolute path of `synth.out`. */
  readonly out: string;
  /** Absolute path of the project's folder. */
  readonly project: string;
}

/** Whether every digest fits its files, as far as their times tell; reads no secret. */
export function areCurrent(site: DigestSite, digests: readonly OutputDigest[]): boolean {
  return digests.every((digest) => isCurrent(site, digest));
}

/** Writes the digests that are not current. @returns a warning where one cannot be written */
export function writeDigests(site: DigestSite, lock: Lock, digests: readonly OutputDigest[]): readonly Diagnostic[] {
  return digests.flatMap((digest) => {
    if (isCurrent(site, digest)) return [];
    try {
      return writeDigest(site, lock, digest);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return [errors.digestNotKept(placeOf(site, digest), error.code, digest.construct)];
    }
  });
}

function isCurrent(site: DigestSite, digest: OutputDigest): boolean {
  const { disk, out } = site;
  // without the output there is nothing to be current, and with it comes the digest
  if (disk.look(`${out}/${digest.folder}`) === undefined) return true;
  const stamp = stampOf(disk, digest.sources);
  const place = placeOf(site, digest);
  if (stamp === undefined) return disk.look(place) === undefined;
  return disk.look(place)?.kind === 'file' && disk.read(place).toString('utf8').split('\n')[1] === `# ${stamp}`;
}

function writeDigest(site: DigestSite, lock: Lock, digest: OutputDigest): Diagnostic[] {
  const { disk } = site;
  const place = placeOf(site, digest);
  // before the files are read: one that changes meanwhile is read again by the next run
  const stamp = stampOf(disk, digest.sources);
  if (stamp === undefined) {
    unless(['ENOENT'], () => disk.remove(place));
    return [];
  }
  const key = keyFor(site, lock, digest.construct);
  if (typeof key !== 'string') return [key];
  const folder = dirname(place);
  unless(['EEXIST'], () => disk.makeFolder(folder));
  if (disk.look(`${folder}/${IGNORE}`) === undefined) {
    createWhole(disk, lock, `${folder}/${IGNORE}`, { content: Buffer.from('*\n'), mode: 0o644 });
  }
  const value = keyed(key, disk, digest.sources);
  const draft = `${folder}/${UNFINISHED}${nameOf(lock.owner)}`;
  try {
    disk.create(draft, Buffer.from(`${HEADER}\n# ${stamp}\n${digest.variable}=${value}\n`));
    disk.rename(draft, place);
  } finally {
    quietly(() => disk.remove(draft));
  }
  return [];
}

function placeOf({ out }: Pick<DigestSite, 'out'>, { folder, file }: OutputDigest): string {
  return `${out}/${folder}/${file}`;
}

/** Tells two states of files apart without their content; undefined where none of them is there. */
function stampOf(disk: Disk, files: readonly string[]): string | undefined {
  const stamps = files.map((file) => {
    const entry = behindLinks(disk, file);
    return entry?.kind === 'file' ? `${entry.identity}:${entry.size}:${entry.changed}` : '-';
  });
  return stamps.every((stamp) => stamp === '-') ? undefined : stamps.join(' ');
}

function behindLinks(disk: Disk, file: string): ReturnType<Disk['look']> {
  try {
    const entry = disk.look(file);
    return entry?.kind === 'link' ? disk.look(disk.realPath(file)) : entry;
  } catch {
    return undefined; // nowhere, or where this user may not look
  }
}

/** The key, which is made where there is none yet; a diagnostic where there can be none. */
function keyFor({ disk, project }: DigestSite, lock: Lock, construct: string): string | Diagnostic {
  const place = { folder: `${project}/secrets/.digests`, project, construct };
  const file = `${place.folder}/key`;
  const obstacle = inspectFolder(disk, place);
  if (typeof obstacle === 'object') return { ...obstacle, severity: 'warning' };
  prepareFolder(disk, lock, place);
  if (disk.look(file) === undefined) {
    createWhole(disk, lock, file, { content: Buffer.from(crypto().randomBytes(32).toString('hex')), mode: 0o600 });
  }
  return disk.read(file).toString('utf8');
}

function keyed(key: string, disk: Disk, files: readonly string[]): string {
  const digest = crypto().createHmac('sha256', key);
  for (const file of files) {
    const content = readable(disk, file);
    digest.update(`${content.length}\0`).update(content);
  }
  return digest.digest('hex').slice(0, 32);
}

/** The content; of a file that this user may not read, its time of change. */
function readable(disk: Disk, file: string): Uint8Array {
  let content: Uint8Array | undefined;
  unless(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR'], () => {
    content = disk.read(file);
  });
  return content ?? Buffer.from(String(behindLinks(disk, file)?.changed ?? ''));
}
