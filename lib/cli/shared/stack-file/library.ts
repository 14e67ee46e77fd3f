/**
 * The copy of the library that the stack file itself imports, so that only one App class exists.
 *
 * @module
 */
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { mainFileOf } from '../../loader';

/** The part of the package's main entry that the command calls. */
export type Library = Pick<
  typeof import('../../../synth'),
  'compare' | 'findSecrets' | 'generate' | 'makeSecrets' | 'write'
>;

/** Absolute path of its main file, without symbolic links. */
export function libraryFor(stackFile: string): string {
  const installed = mainFileOf('compose-constructs', dirname(stackFile));
  if (installed !== undefined) return realpathSync(installed);
  try {
    return createRequire(stackFile).resolve('compose-constructs');
  } catch {
    // Not installed beside the stack file, as under `npx -p compose-constructs synth`: the copy beside this command.
    return join(__dirname, 'index.js');
  }
}

export function loadLibrary(path: string): Library {
  // The exports of the package's main entry.
  return require(path) as Library;
}
