/**
 * Diagnostics as a person reads them.
 *
 * @module
 */
import { type Diagnostic, type LineAt, lineReader, type RelatedLocation, type SourceLocation } from '../../core';
import { type Paint, plain } from './colours';
import { frame } from './frame';
import { shortest } from './shortest';

export interface DiagnosticsOptions {
  /** Folder that file names are relative to. */
  readonly cwd: string;
  /** @default without colours */
  readonly paint?: Paint;
  /** The lines of the user's files. @default as they are on disk */
  readonly lineAt?: LineAt;
  /** The consequence of an error, for the last line. @default 'written' */
  readonly done?: 'written' | 'printed' | 'made';
}

/** All of them in order, and a last line that counts them; empty if there are none. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], options: DiagnosticsOptions): string {
  const { done = 'written' } = options;
  if (diagnostics.length === 0) return '';
  const how = { paint: plain, lineAt: lineReader(), ...options };
  return `${[...diagnostics.map((diagnostic) => printOne(diagnostic, how)), count(diagnostics, done)].join('\n\n')}\n`;
}

type How = Required<Pick<DiagnosticsOptions, 'cwd' | 'paint' | 'lineAt'>>;

function printOne(diagnostic: Diagnostic, { cwd, paint, lineAt }: How): string {
  const { id, severity, message, remedy, location, related = [] } = diagnostic;
  const source = location && frame(location, paint, lineAt);
  return [
    `${paint(severity, `${severity} ${id}`)}${where(diagnostic, cwd, paint)}`,
    indent(paint('strong', visible(message))),
    ...(source === undefined ? [] : [indent(source)]),
    ...related.map((other) => indent(`${visible(other.message)}${where(other, cwd, paint)}`)),
    indent(visible(remedy)),
  ].join('\n');
}

/** ` at stack.ts:3:5 (kitteh/web)`, as far as it is known. */
function where({ path, location }: RelatedLocation | Diagnostic, cwd: string, paint: Paint): string {
  const tree = path === undefined || path === '' ? undefined : visible(path);
  const place = location && placeOf(location, cwd);
  const both = place !== undefined && tree !== undefined ? `${place} (${tree})` : (place ?? tree);
  return both === undefined ? '' : ` ${paint('faint', 'at')} ${both}`;
}

/** `stack.ts:3:5`. */
function placeOf({ file, line, column }: SourceLocation, cwd: string): string {
  return `${visible(shortest(file, cwd))}:${line}:${column}`;
}

function count(diagnostics: readonly Diagnostic[], done: string): string {
  // a diagnostic that only says how many there are besides counts itself
  const told = diagnostics.filter(({ id }) => id !== 'more-problems');
  const errors = told.filter(({ severity }) => severity === 'error').length;
  const warnings = told.length - errors;
  const parts = [amount(errors, 'error'), amount(warnings, 'warning')].filter((part) => part !== undefined);
  return parts.join(', ') + (errors > 0 ? `; nothing was ${done}.` : '.');
}

function amount(number: number, word: string): string | undefined {
  if (number === 0) return undefined;
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');

/** Control characters would act on the terminal, or turn the direction of the text: they are shown instead. */
export function visible(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    },
  );
}
