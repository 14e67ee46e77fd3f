/**
 * A few lines of the user's file, with a caret under the place that is meant.
 *
 * @module
 */
import { type Location, lineAt } from '../core';
import { type Paint, plain } from './colours';

const WIDTH = 100;

/** The frame, without a final newline; undefined if the line cannot be read. */
export function frame(location: Location, paint: Paint = plain): string | undefined {
  const text = lineAt(location);
  if (text === undefined) return undefined;
  const { line, caret } = window(text, location.column);
  const number = String(location.line);
  const gutter = ' '.repeat(number.length);
  return [
    `${paint('faint', `${number} │`)} ${line}`,
    `${paint('faint', `${gutter} │`)} ${' '.repeat(caret)}${paint('error', '^')}`,
  ].join('\n');
}

/** The part of a line around a column (counted from 1) that fits, and the offset of the caret in it. */
function window(text: string, column: number): { line: string; caret: number } {
  const flat = text.replace(/\t/g, ' ');
  const caret = Math.min(column - 1, flat.length);
  if (flat.length <= WIDTH) return { line: flat, caret };
  const start = Math.max(0, Math.min(caret - WIDTH / 2, flat.length - WIDTH));
  const end = start + WIDTH;
  const line = `${start > 0 ? '…' : ''}${flat.slice(start, end)}${end < flat.length ? '…' : ''}`;
  return { line, caret: caret - start + (start > 0 ? 1 : 0) };
}
