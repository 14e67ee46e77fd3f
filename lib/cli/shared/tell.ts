/**
 * Diagnostics on stderr.
 *
 * @module
 */
import type { Diagnostic } from '../../core';
import { annotationsOf, isGithub, workspaceOf } from './annotations';
import { paintFor } from './colours';
import { pageOf } from './page';
import { type DiagnosticsOptions, printDiagnostics } from './printer';
import { shortest } from './shortest';
import { errorIsTerminal, printError } from './terminal';

interface Telling extends Omit<DiagnosticsOptions, 'paint'> {
  /** Whether to write annotations for GitHub, too. @default in GitHub Actions */
  readonly annotations?: boolean;
}

/** Prints all of them, in colours where the terminal has them. Then it names the page that explains their ids. */
export function tellDiagnostics(diagnostics: readonly Diagnostic[], options: Telling): void {
  if (diagnostics.length === 0) return;
  const paint = paintFor(process.env, errorIsTerminal);
  printError(printDiagnostics(diagnostics, { ...options, paint }));
  const { cwd, annotations = false } = options;
  const page = firstPage(diagnostics);
  if (page !== undefined) printError(`\nMore about each id: ${shortest(page, cwd)}\n`);
  if (annotations || isGithub(process.env)) printError(annotationsOf(diagnostics, workspaceOf(process.env, cwd)));
}

function firstPage(diagnostics: readonly Diagnostic[]): string | undefined {
  for (const { id } of diagnostics) {
    const page = pageOf(id);
    if (page) return page.file;
  }
  return undefined;
}
