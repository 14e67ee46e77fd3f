/**
 * Finds the file to run.
 *
 * @module
 */
import { readdirSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../../../core';
import { isFile, isFolder } from '../../loader';
import * as errors from './errors';

/** Extensions that a stack file may have, the preferred first. */
export const EXTENSIONS: readonly string[] = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

const NAMES = EXTENSIONS.map((extension) => `stack${extension}`);

/** The absolute path of the stack file, or why there is none. */
export function findStackFile(app: string | undefined, cwd: string): string | Diagnostic {
  const path = resolve(cwd, app ?? '.');
  if (isFile(path)) return EXTENSIONS.includes(extname(path)) ? path : errors.stackNotProgram(app ?? path, EXTENSIONS);
  if (!isFolder(path)) return errors.appNotFound(app ?? path);
  const file = NAMES.map((name) => join(path, name)).find(isFile);
  if (file !== undefined) return file;
  const others = nearby(path).map((near) => relative(cwd, near));
  return errors.stackNotFound(app, others);
}

/** Stack files one or two folders further down: what somebody may have meant who stands above them. */
function nearby(folder: string): string[] {
  const first = subfolders(folder);
  const all = [...first, ...first.flatMap(subfolders)];
  return all.flatMap((sub) => NAMES.map((name) => join(sub, name)).filter(isFile)).slice(0, 3);
}

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
      .map((entry) => join(folder, entry.name))
      .sort()
      .slice(0, 50);
  } catch {
    return [];
  }
}
