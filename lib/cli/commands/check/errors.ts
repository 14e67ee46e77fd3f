/**
 * The findings of `synth check`.
 *
 * @module
 */
import type { Diagnostic, SourceLocation } from '../../../core';
import { error } from '../../shared/errors';

const WORDS = {
  add: 'The file is missing',
  change: 'The file is not as synth writes it',
  remove: 'No stack needs the file any more',
} as const;

/** @param location the first line that differs. @default the file is not there */
export const outputOutdated = (
  change: keyof typeof WORDS,
  file: string,
  construct: string | undefined,
  location: SourceLocation | undefined,
): Diagnostic => ({
  ...error('output-outdated', `${WORDS[change]}: ${file}.`, 'Run npx synth, and commit the output.'),
  ...(construct !== undefined && { path: construct }),
  ...(location && { location }),
});
