/**
 * Which diagnostics there are: in the catalogues of the sources, and in the page that explains them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './program';

/** `id: severity` of each, sorted. */
export function idsInSources(): string[] {
  return [
    ...new Set(
      catalogues()
        .filter(isTold)
        .flatMap(idsIn)
        .map(({ id, severity }) => `${id}: ${severity}`),
    ),
  ].sort();
}

/** Each id that more than one factory makes, with the places of all. */
export function repeatedIds(): string[] {
  const languages = ['nginx', 'dockerfile'].map((name) => catalogues().filter((file) => file.includes(`/${name}/`)));
  return [catalogues().filter(isTold), ...languages].flatMap((files) => {
    const places = new Map<string, string[]>();
    for (const { id, place } of files.flatMap(idsIn)) places.set(id, [...(places.get(id) ?? []), place]);
    return [...places].flatMap(([id, all]) => (all.length > 1 ? [`${id}: ${all.join(', ')}`] : []));
  });
}

/** What nginx and Dockerfiles are checked for arrives as `render-failed`, in words and without an id. */
function isTold(file: string): boolean {
  return !/^lib\/languages\/(nginx|dockerfile)\//.test(file);
}

function catalogues(): string[] {
  const files = ['lib', 'constructs'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
  );
  // rules and checks are data, and their files are named after them
  return files.filter((file) => /(^|\/)errors\.ts$|^lib\/rules\/[^/]+\.ts$|\/checks\/[^/]+\.ts$/.test(file));
}

interface Made {
  readonly id: string;
  readonly severity: string;
  /** `file:line` */
  readonly place: string;
}

function idsIn(file: string): Made[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Made[] = [];
  const add = (id: string, severity: string, node: ts.Node): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push({ id, severity, place: `${file}:${line + 1}` });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const id = textOf(node, 'id');
      if (id !== undefined) add(id, textOf(node, 'severity') ?? 'error', node);
    }
    // the short forms of some catalogues: error('usage', …), warning('edit-overwritten', …)
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      /^(error|warning)$/.test(node.expression.text)
    ) {
      const [id] = node.arguments;
      if (id && ts.isStringLiteral(id)) add(id.text, node.expression.text, node);
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
