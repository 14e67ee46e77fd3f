/**
 * A few lines of the user's file, with a caret under the place that is meant.
 *
 * @module
 */
import { type LineAt, lineAt, type SourceLocation } from '../../core';
import { type Paint, plain } from './colours';

const WIDTH = 100;

/** The frame, without a final newline; undefined if the line cannot be read. */
export function frame(location: SourceLocation, paint: Paint = plain, read: LineAt = lineAt): string | undefined {
  const text = read(location);
  if (text === undefined) return undefined;
  const { line, caret } = window(text, location.column);
  const number = String(location.line);
  const gutter = ' '.repeat(number.length);
  return [
    `${paint('faint', `${number} │`)} ${line}`,
    `${paint('faint', `${gutter} │`)} ${' '.repeat(caret)}${paint('error', '^')}`,
  ].join('\n');
}

/** Tabs would move the caret, and other control characters act on the terminal or turn the direction of the text. */
const ACTING = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Something as wide as the caret takes it for. */
function pictureOf(character: string): string {
  if (character === '\t') return ' ';
  const code = character.charCodeAt(0);
  // https://www.unicode.org/charts/PDF/U2400.pdf
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}

/** The part of a line around a column (counted from 1) that fits, and the offset of the caret in it. */
function window(text: string, column: number): { line: string; caret: number } {
  const flat = text.replace(ACTING, pictureOf);
  const caret = Math.min(column - 1, flat.length);
  if (flat.length <= WIDTH) return { line: flat, caret };
  const start = Math.max(0, Math.min(caret - WIDTH / 2, flat.length - WIDTH));
  const end = start + WIDTH;
  const line = `${start > 0 ? '…' : ''}${flat.slice(start, end)}${end < flat.length ? '…' : ''}`;
  return { line, caret: caret - start + (start > 0 ? 1 : 0) };
}
