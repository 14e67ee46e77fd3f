/**
 * Diagnostics on stderr.
 *
 * @module
 */
import type { Diagnostic } from '../../core';
import { annotationsOf, isGithub, workspaceOf } from './annotations';
import { paintFor } from './colours';
import { type DiagnosticsOptions, printDiagnostics } from './printer';
import { errorIsTerminal, printError } from './terminal';

interface Telling extends Omit<DiagnosticsOptions, 'paint'> {
  /** Whether to write annotations for GitHub, too. @default in GitHub Actions */
  readonly annotations?: boolean;
}

/** Prints all of them, in colours where the terminal has them; nothing if there are none. */
export function tellDiagnostics(diagnostics: readonly Diagnostic[], options: Telling): void {
  if (diagnostics.length === 0) return;
  const paint = paintFor(process.env, errorIsTerminal);
  printError(printDiagnostics(diagnostics, { ...options, paint }));
  const { cwd, annotations = false } = options;
  if (annotations || isGithub(process.env)) printError(annotationsOf(diagnostics, workspaceOf(process.env, cwd)));
}
