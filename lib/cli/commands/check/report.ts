/**
 * The report of a check, for people and for programs.
 *
 * @module
 */
import { basename } from 'node:path';
import type { Diagnostic } from '../../../core';
import type { FileDifference } from '../../../synth';
import { documentOf, place } from '../../shared/document';

/** A file that differs, and how. */
export interface ComparedFile extends Pick<FileDifference, 'path' | 'change' | 'construct'> {
  readonly absolute: string;
  /** Its path, for people. */
  readonly place: string;
  /** The first line that differs, of the file on disk. */
  readonly line: number;
  /** The difference, as a unified diff. */
  readonly text: string;
}

/** A stack, and its files that differ. */
export interface ComparedFiles {
  /** Name of the Compose project. */
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  readonly files: readonly ComparedFile[];
}

/** The differences, then one line for each stack. */
export function describe(stacks: readonly ComparedFiles[], cwd: string): string {
  const texts = stacks.flatMap(({ files }) => files.map(({ text }) => `${text}\n\n`));
  const lines = stacks.map(({ folder, files }) => {
    const state =
      files.length === 0 ? 'current' : `not current: ${files.length} ${files.length === 1 ? 'file' : 'files'}`;
    return `${basename(folder)}  ${place(folder, cwd)}  ${state}\n`;
  });
  return [...texts, ...lines].join('');
}

/** The document of `--json`; paths are relative to the working directory. */
export function document(
  { stacks, diagnostics }: { readonly stacks?: readonly ComparedFiles[]; readonly diagnostics: readonly Diagnostic[] },
  cwd: string,
): string {
  const done = {
    current: stacks?.every(({ files }) => files.length === 0) ?? false,
    stacks: (stacks ?? []).map(({ name, folder, files }) => ({
      name,
      folder: place(folder, cwd),
      current: files.length === 0,
      files: files.map(({ path, change, construct, text }) => ({ path, change, construct, diff: text })),
    })),
  };
  return documentOf(done, diagnostics, cwd);
}
