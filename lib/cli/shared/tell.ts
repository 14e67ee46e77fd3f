/**
 * Diagnostics on stderr.
 *
 * @module
 */
import type { Diagnostic } from '../../core';
import { paintFor } from './colours';
import { type DiagnosticsOptions, printDiagnostics } from './printer';
import { errorIsTerminal, printError } from './terminal';

/** Prints all of them, in colours where the terminal has them; nothing if there are none. */
export function tellDiagnostics(diagnostics: readonly Diagnostic[], options: Omit<DiagnosticsOptions, 'paint'>): void {
  if (diagnostics.length === 0) return;
  const paint = paintFor(process.env, errorIsTerminal);
  printError(printDiagnostics(diagnostics, { ...options, paint }));
}
