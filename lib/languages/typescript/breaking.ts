/**
 * Which expressions take a line break, and where it would win nothing.
 *
 * @module
 */
import { widthOf } from './layout';
import { quoteString } from './literal';
import type { ArrayElement, Expression } from './nodes';

/** Width of the lines that `printSource` makes. */
export const WIDTH = 100;

/** Whether its closing bracket may follow the opening one of a call: `f(a, {` … `})`. */
export function isHuggable(element: ArrayElement): boolean {
  switch (element.kind) {
    case 'ObjectLiteralExpression':
      return element.properties.length > 0;
    case 'ArrayLiteralExpression':
      return element.elements.length > 0 && !element.elements.every(({ kind }) => kind === 'NumericLiteral');
    case 'ArrowFunction':
      return element.body.kind === 'ObjectLiteralExpression';
    default:
      return false;
  }
}

/** Lists of lists and lists of maps read as tables: each on its own line. */
export function isTable(elements: readonly ArrayElement[]): boolean {
  return (
    elements.length > 1 &&
    elements.every(
      (element) =>
        element.kind === elements[0]?.kind &&
        ((element.kind === 'ObjectLiteralExpression' && element.properties.length > 1) ||
          (element.kind === 'ArrayLiteralExpression' && element.elements.length > 1)),
    )
  );
}

/** Parts that stay on their line, however long it is. */
export function isNeverMoved({ kind }: Expression): boolean {
  return kind === 'TemplateExpression' || kind === 'BooleanLiteral' || kind === 'NumericLiteral';
}

/** `a.b.c` */
export function isMemberChain(expression: Expression): boolean {
  if (expression.kind !== 'PropertyAccessExpression') return false;
  return expression.expression.kind === 'Identifier' || isMemberChain(expression.expression);
}

/** Whether line breaks between the parentheses of a call would win next to nothing. */
export function isPoorlyBreakable(expression: Expression): boolean {
  if (expression.kind !== 'CallExpression' || !isMemberChain(expression.expression)) return false;
  const [only, ...others] = expression.arguments;
  if (only === undefined) return true;
  return others.length === 0 && only.kind === 'StringLiteral' && widthOf(quoteString(only.text)) <= WIDTH / 4;
}
