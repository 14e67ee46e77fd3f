/**
 * Expressions as documents that find their own line breaks, as prettier and biome lay them out.
 *
 * @module
 */

import { isHuggable, isMemberChain, isNeverMoved, isPoorlyBreakable, isTable } from './breaking';
import {
  aside,
  type Doc,
  fill,
  firstThatFits,
  flat,
  group,
  hardLine,
  ifBreak,
  indent,
  indentIfBroken,
  join,
  line,
  lineSuffix,
  softLine,
  widthOf,
  willBreak,
} from './layout';
import { commentLines, isPropertyName, printNumber, quoteString, quoteTemplateText } from './literal';
import type {
  ArrayElement,
  ArrayLiteralExpression,
  Comments,
  Expression,
  ObjectLiteralExpression,
  Parameter,
  Property,
  Type,
} from './nodes';

export function printExpression(expression: Expression): Doc {
  switch (expression.kind) {
    case 'StringLiteral':
      return quoteString(expression.text);
    case 'NumericLiteral':
      return printNumber(expression.value) ?? 'Number.NaN';
    case 'BigIntLiteral':
      return `${expression.value}n`;
    case 'BooleanLiteral':
      return String(expression.value);
    case 'NullKeyword':
      return 'null';
    case 'ThisKeyword':
      return 'this';
    case 'SuperKeyword':
      return 'super';
    case 'Identifier':
      return expression.text;
    case 'PropertyAccessExpression': {
      const { name } = expression;
      return [printPrimary(expression.expression), isPropertyName(name) ? `.${name}` : `[${quoteString(name)}]`];
    }
    case 'ElementAccessExpression':
      return [printPrimary(expression.expression), '[', printExpression(expression.argument), ']'];
    case 'CallExpression':
      return [printPrimary(expression.expression), printArguments(expression.arguments)];
    case 'NewExpression':
      return ['new ', printConstructor(expression.expression), printArguments(expression.arguments)];
    case 'ObjectLiteralExpression':
      return printObject(expression);
    case 'ArrayLiteralExpression':
      return printArray(expression);
    case 'TemplateExpression':
      return [expression.tag ? printPrimary(expression.tag) : '', '`', ...printTemplateParts(expression.parts), '`'];
    case 'ArrowFunction': {
      const head = [printParameters(expression.parameters), ' =>'];
      const { body } = expression;
      if (body.kind === 'ObjectLiteralExpression') return [head, ' (', printExpression(body), ')'];
      if (isHuggable(body)) return [head, ' ', printExpression(body)];
      return group([head, group(indent([line, printExpression(body)]))]);
    }
    case 'BinaryExpression':
      return group([printOperand(expression.left), ` ${expression.operator}`, line, printOperand(expression.right)]);
    case 'ConditionalExpression':
      return group([
        printOperand(expression.condition),
        indent([line, '? ', printOperand(expression.whenTrue), line, ': ', printOperand(expression.whenFalse)]),
      ]);
    case 'SatisfiesExpression':
      return [printOperand(expression.expression), ' satisfies ', printType(expression.type)];
    case 'AsConstExpression':
      return [printOperand(expression.expression), ' as const'];
  }
}

export function printParameters(parameters: readonly Parameter[]): Doc {
  if (parameters.length === 0) return '()';
  const printed = parameters.map(({ name, type }) => (type ? `${name}: ${printType(type)}` : name));
  return group(['(', indent([softLine, join([',', line], printed), ifBreak(',')]), softLine, ')']);
}

/** A type; its names and keys are data. */
export function printType({ name, keys = [] }: Type): string {
  return name + keys.map((key) => `[${quoteString(key)}]`).join('');
}

/** The value of a constant or property, with the space or line break before it. */
export function printAssigned(value: Expression, hasShortKey = false): Doc {
  const printed = printExpression(value);
  const bare = value.kind === 'SatisfiesExpression' || value.kind === 'AsConstExpression' ? value.expression : value;
  if (isNeverMoved(bare) || (hasShortKey && (bare.kind === 'StringLiteral' || isMemberChain(bare)))) {
    return [' ', printed];
  }
  if (
    bare.kind === 'StringLiteral' ||
    bare.kind === 'BinaryExpression' ||
    isMemberChain(bare) ||
    isPoorlyBreakable(bare)
  ) {
    return group(indent([line, printed]));
  }
  // to the next line only if it does not even begin on this one
  const gap = group(indent(line));
  return [gap, indentIfBroken(group(printed), gap)];
}

/** Comments above something, each on its own line. */
export function printAbove(comments: Comments | undefined): Doc {
  return aside(commentLines(comments?.above ?? '').map((text) => [text, hardLine]));
}

export function printBeside(comments: Comments | undefined): Doc {
  const text = commentLines(comments?.beside ?? '').join(' ');
  return text === '' ? '' : lineSuffix(` ${text}`);
}

function printClosing(closing: string | undefined): Doc {
  return aside(commentLines(closing ?? '').map((text) => [hardLine, text]));
}

function printObject({ properties, multiLine = false, closing }: ObjectLiteralExpression): Doc {
  const end = printClosing(closing);
  if (properties.length === 0) return willBreak(end) ? group(['{', indent(end), hardLine, '}']) : '{}';
  const entries = printEntries(properties, properties.map(printProperty), (index) => properties[index]?.comments);
  return group(['{', indent([line, entries, end]), line, '}'], multiLine || willBreak(end));
}

