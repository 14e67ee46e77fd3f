/**
 * From a string of a Compose file to the text that it says.
 *
 * @module
 */
import type { TextProblem } from './errors';
import { readParts } from './read';
import { type ComposeText, soundText } from './variable';

/**
 * The meaning of a string in a Compose file: a string without variables, else a variable or a template. Says why where
 * Compose rejects the string.
 *
 * Printing gives the same string again, except that a `$` that begins no variable becomes `$$`.
 *
 * @example
 * ```ts
 * parseText('costs $$5'); // { text: 'costs $5' }
 * parseText('web:${TAG:-1}'); // { text: text`web:${Variable.withDefault('TAG', '1')}` }
 * ```
 */
export function parseText(source: string): { readonly text: ComposeText } | TextProblem {
  if (!source.includes('$')) return { text: source };
  const parts = readParts(source);
  return 'problem' in parts ? parts : { text: soundText(parts) };
}
