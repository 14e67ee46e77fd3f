/**
 * The report of secrets, for people and for programs.
 *
 * @module
 */
import { type Diagnostic, hasErrors } from '../../../core';
import type { NeededSecret, StackSecrets } from '../../../synth';
import { documentOf, place } from '../../shared/document';
import { shortest } from '../../shared/shortest';

/** One line for each secret, in columns: its stack, its place, its state. */
export function describe(stacks: readonly StackSecrets[], cwd: string): string {
  const rows = stacks.flatMap(({ name, secrets }) =>
    secrets.length === 0
      ? [[name, 'needs no secret', '']]
      : secrets.map((secret) => [name, placeOf(secret, cwd), wordsFor(secret)]),
  );
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function placeOf({ file, variable }: NeededSecret, cwd: string): string {
  return file === undefined ? `variable ${variable}` : shortest(file, cwd);
}

function wordsFor({ source, state }: NeededSecret): string {
  if (state === 'made') return 'made: keep it, no other one fits the data';
  if (state === 'there') return 'here';
  if (source === 'generated') return 'missing: run npx synth secrets where the stack runs';
  return source === 'file' ? 'missing: put the file there' : 'missing: set it where docker compose runs';
}

/** The document of `--json`; paths are relative to the working directory. */
export function document(
  {
    stacks = [],
    diagnostics,
  }: { readonly stacks?: readonly StackSecrets[]; readonly diagnostics: readonly Diagnostic[] },
  cwd: string,
): string {
  const done = {
    complete:
      !hasErrors(diagnostics) && stacks.every(({ secrets }) => secrets.every(({ state }) => state !== 'missing')),
    stacks: stacks.map(({ name, secrets }) => ({
      name,
      secrets: secrets.map(({ file, ...secret }) => ({
        ...secret,
        ...(file !== undefined && { file: place(file, cwd) }),
      })),
    })),
  };
  return documentOf(done, diagnostics, cwd);
}
