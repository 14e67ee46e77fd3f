/**
 * Secrets that are drawn at random once. An existing one is never replaced: a database that was made with it would be
 * locked out.
 *
 * @module
 */

import { dirname, isAbsolute, normalize } from 'node:path';
import type { Diagnostic } from '../core';
import { crypto } from '../process';
import { createWhole } from './create-whole';
import { type Disk, nodeDisk, unless } from './disk';
import * as errors from './errors';
import type { Lock } from './lock';
import type { OutputSecret, WriteRequest } from './model';
import { ROOM } from './paths';
import { inspectFolder, prepareFolder, type Readiness, type SecretFolder } from './secret-folders';
import { Stopped } from './stopped';

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

/** The secrets of a request, and the project that they belong to. */
type SecretsRequest = Pick<WriteRequest, 'secrets' | 'project'>;

export interface Inspection {
  /** Whether every secret is there with its mode, in a private folder, so that there is nothing to do. */
  readonly isComplete: boolean;
  /** Absolute paths of secrets that are not there, to be made or not. */
  readonly missing: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Existing files and obstacles; reads only. */
export function inspectSecrets(request: SecretsRequest, disk: Disk = nodeDisk): Inspection {
  const missing: string[] = [];
  const findings = byFolder(request).flatMap(({ secrets, ...place }) => {
    missing.push(...secrets.filter(({ file }) => isMissing(disk, file)).map(({ file }) => file));
    const concerned = secrets.filter((secret) => isConcerned(disk, secret));
    if (concerned.length === 0) return [];
    return [
      ...concerned.map((secret) => finding(secret.file, secret.construct, () => inspectSecret(disk, secret))),
      finding(place.folder, place.construct, () => inspectFolder(disk, place)),
    ];
  });
  return {
    isComplete: findings.every((found) => found === 'complete'),
    missing,
    diagnostics: findings.filter((found) => typeof found === 'object'),
  };
}

/** Whether it is there, or to be made. */
function isConcerned(disk: Disk, { file, leave = false }: OutputSecret): boolean {
  return !leave || !isMissing(disk, file);
}

function isMissing(disk: Disk, file: string): boolean {
  try {
    return disk.look(file) === undefined;
  } catch {
    return false; // a folder that nobody may look into: which the inspection reports
  }
}

function finding(place: string, construct: string, look: () => Readiness): Readiness {
  try {
    return look();
  } catch (error) {
    return errors.refused(error, place, construct);
  }
}

function inspectSecret(disk: Disk, { file, mode, construct }: OutputSecret): Readiness {
  const entry = disk.look(file);
  if (entry === undefined) return 'incomplete';
  if (entry.kind !== 'file') return errors.secretNotAFile(file, construct);
  if (entry.size === 0 || (entry.size <= BLANK && isBlank(disk, file))) return errors.secretEmpty(file, construct);
  return entry.mode === mode ? 'complete' : 'incomplete';
}

/** No editor leaves more white space than this many bytes in a file without text. */
const BLANK = 64;

/** A file that this user may not read is one that somebody filled. */
function isBlank(disk: Disk, file: string): boolean {
  let isBlank = false;
  unless(['EACCES', 'EPERM'], () => {
    isBlank = disk.read(file).toString('latin1').trim() === '';
  });
  return isBlank;
}

/** Takes what was done, and what a person should know of it. */
export interface CreatingResult {
  /** Called with each new secret at once. */
  readonly created: (file: string) => void;
  readonly warn: (diagnostic: Diagnostic) => void;
}

/** Makes what is missing and gives it the modes asked for. */
export function createSecrets(
  disk: Disk,
  lock: Lock,
  request: SecretsRequest,
  { created, warn }: CreatingResult,
): void {
  for (const { secrets, ...place } of byFolder(request)) {
    const concerned = secrets.filter((secret) => isConcerned(disk, secret));
    if (concerned.length === 0) continue;
    guard(place.folder, place.construct, () => {
      const warning = prepareFolder(disk, lock, place);
      if (warning) warn(warning);
    });
    for (const secret of concerned) {
      guard(secret.file, secret.construct, () => {
        if (disk.look(secret.file) === undefined) {
          const content = { content: Buffer.from(draw(secret.length)), mode: secret.mode };
          if (createWhole(disk, lock, secret.file, content)) created(secret.file);
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

interface FolderOfSecrets extends SecretFolder {
  readonly secrets: OutputSecret[];
}

/**
 * Secrets by the folder that they are in. Two stacks may share one; then the stronger demand decides. A reader that is
 * not the deploying user needs 0o444. The longer secret is at least as hard to guess. One stack that wants it made is
 * enough.
 */
function byFolder({ secrets, project }: SecretsRequest): readonly FolderOfSecrets[] {
  const byFile = new Map<string, OutputSecret>();
  for (const secret of secrets) {
    const other = byFile.get(secret.file) ?? secret;
    const mode = other.mode === 0o444 ? other.mode : secret.mode;
    const leave = other.leave === true && secret.leave === true;
    byFile.set(secret.file, { ...other, mode, leave, length: Math.max(other.length, secret.length) });
  }
  const folders = new Map<string, FolderOfSecrets>();
  for (const secret of byFile.values()) {
    const folder = dirname(secret.file);
    const inFolder = folders.get(folder);
    if (inFolder) inFolder.secrets.push(secret);
    else folders.set(folder, { folder, project, construct: secret.construct, secrets: [secret] });
  }
  return [...folders.values()];
}

function guard(place: string, construct: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    throw new Stopped([errors.refused(error, place, construct)]);
  }
}
