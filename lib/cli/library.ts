/**
 * The copy of the library that the stack file itself imports, so that there is one App class and not two.
 *
 * @module
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The part of the package's main entry that the command calls. */
export type Library = Pick<typeof import('../synth'), 'generate' | 'write'>;

/** Absolute path of its main file. */
export function libraryFor(stackFile: string): string {
  try {
    return createRequire(stackFile).resolve('compose-constructs');
  } catch {
    // Not installed beside the stack file, as under `npx -p compose-constructs synth`: the copy beside this command.
    return join(__dirname, 'index.js');
  }
}

export function loadLibrary(path: string): Library {
  // What the package's own main entry exports.
  return require(path) as Library;
}