function printArray({ elements, comments, closing }: ArrayLiteralExpression): Doc {
  const end = printClosing(closing);
  if (elements.length === 0) return willBreak(end) ? group(['[', indent(end), hardLine, ']']) : '[]';
  const isBesideSome = elements.some((_, index) => comments?.get(index)?.beside !== undefined);
  if (elements.length > 1 && elements.every((element) => element.kind === 'NumericLiteral') && !isBesideSome) {
    const numbers = elements.map((element, index) => ({
      text: printNumber(element.value) ?? 'Number.NaN',
      above: commentLines(comments?.get(index)?.above ?? ''),
    }));
    return group(['[', indent([softLine, fill(numbers), ifBreak(','), end]), softLine, ']'], willBreak(end));
  }
  const entries = printEntries(elements, elements.map(printElement), (index) => comments?.get(index));
  return group(['[', indent([softLine, entries, end]), softLine, ']'], isTable(elements) || willBreak(end));
}

/** The entries with commas between them, their comments around them, and a comma after the last where lines break. */
function printEntries(
  entries: readonly unknown[],
  printed: readonly Doc[],
  commentsOf: (index: number) => Comments | undefined,
): Doc {
  return printed.map((doc, index) => {
    const comments = commentsOf(index);
    const isLast = index === entries.length - 1;
    return [printAbove(comments), doc, isLast ? ifBreak(',') : ',', printBeside(comments), isLast ? '' : line];
  });
}

function printProperty(property: Property): Doc {
  if (property.kind === 'SpreadElement') return printElement(property);
  const { name, initializer } = property;
  if (initializer.kind === 'Identifier' && initializer.text === name) return name;
  const key = typeof name === 'string' ? printKey(name) : ['[', printExpression(name), ']'];
  return group([key, ':', printAssigned(initializer, typeof key === 'string' && widthOf(key) <= 4)]);
}

/** `__proto__` as a plain key would set the prototype: https://tc39.es/ecma262/#sec-__proto__-property-names-in-object-initializers */
function printKey(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return isPropertyName(name) ? name : quoteString(name);
}

function printElement(element: ArrayElement): Doc {
  return element.kind === 'SpreadElement' ? ['...', printOperand(element.expression)] : printExpression(element);
}

/** The arguments of a call; a last argument that is an object or list opens on the call's line. */
function printArguments(args: readonly ArrayElement[]): Doc {
  if (args.length === 0) return '()';
  const printed = args.map(printElement);
  const spreadOut = group(['(', indent([softLine, join([',', line], printed), ifBreak(',')]), softLine, ')'], true);
  const last = args[args.length - 1];
  const before = printed.slice(0, -1);
  const lastPrinted = printed[printed.length - 1] ?? '';
  if (!last || !isHuggable(last) || args[args.length - 2]?.kind === last.kind || before.some(willBreak)) {
    return group(['(', indent([softLine, join([',', line], printed), ifBreak(',')]), softLine, ')']);
  }
  const head = ['(', before.map((doc) => [doc, ', '])];
  const states = [[head, lastPrinted, ')'], [head, group(lastPrinted, true), ')'], spreadOut] as const;
  return firstThatFits(states);
}

function printTemplateParts(parts: readonly (string | Expression)[]): Doc[] {
  const docs: Doc[] = [];
  let literal = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      literal += part;
    } else {
      // a line break between the backticks would look like part of the text
      docs.push(quoteTemplateText(literal), '${', flat(printExpression(part)), '}');
      literal = '';
    }
  }
  docs.push(endsOneLine(parts, literal) ? `${quoteTemplateText(literal.slice(0, -1))}\\n` : quoteTemplateText(literal));
  return docs;
}

/** A single line and its end: an escaped line feed reads better than a backtick on its own line. */
function endsOneLine(parts: readonly (string | Expression)[], last: string): boolean {
  const feeds = parts.reduce<number>(
    (count, part) => count + (typeof part === 'string' ? part.split('\n').length - 1 : 0),
    0,
  );
  return feeds === 1 && last.endsWith('\n');
}

/** An expression that something can follow: `.name`, `(…)`, a template. */
function printPrimary(expression: Expression): Doc {
  const isPrimary = [
    'Identifier',
    'ThisKeyword',
    'SuperKeyword',
    'StringLiteral',
    'PropertyAccessExpression',
    'ElementAccessExpression',
    'CallExpression',
    'NewExpression',
    'ArrayLiteralExpression',
    'TemplateExpression',
  ].includes(expression.kind);
  return isPrimary ? printExpression(expression) : ['(', printExpression(expression), ')'];
}

function printConstructor(expression: Expression): Doc {
  const isName = expression.kind === 'Identifier' || isMemberChain(expression);
  return isName ? printExpression(expression) : ['(', printExpression(expression), ')'];
}

function printOperand(expression: Expression): Doc {
  const isLoose = [
    'BinaryExpression',
    'ConditionalExpression',
    'ArrowFunction',
    'SatisfiesExpression',
    'AsConstExpression',
  ].includes(expression.kind);
  return isLoose ? ['(', printExpression(expression), ')'] : printExpression(expression);
}
