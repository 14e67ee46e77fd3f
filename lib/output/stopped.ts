/**
 * How a step deep inside says that the run cannot go on. Never leaves this room: `write` turns it into diagnostics.
 *
 * @module
 */

import type { Diagnostic } from '../core';

export class Stopped extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
  }
}

/** An error of the operating system as Node throws it. */
export interface SystemError {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  readonly dest?: string;
}

/** Told by shape and not by `instanceof`, which is wrong for an error from another realm (a test runner's, say). */
export function isSystemError(error: unknown): error is SystemError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    'syscall' in error &&
    typeof error.syscall === 'string'
  );
}

/** `ENOENT` and the like; nothing for an error that is not the operating system's. */
export function codeOf(error: unknown): string | undefined {
  return isSystemError(error) ? error.code : undefined;
}
