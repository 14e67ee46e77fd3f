/**
 * Secrets that Compose files had in plain text: each gets its own file, like the secrets that `synth` generates.
 *
 * @module
 */
import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic } from '../../../core';
import type { SecretValue } from '../../../import';
import { secretFolderShared } from '../../../output';
import * as errors from './errors';

/** Writes what is not there; what is there stays. @param folder the folder of `stack.ts` */
export function saveSecrets(secrets: readonly SecretValue[], folder: string): readonly Diagnostic[] {
  return secrets.flatMap(({ file, value }) => {
    const path = resolve(folder, file);
    try {
      if (!isPrivate(dirname(path), basename(path))) return [secretFolderShared(dirname(file))];
      return save(path, value) || isSame(path, value) ? [] : [errors.secretFileDiffers(file)];
    } catch (error) {
      return [errors.secretFileNotWritten(file, error instanceof Error ? error.message : String(error))];
    }
  });
}

/** @returns whether the file is new */
function save(path: string, value: string): boolean {
  const folder = dirname(path);
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  create(resolve(folder, '.gitignore'), '*\n', 0o644);
  // its reader in the container is another user, and nobody else can enter the folder
  return create(path, value, 0o444);
}

/** @returns whether the file is new */
function create(path: string, content: string, mode: number): boolean {
  if (existsSync(path)) return false;
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, content);
    fchmodSync(file, mode);
  } catch (error) {
    rmSync(path, { force: true }); // half of it is worse than nothing
    throw error;
  } finally {
    closeSync(file);
  }
  return true;
}

/** Whether a folder is new, or has nothing but secrets, which git does not see. */
function isPrivate(folder: string, name: string): boolean {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return true;
  }
  if (names.every((other) => other === name)) return true;
  return names.includes('.gitignore') && /^\*\s*$/m.test(readFileSync(resolve(folder, '.gitignore'), 'utf8'));
}

/** The image drops line ends at the end of a secret. */
function isSame(path: string, value: string): boolean {
  return readFileSync(path, 'utf8').replace(/\n+$/, '') === value;
}
