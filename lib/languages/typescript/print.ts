/**
 * Prints source code as prettier and biome would: single quotes, two spaces, trailing commas, lines of 100 columns.
 *
 * @module
 */

import { WIDTH } from './breaking';
import { layOut } from './layout';
import type { Expression, Statement } from './nodes';
import { printExpression } from './print-expression';
import { printStatements } from './print-statement';

/**
 * A program as text.
 *
 * @example
 * ```ts
 * printSource([variable('shop', literalOf({ port: 80 }))]); // const shop = { port: 80 };
 * ```
 */
export function printSource(statements: readonly Statement[]): string {
  const text = layOut(printStatements(statements), WIDTH);
  return text === '' ? '' : `${text}\n`;
}

/** One expression as text, without a line feed at its end. */
export function printValue(expression: Expression): string {
  return layOut(printExpression(expression), WIDTH);
}
