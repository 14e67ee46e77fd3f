/**
 * An example as a user would have it: a folder of its own, with the package installed, synthesized by the command.
 *
 * @module
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');

/** Something to change in `stack.ts`: what stands there, and what shall. */
export type Edit = readonly [before: string, after: string];

/** Copies an example, changes its `stack.ts`, and synthesizes it. @returns the folder */
export function exampleCopy(name: string, edits: readonly Edit[]): string {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  cpSync(join(root, 'examples', name), folder, {
    recursive: true,
    // as in a fresh clone
    filter: (path) => !/\/(node_modules|vendor|dist|synth\.out|secrets)(\/|$)/.test(path),
  });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/compose-constructs'));
  symlinkSync(join(root, 'node_modules/constructs'), join(folder, 'node_modules/constructs'));
  edit(folder, edits);
  synth(folder);
  return folder;
}

/** Changes the copy's `stack.ts`. @throws Error if an edit finds nothing to change */
export function edit(folder: string, edits: readonly Edit[]): void {
  const file = join(folder, 'stack.ts');
  const text = edits.reduce(
    (source, [before, after]) => {
      if (!source.includes(before)) throw new Error(`stack.ts has no ${JSON.stringify(before)}`);
      return source.replace(before, after);
    },
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
}

/** Runs the command in the copy. @returns what it printed */
export function synth(folder: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [join(root, 'dist/synth.js'), ...args], { cwd: folder, encoding: 'utf8' });
}
