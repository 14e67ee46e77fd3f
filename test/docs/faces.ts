/**
 * Which names a folder's `index.ts` exports, without a compiler.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Names by themselves, types included. */
export function exportedNames(file: string): ReadonlySet<string> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const names = source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return namesOf(statement, file);
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    }
    const named = 'name' in statement ? (statement.name as ts.Node | undefined) : undefined; // declarations have one
    return named && ts.isIdentifier(named) ? [named.text] : [];
  });
  return new Set(names);
}

function namesOf({ exportClause, moduleSpecifier }: ts.ExportDeclaration, from: string): string[] {
  if (exportClause && ts.isNamedExports(exportClause)) return exportClause.elements.map(({ name }) => name.text);
  if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
  const path = join(dirname(from), moduleSpecifier.text);
  return [...exportedNames(existsSync(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts'))];
}

/** An import of those names that a text uses. */
export function importOf(names: ReadonlySet<string>, text: string, from: string): string {
  const words = new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
  const used = [...names].filter((name) => words.has(name));
  return used.length === 0 ? '' : `import { ${used.join(', ')} } from '${from}';`;
}
