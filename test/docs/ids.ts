/**
 * Which diagnostics there are: in the catalogues of the sources, and in the page that explains them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './program';

/** `id: severity` of each, sorted. */
export function idsInSources(): string[] {
  const files = ['lib', 'constructs'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
  );
  // rules and checks are data, and their files are named after them
  const catalogues = files.filter((file) =>
    /(^|\/)errors\.ts$|^lib\/rules\/[^/]+\.ts$|\/checks\/[^/]+\.ts$/.test(file),
  );
  // what nginx and Dockerfiles are checked for arrives as `render-failed`, in words and without an id
  const told = catalogues.filter((file) => !/^lib\/languages\/(nginx|dockerfile)\//.test(file));
  return [...new Set(told.flatMap(idsIn))].sort();
}

function idsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const id = textOf(node, 'id');
      if (id !== undefined) found.push(`${id}: ${textOf(node, 'severity') ?? 'error'}`);
    }
    // the short forms of some catalogues: error('usage', …), warning('edit-overwritten', …)
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      /^(error|warning)$/.test(node.expression.text)
    ) {
      const [id] = node.arguments;
      if (id && ts.isStringLiteral(id)) found.push(`${id.text}: ${node.expression.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textOf(object: ts.ObjectLiteralExpression, key: string): string | undefined {
  const property = object.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === key);
  const value = property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
  return value && ts.isStringLiteral(value) ? value.text : undefined;
}

/** The rows of its tables: an anchor, the id, and the word "warning" for what is no error. */
export function idsInPage(page: string): string[] {
  const rows = readFileSync(page, 'utf8').matchAll(/^\| <a id="([\w-]+)"><\/a>`([\w-]+)`( \(warning\))? \|/gm);
  return [...rows]
    .map(([, anchor, id, warning]) => {
      if (anchor !== id) throw new Error(`the row of ${id} has the anchor ${anchor}`);
      return `${id}: ${warning ? 'warning' : 'error'}`;
    })
    .sort();
}
