/**
 * TypeScript source code as values, printed as a person would have formatted it. No string in it can become syntax.
 *
 * @module
 */

// names and quotes
export { isIdentifier } from './literal';
// making code
export {
  array,
  asConst,
  binary,
  blankLine,
  call,
  comment,
  construct,
  expressionStatement,
  identifier,
  ifStatement,
  literalOf,
  object,
  property,
  propertyAccess,
  satisfies,
  spread,
  stringLiteral,
  superKeyword,
  template,
  thisKeyword,
  typeReference,
  variable,
} from './make';
// code as values
export type {
  ArrayElement,
  ArrayLiteralExpression,
  ArrowFunction,
  Block,
  ClassDeclaration,
  Comments,
  ConstructorDeclaration,
  Expression,
  ImportDeclaration,
  ObjectLiteralExpression,
  Operator,
  Parameter,
  Property,
  PropertyAssignment,
  SpreadElement,
  Statement,
  TemplateExpression,
  Type,
  VariableStatement,
} from './nodes';
// code as text
export { printSource, printValue } from './print';
