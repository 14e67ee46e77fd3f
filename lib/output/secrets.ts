/**
 * Secrets that are drawn at random once. An existing one is never replaced: a database that was made with it would be
 * locked out.
 *
 * @module
 */

import { dirname, isAbsolute, normalize } from 'node:path';
import type { Diagnostic } from '../core';
import { crypto } from '../process';
import { type Disk, quietly, unless } from './disk';
import * as errors from './errors';
import type { Lock } from './lock';
import type { OutputSecret, WriteRequest } from './model';
import { judge, nameOf, parseOwner } from './owner';
import { ROOM } from './paths';
import { NO_HARD_LINKS } from './stage';
import { Stopped } from './stopped';

const IGNORE = '.gitignore';
const IGNORE_EVERYTHING = '*\n';
/** Start of the name under which a secret is written before it gets its own. */
const UNFINISHED = '.synth-';
const LONGEST = 4096;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Checks that need no disk. */
export function checkSecrets({ out, folders, secrets }: WriteRequest): readonly Diagnostic[] {
  const outputs = new Set(folders.flatMap(({ name, files }) => [...files.keys()].map((path) => `${name}/${path}`)));
  return secrets.flatMap(({ file, length, construct }) => {
    const inside = file.startsWith(`${out}/`) ? file.slice(out.length + 1) : undefined;
    const reason =
      !isAbsolute(file) || file.includes('\0') || normalize(file) !== file || file.endsWith('/')
        ? 'its path is not absolute and plain'
        : inside !== undefined && (outputs.has(inside) || inside.startsWith(`${ROOM}/`))
          ? 'synth writes another file there'
          : !Number.isInteger(length) || length < 1 || length > LONGEST
            ? `its length is not between 1 and ${LONGEST}`
            : undefined;
    return reason === undefined ? [] : [errors.secretInvalid(file, reason, construct)];
  });
}

export interface Inspection {
  /** Whether every secret is there with its mode, in a private folder, so that there is nothing to do. */
  readonly isComplete: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Existing files and obstacles; reads only. */
export function inspectSecrets(disk: Disk, secrets: readonly OutputSecret[]): Inspection {
  const findings = [...byFolder(secrets)].flatMap(([folder, inFolder]) => [
    ...inFolder.map((secret) => finding(secret.file, secret.construct, () => inspectSecret(disk, secret))),
    finding(folder, inFolder[0]?.construct ?? '', (construct) => inspectFolder(disk, folder, construct)),
  ]);
  return {
    isComplete: findings.every((found) => found === 'complete'),
    diagnostics: findings.filter((found) => typeof found === 'object'),
  };
}

/** The finding for one secret: nothing to do, something to do, or an obstacle. */
type SecretState = 'complete' | 'incomplete' | Diagnostic;

function finding(place: string, construct: string, look: (construct: string) => SecretState): SecretState {
  try {
    return look(construct);
  } catch (error) {
    return errors.refused(error, place, construct);
  }
}

function inspectSecret(disk: Disk, { file, mode, construct }: OutputSecret): SecretState {
  const entry = disk.look(file);
  if (entry === undefined) return 'incomplete';
  if (entry.kind !== 'file') return errors.secretNotAFile(file, construct);
  if (entry.size === 0) return errors.secretEmpty(file, construct);
  return entry.mode === mode ? 'complete' : 'incomplete';
}

function inspectFolder(disk: Disk, folder: string, construct: string): SecretState {
  // The dot follows a link: people keep secrets elsewhere.
  const entry = disk.look(`${folder}/.`);
  if (entry?.kind !== 'folder') return 'incomplete';
  const names = disk.list(folder);
  if (!isPrivate(disk, folder, names)) return errors.secretFolderShared(folder, construct);
  const isTidy = names.includes(IGNORE) && !names.some((name) => name.startsWith(UNFINISHED));
  return isTidy && (entry.mode & 0o077) === 0 ? 'complete' : 'incomplete';
}

/** Makes what is missing and gives it the modes asked for; `created` gets each new one at once. */
export function createSecrets(
  disk: Disk,
  lock: Lock,
  secrets: readonly OutputSecret[],
  created: (file: string) => void,
): void {
  for (const [folder, inFolder] of byFolder(secrets)) {
    const construct = inFolder[0]?.construct ?? '';
    guard(folder, construct, () => prepareFolder(disk, lock, folder));
    for (const secret of inFolder) {
      guard(secret.file, secret.construct, () => {
        if (disk.look(secret.file) === undefined) {
          if (createWhole(disk, lock, secret.file, Buffer.from(draw(secret.length)), secret.mode)) created(secret.file);
        }
        const mode = disk.look(secret.file)?.mode;
        if (mode !== undefined && mode !== secret.mode) disk.changeMode(secret.file, secret.mode);
      });
    }
  }
}

/** A random text without bias: a byte beyond the last whole multiple of the alphabet's size is thrown away. */
export function draw(length: number): string {
  const limit = 256 - (256 % ALPHABET.length);
  let text = '';
  while (text.length < length) {
    for (const byte of crypto().randomBytes(length + 16)) {
      if (byte < limit && text.length < length) text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return text;
}

/**
 * Secrets by the folder that they are in. Two stacks may share one; then the stronger demand decides. A reader that is
 * not the deploying user needs 0o444; the longer secret is at least as hard to guess.
 */
function byFolder(secrets: readonly OutputSecret[]): ReadonlyMap<string, readonly OutputSecret[]> {
  const byFile = new Map<string, OutputSecret>();
  for (const secret of secrets) {
    const other = byFile.get(secret.file) ?? secret;
    const mode = other.mode === 0o444 ? other.mode : secret.mode;
    byFile.set(secret.file, { ...other, mode, length: Math.max(other.length, secret.length) });
  }
  const folders = new Map<string, OutputSecret[]>();
  for (const secret of byFile.values()) {
    const folder = dirname(secret.file);
    const inFolder = folders.get(folder);
    if (inFolder) inFolder.push(secret);
    else folders.set(folder, [secret]);
  }
  return folders;
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

function prepareFolder(disk: Disk, lock: Lock, folder: string): void {
  disk.makePath(dirname(folder));
  unless(['EEXIST'], () => disk.makeFolder(folder, 0o700));
  const mode = disk.look(`${folder}/.`)?.mode;
  if (mode !== undefined && (mode & 0o077) !== 0) disk.changeMode(folder, 0o700);
  sweep(disk, lock, folder);
  if (disk.look(`${folder}/${IGNORE}`) === undefined) {
    createWhole(disk, lock, `${folder}/${IGNORE}`, Buffer.from(IGNORE_EVERYTHING), 0o644);
  }
}

/** Removes unfinished files of runs that were killed. */
function sweep(disk: Disk, lock: Lock, folder: string): void {
  for (const name of disk.list(folder)) {
    const owner = name.startsWith(UNFINISHED) ? parseOwner(name.slice(UNFINISHED.length)) : undefined;
    if (owner && judge(owner, lock.owner) === 'dead') unless(['ENOENT'], () => disk.remove(`${folder}/${name}`));
  }
}

/** The file with all of its content, or no file; false when somebody else was first, whose file stays. */
function createWhole(disk: Disk, lock: Lock, file: string, content: Uint8Array, mode: number): boolean {
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

function guard(place: string, construct: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    throw new Stopped([errors.refused(error, place, construct)]);
  }
}
