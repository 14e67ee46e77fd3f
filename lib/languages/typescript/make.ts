/**
 * Makes source code: one short function a kind of node, and {@link literalOf} for plain data.
 *
 * @module
 */
import { isIdentifier } from './literal';
import type {
  ArrayElement,
  ArrayLiteralExpression,
  Comments,
  Expression,
  ObjectLiteralExpression,
  Operator,
  Property,
  PropertyAssignment,
  SpreadElement,
  Statement,
  TemplateExpression,
  Type,
} from './nodes';

/** A name of the program. @throws TypeError if it cannot be one */
export function identifier(text: string): Expression {
  return { kind: 'Identifier', text: checked(text) };
}

export function stringLiteral(text: string): Expression {
  return { kind: 'StringLiteral', text };
}

export const thisKeyword: Expression = { kind: 'ThisKeyword' };
export const superKeyword: Expression = { kind: 'SuperKeyword' };

/** `expression.name`, or `expression['name']` where the name is none. */
export function propertyAccess(expression: Expression, name: string): Expression {
  return { kind: 'PropertyAccessExpression', expression, name };
}

export function call(expression: Expression, ...args: readonly ArrayElement[]): Expression {
  return { kind: 'CallExpression', expression, arguments: args };
}

export function construct(expression: Expression, ...args: readonly ArrayElement[]): Expression {
  return { kind: 'NewExpression', expression, arguments: args };
}

export function object(
  properties: readonly Property[],
  options: Pick<ObjectLiteralExpression, 'multiLine' | 'closing'> = {},
): ObjectLiteralExpression {
  return { kind: 'ObjectLiteralExpression', properties, ...options };
}

export function property(name: string | Expression, initializer: Expression, comments?: Comments): PropertyAssignment {
  return { kind: 'PropertyAssignment', name, initializer, ...(comments && { comments }) };
}

export function array(
  elements: readonly ArrayElement[],
  options: Pick<ArrayLiteralExpression, 'comments' | 'closing'> = {},
): ArrayLiteralExpression {
  return { kind: 'ArrayLiteralExpression', elements, ...options };
}

export function spread(expression: Expression, comments?: Comments): SpreadElement {
  return { kind: 'SpreadElement', expression, ...(comments && { comments }) };
}

/** A template literal of literal texts and expressions. */
export function template(parts: readonly (string | Expression)[], tag?: Expression): TemplateExpression {
  return { kind: 'TemplateExpression', parts, ...(tag && { tag }) };
}

export function binary(left: Expression, operator: Operator, right: Expression): Expression {
  return { kind: 'BinaryExpression', left, operator, right };
}

export function satisfies(expression: Expression, type: Type): Expression {
  return { kind: 'SatisfiesExpression', expression, type };
}

export function asConst(expression: Expression): Expression {
  return { kind: 'AsConstExpression', expression };
}

/** A type by its name, or what it holds under a key. @throws TypeError if it cannot be a name */
export function typeReference(name: string, ...keys: readonly string[]): Type {
  return { kind: 'TypeReference', name: checked(name), keys };
}

/** `const name = initializer;` @throws TypeError if the name cannot be one */
export function variable(name: string, initializer: Expression, comments?: Comments): Statement {
  return { kind: 'VariableStatement', name: checked(name), initializer, ...(comments && { comments }) };
}

export function expressionStatement(expression: Expression, comments?: Comments): Statement {
  return { kind: 'ExpressionStatement', expression, ...(comments && { comments }) };
}

export function ifStatement(expression: Expression, statements: readonly Statement[], comments?: Comments): Statement {
  const thenStatement = { kind: 'Block', statements } as const;
  return { kind: 'IfStatement', expression, thenStatement, ...(comments && { comments }) };
}

/** Lines of `//` comments that belong to no statement. */
export function comment(text: string): Statement {
  return { kind: 'Comment', comments: { above: text } };
}

export const blankLine: Statement = { kind: 'BlankLine' };

/**
 * Plain data as an expression that evaluates to it: strings, numbers, booleans, `null`, `undefined`, bigints, lists and
 * maps.
 *
 * @throws TypeError if it holds anything else
 */
export function literalOf(data: unknown): Expression {
  switch (typeof data) {
    case 'string':
      return stringLiteral(data);
    case 'number':
      return numberOf(data);
    case 'bigint':
      return { kind: 'BigIntLiteral', value: data };
    case 'boolean':
      return { kind: 'BooleanLiteral', value: data };
    case 'undefined':
      return { kind: 'Identifier', text: 'undefined' };
    case 'object':
      if (data === null) return { kind: 'NullKeyword' };
      if (Array.isArray(data)) return array(data.map(literalOf));
      return object(Object.entries(data).map(([key, value]) => property(key, literalOf(value))));
    default:
      throw new TypeError(`A ${typeof data} is no data that code could spell out.`);
  }
}

function numberOf(value: number): Expression {
  const number = identifier('Number');
  if (Number.isNaN(value)) return propertyAccess(number, 'NaN');
  if (value === Number.POSITIVE_INFINITY) return propertyAccess(number, 'POSITIVE_INFINITY');
  if (value === Number.NEGATIVE_INFINITY) return propertyAccess(number, 'NEGATIVE_INFINITY');
  return { kind: 'NumericLiteral', value };
}

function checked(name: string): string {
  if (isIdentifier(name)) return name;
  throw new TypeError(`${JSON.stringify(name)} cannot be the name of anything in TypeScript.`);
}
