/**
 * Statements as documents.
 *
 * @module
 */
import { type Doc, group, hardLine, ifBreak, indent, join, line, softLine } from './layout';
import { commentLines, quoteString } from './literal';
import type { ClassDeclaration, ImportDeclaration, Statement } from './nodes';
import { printAbove, printAssigned, printBeside, printExpression, printParameters } from './print-expression';

/** Statements, each on its own line. */
export function printStatements(statements: readonly Statement[]): Doc {
  const docs: Doc[] = [];
  statements.forEach((statement, index) => {
    if (index > 0) docs.push(hardLine);
    docs.push(printStatement(statement));
  });
  return docs;
}

/** `{ … }` with statements inside. */
function printBlock(statements: readonly Statement[]): Doc {
  if (statements.length === 0) return '{}';
  return ['{', indent([hardLine, printStatements(statements)]), hardLine, '}'];
}

function printStatement(statement: Statement): Doc {
  if (statement.kind === 'BlankLine') return '';
  if (statement.kind === 'Comment') return join(hardLine, commentLines(statement.comments?.above ?? ''));
  return [printAbove(statement.comments), printBare(statement), printBeside(statement.comments)];
}

function printBare(statement: Exclude<Statement, { kind: 'BlankLine' | 'Comment' }>): Doc {
  switch (statement.kind) {
    case 'ImportDeclaration':
      return printImport(statement);
    case 'VariableStatement': {
      const head = `${statement.isExported ? 'export ' : ''}const ${statement.name} =`;
      return group([head, printAssigned(statement.initializer), ';']);
    }
    case 'ClassDeclaration':
      return printClass(statement);
    case 'IfStatement': {
      const head = group(['if (', indent([softLine, printExpression(statement.expression)]), softLine, ')']);
      const otherwise = statement.elseStatement ? [' else ', printBlock(statement.elseStatement.statements)] : '';
      return [head, ' ', printBlock(statement.thenStatement.statements), otherwise];
    }
    case 'ExpressionStatement': {
      // a statement that begins with `{` would be a block
      const isObject = statement.expression.kind === 'ObjectLiteralExpression';
      return isObject
        ? ['(', printExpression(statement.expression), ');']
        : [printExpression(statement.expression), ';'];
    }
    case 'ReturnStatement':
      return ['return', statement.expression ? [' ', printExpression(statement.expression)] : '', ';'];
  }
}

function printImport({ module, names, isTypeOnly }: ImportDeclaration): Doc {
  const printed = names.map((name) => `${name.isTypeOnly ? 'type ' : ''}${name.name}`);
  const from = ` from ${quoteString(module)};`;
  const keyword = isTypeOnly ? 'import type ' : 'import ';
  if (printed.length === 0) return `${keyword}{}${from}`;
  if (printed.length === 1) return `${keyword}{ ${printed.join('')} }${from}`;
  return group([keyword, '{', indent([line, join([',', line], printed), ifBreak(',')]), line, '}', from]);
}

function printClass(declaration: ClassDeclaration): Doc {
  const { name, constructor: maker, extends: base, isExported } = declaration;
  const head = [isExported ? 'export ' : '', `class ${name} `, base ? ['extends ', printExpression(base), ' '] : ''];
  const body = ['constructor', printParameters(maker.parameters), ' ', printBlock(maker.body)];
  return [head, '{', indent([hardLine, body]), hardLine, '}'];
}
