/**
 * The errors of the command line, and the parts of every catalogue of the commands.
 *
 * @module
 */
import type { Diagnostic } from '../../core';

export type DiagnosticPlaces = Pick<Diagnostic, 'location' | 'related'>;

export function error(id: string, message: string, remedy: string, places: DiagnosticPlaces = {}): Diagnostic {
  return { id, severity: 'error', message, remedy, ...places };
}

export const usage = (message: string, remedy: string): Diagnostic => error('usage', message, remedy);
