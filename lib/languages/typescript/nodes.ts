/**
 * TypeScript source code as values, in the names of TypeScript's own grammar.
 *
 * Nothing here holds source text: strings, names and comments are data that the printer quotes.
 *
 * @see https://github.com/microsoft/TypeScript/blob/main/src/compiler/types.ts
 * @module
 */

/** A person's remark beside the code; each line becomes a `//` comment. */
export interface Comments {
  /** Above, a line each; an empty line stays empty. */
  readonly above?: string;
  /** At the end of the line. */
  readonly beside?: string;
}

export type Expression =
  | { readonly kind: 'StringLiteral'; readonly text: string }
  | { readonly kind: 'NumericLiteral'; readonly value: number }
  | { readonly kind: 'BigIntLiteral'; readonly value: bigint }
  | { readonly kind: 'BooleanLiteral'; readonly value: boolean }
  | { readonly kind: 'NullKeyword' }
  | { readonly kind: 'ThisKeyword' }
  | { readonly kind: 'SuperKeyword' }
  | { readonly kind: 'Identifier'; readonly text: string }
  | { readonly kind: 'PropertyAccessExpression'; readonly expression: Expression; readonly name: string }
  | { readonly kind: 'ElementAccessExpression'; readonly expression: Expression; readonly argument: Expression }
  | { readonly kind: 'CallExpression'; readonly expression: Expression; readonly arguments: readonly ArrayElement[] }
  | { readonly kind: 'NewExpression'; readonly expression: Expression; readonly arguments: readonly ArrayElement[] }
  | ObjectLiteralExpression
  | ArrayLiteralExpression
  | TemplateExpression
  | ArrowFunction
  | {
      readonly kind: 'BinaryExpression';
      readonly left: Expression;
      readonly operator: Operator;
      readonly right: Expression;
    }
  | ConditionalExpression
  | { readonly kind: 'SatisfiesExpression'; readonly expression: Expression; readonly type: Type }
  | { readonly kind: 'AsConstExpression'; readonly expression: Expression };

export type Operator = '===' | '!==' | '&&' | '||' | '??' | '+';

/** `...expression` */
export interface SpreadElement {
  readonly kind: 'SpreadElement';
  readonly expression: Expression;
  readonly comments?: Comments;
}

/** An item of a list, or an argument. */
export type ArrayElement = Expression | SpreadElement;

export interface ObjectLiteralExpression {
  readonly kind: 'ObjectLiteralExpression';
  readonly properties: readonly Property[];
  /** Whether each property gets a line of its own although all fit on one. @default false */
  readonly multiLine?: boolean;
  /** A comment after the last property. */
  readonly closing?: string;
}

export type Property = PropertyAssignment | SpreadElement;

export interface PropertyAssignment {
  readonly kind: 'PropertyAssignment';
  /** The key itself; an expression is a computed one: `[data.name]`. */
  readonly name: string | Expression;
  readonly initializer: Expression;
  readonly comments?: Comments;
}

export interface ArrayLiteralExpression {
  readonly kind: 'ArrayLiteralExpression';
  readonly elements: readonly ArrayElement[];
  /** Comments on the elements, by index. */
  readonly comments?: ReadonlyMap<number, Comments>;
  /** A comment after the last element. */
  readonly closing?: string;
}

/** `` `text ${expression}` ``, with or without a tag. Line feeds in the text stay line feeds. */
export interface TemplateExpression {
  readonly kind: 'TemplateExpression';
  readonly tag?: Expression;
  /** Strings are literal text. */
  readonly parts: readonly (string | Expression)[];
}

export interface ArrowFunction {
  readonly kind: 'ArrowFunction';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}

export interface ConditionalExpression {
  readonly kind: 'ConditionalExpression';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface Block {
  readonly kind: 'Block';
  readonly statements: readonly Statement[];
}

/** `Name`, `Name['key']`. */
export interface Type {
  readonly kind: 'TypeReference';
  readonly name: string;
  /** Keys of indexed accesses, outermost last. */
  readonly keys?: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly type?: Type;
}

export type Statement = (
  | ImportDeclaration
  | VariableStatement
  | ClassDeclaration
  | {
      readonly kind: 'IfStatement';
      readonly expression: Expression;
      readonly thenStatement: Block;
      readonly elseStatement?: Block;
    }
  | { readonly kind: 'ExpressionStatement'; readonly expression: Expression }
  | { readonly kind: 'ReturnStatement'; readonly expression?: Expression }
  | { readonly kind: 'Comment' }
  | { readonly kind: 'BlankLine' }
) & { readonly comments?: Comments };

/** `import { a, type B } from 'module';` */
export interface ImportDeclaration {
  readonly kind: 'ImportDeclaration';
  readonly module: string;
  readonly names: readonly { readonly name: string; readonly isTypeOnly?: boolean }[];
  /** `import type { … }` */
  readonly isTypeOnly?: boolean;
}

/** `const name = initializer;` */
export interface VariableStatement {
  readonly kind: 'VariableStatement';
  readonly isExported?: boolean;
  readonly name: string;
  readonly initializer: Expression;
}

export interface ClassDeclaration {
  readonly kind: 'ClassDeclaration';
  readonly isExported?: boolean;
  readonly name: string;
  readonly extends?: Expression;
  /** Its constructor. */
  readonly constructor: ConstructorDeclaration;
}

export interface ConstructorDeclaration {
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
}
