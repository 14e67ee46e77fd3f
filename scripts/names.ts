/**
 * The lists of every exported name: `npx tsx scripts/reference.ts` writes them between two markers.
 *
 * ```md
 * <!-- names:begin constructs/index.ts -->
 * <!-- names:end -->
 * ```
 */
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '..');
const DOCS = join(ROOT, 'docs');
const SECTION = /(<!-- names:begin ([\w./-]+) -->\n)[\s\S]*?(<!-- names:end -->)/g;

/** Exports that stand together in an index file, below a comment. */
export interface ExportGroup {
  /** The comment above it. */
  readonly title: string | undefined;
  readonly names: readonly string[];
}

/** The groups of an index file. A comment without names is one that a formatter has moved away from them. */
export function groupsOf(text: string): readonly ExportGroup[] {
  const source = ts.createSourceFile('index.ts', text, ts.ScriptTarget.Latest);
  const groups: { title: string | undefined; names: string[] }[] = [];
  for (const statement of source.statements) {
    const before = text.slice(statement.getFullStart(), statement.getStart(source));
    const titles = [...before.matchAll(/^\/\/ (?!biome-ignore)(.+)$/gm)].map(([, title]) => title);
    // a blank line ends a group
    if (groups.length === 0 || titles.length > 0 || /\n\s*\n/.test(before)) {
      for (const title of titles.slice(0, -1)) groups.push({ title, names: [] });
      groups.push({ title: titles.at(-1), names: [] });
    }
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    if (clause && ts.isNamedExports(clause)) groups.at(-1)?.names.push(...clause.elements.map(({ name }) => name.text));
  }
  return groups;
}

/** A page with its lists as they should be. */
export function withNames(
  page: string,
  exports: ReadonlyMap<string, ts.Symbol>,
  checker: ts.TypeChecker,
  pages: readonly string[],
): string {
  return page.replace(SECTION, (_, begin: string, face: string, end: string) => {
    const places = placesOf(pages);
    const lists = groupsOf(readFileSync(join(ROOT, face), 'utf8')).map(({ title = '', names }) => {
      const rows = names.map((name) => {
        const place = places.get(name);
        const shown = place === undefined ? `\`${name}\`` : `[\`${name}\`](${place})`;
        return `| ${shown} | ${firstSentence(exports.get(name), checker)} |`;
      });
      return [
        `### ${title.charAt(0).toUpperCase()}${title.slice(1)}`,
        '',
        '| name | what it is |',
        '| --- | --- |',
        ...rows,
      ].join('\n');
    });
    return `${begin}\n${lists.join('\n\n')}\n\n${end}`;
  });
}

/** The page with the reference table of each name, as a link from `docs/`. */
function placesOf(pages: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/<!-- reference:begin (\w+) -->/g)].map(
        ([, name = '']) => [name, relative(DOCS, page).replaceAll('\\', '/')] as const,
      ),
    ),
  );
}

/** The first sentence of a doc comment, as a cell of a table. */
function firstSentence(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): string {
  const module = symbol?.declarations?.find(ts.isSourceFile);
  const text = module
    ? module.text.replace(/^\/\*\*\n([\s\S]*?)\n \* @module[\s\S]*$/, '$1').replace(/^ \* ?/gm, '')
    : ts.displayPartsToString(symbol?.getDocumentationComment(checker));
  const plain = text
    .split(/\n\s*\n/, 1)[0]
    ?.replace(/\{@link (\w+) ?\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|');
  return (/^.*?[.](?=\s+[A-Z`]|$)/.exec(plain ?? '')?.[0] ?? plain ?? '').trim();
}
