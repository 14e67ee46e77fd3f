/**
 * The catalogue of what secret files can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';

export const secretPathEmpty = (): DiagnosticProps => ({
  id: 'secret-path-empty',
  message: 'The path of the secret file is empty.',
  remedy: 'Name the file, relative to the folder of stack.ts.',
});

export const secretLengthInvalid = (length: number): DiagnosticProps => ({
  id: 'secret-length-invalid',
  message: `A generated secret of ${length} characters is not possible.`,
  remedy: 'Use a whole number from 16 to 4096.',
});
