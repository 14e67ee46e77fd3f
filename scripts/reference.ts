/**
 * The reference tables of the documentation: `npx tsx scripts/reference.ts` writes them anew from types and doc comments.
 *
 * A table stands between two markers and is about one thing that the package exports:
 *
 * ```md
 * <!-- reference:begin WebAppProps -->
 * <!-- reference:end -->
 * ```
 *
 * An interface becomes a table of its properties, a class one of its properties and verbs, a set of factories one of
 * those. `test/docs.test.ts` fails when a table is not what this would write.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { withNames } from './names';

const ROOT = resolve(__dirname, '..');
const SECTION = /(<!-- reference:begin (\w+) -->\n)[\s\S]*?(<!-- reference:end -->)/g;

/** Everything that the package exports, by name. */
export type Exports = ReadonlyMap<string, ts.Symbol>;

/** What `index.ts` of a program exports. @throws Error if the program does not have that file */
export function exportsOf(program: ts.Program): Exports {
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(join(ROOT, 'index.ts'));
  const module = index && checker.getSymbolAtLocation(index);
  if (!module) throw new Error('the program has no index.ts');
  const resolved = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, resolved(symbol)]));
}

/** A page with its tables as they should be. @throws Error if a table is about something that is not exported */
export function withReference(page: string, exports: Exports, checker: ts.TypeChecker): string {
  const pages = page.includes('<!-- names:begin') ? pagesBelow(join(ROOT, 'docs')) : [];
  return withNames(page, exports, checker, pages).replace(SECTION, (_, begin: string, name: string, end: string) => {
    const symbol = exports.get(name);
    if (!symbol) throw new Error(`a reference table is about ${name}, which the package does not export`);
    return `${begin}\n${tableOf(symbol, checker)}\n\n${end}`;
  });
}

/** The Markdown files of a folder and the folders in it, absolute. */
export function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => join(folder, file));
}

function tableOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const declarations = symbol.declarations ?? [];
  const byKind = <T extends ts.Declaration>(is: (node: ts.Node) => node is T): T | undefined =>
    declarations.find((declaration): declaration is T => is(declaration));
  const [variable, type] = [byKind(ts.isVariableDeclaration), byKind(ts.isClassDeclaration)];
  if (variable) return factoriesOf(symbol.name, variable, checker);
  if (type) return membersOf(type, checker);
  return propertiesOf(checker.getDeclaredTypeOfSymbol(symbol), checker);
}

// properties

function propertiesOf(type: ts.Type, checker: ts.TypeChecker): string {
  const rows = inOrder(type, checker).flatMap((property) => {
    const declaration = property.declarations?.[0];
    if (!declaration || !ts.isPropertySignature(declaration)) return [];
    const { text, tags } = docsOf(declaration, inheritedFrom(property, type, checker));
    const given = tags.get('default')?.replace(/^('[^']*'|\d+\w*|true|false)/, '`$1`');
    const otherwise = declaration.questionToken ? (given ?? 'none') : 'required';
    const since = tags.get('since');
    const meaning = since === undefined ? text : `${text} Since ${since}.`.trimStart();
    return [[code(property.name), code(typeText(declaration.type)), otherwise, meaning]];
  });
  return table(['property', 'type', 'default', 'meaning'], rows);
}

/**
 * As they were written: those of an interface before those of the ones that it extends. The compiler keeps no order in
 * types that it puts together itself.
 */
function inOrder(type: ts.Type, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const properties = checker.getPropertiesOfType(type);
  const place = ({ declarations }: ts.Symbol): readonly [string, number] => {
    const declaration = declarations?.[0];
    return [declaration?.getSourceFile().fileName ?? '', declaration?.pos ?? 0];
  };
  const sorted = [...properties].sort((one, other) => {
    const [[file, at], [otherFile, otherAt]] = [place(one), place(other)];
    return file === otherFile ? at - otherAt : file < otherFile ? -1 : 1;
  });
  if (!type.isClassOrInterface()) return sorted;
  const isOwn = ({ declarations }: ts.Symbol): boolean =>
    declarations?.some(({ parent }) => type.symbol.declarations?.some((one) => one === parent)) ?? false;
  const inherited = checker.getBaseTypes(type).flatMap((base) => inOrder(base, checker).map(({ name }) => name));
  const names = new Set([...sorted.filter(isOwn).map(({ name }) => name), ...inherited]);
  return [...names].flatMap((name) => properties.find((property) => property.name === name) ?? []);
}

/** The same property of a type that the interface extends: it may hold the words that a redeclared one leaves out. */
function inheritedFrom(property: ts.Symbol, type: ts.Type, checker: ts.TypeChecker): ts.Declaration | undefined {
  if (!type.isClassOrInterface()) return undefined;
  const bases = checker.getBaseTypes(type).map((base) => base.getProperty(property.name)?.declarations?.[0]);
  return bases.find((declaration) => declaration !== undefined && declaration !== property.declarations?.[0]);
}

// classes

function membersOf(type: ts.ClassDeclaration, checker: ts.TypeChecker): string {
  const name = type.name?.text ?? '';
  const rows = type.members.flatMap((member) => {
    const visible = ts.isMethodDeclaration(member) || ts.isPropertyDeclaration(member) || ts.isGetAccessor(member);
    if (!visible || isHidden(member)) return [];
    const { text, tags, params } = docsOf(member);
    const owner = ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static ? `${name}.` : '';
    const signature = ts.isMethodDeclaration(member)
      ? `${owner}${member.name.getText()}(${parametersText(member.parameters, checker)})`
      : `${owner}${member.name.getText()}`;
    const returns = tags.get('returns');
    return [
      [code(signature), [text, ...params, ...(returns ? [`Returns ${returns}.`] : [])].filter(Boolean).join('<br>')],
    ];
  });
  return table(
    ['member', 'meaning'],
    rows.filter(([, text]) => text !== ''),
  );
}

function isHidden(member: ts.ClassElement): boolean {
  if (member.name && ts.isPrivateIdentifier(member.name)) return true;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (ts.getCombinedModifierFlags(member) & hidden) !== 0 || docsOf(member).tags.has('internal');
}

// factories

function factoriesOf(owner: string, { initializer }: ts.VariableDeclaration, checker: ts.TypeChecker): string {
  const literal = initializer && ts.isAsExpression(initializer) ? initializer.expression : initializer;
  if (!literal || !ts.isObjectLiteralExpression(literal)) throw new Error(`${owner} is no object of factories`);
  const rows = literal.properties.flatMap((property) => {
    if (!ts.isPropertyAssignment(property) || !ts.isArrowFunction(property.initializer)) return [];
    const { text, params } = docsOf(property);
    const signature = `${owner}.${property.name.getText()}(${parametersText(property.initializer.parameters, checker)})`;
    return [[code(signature), [text, ...params].join('<br>')]];
  });
  return table(['factory', 'meaning'], rows);
}

// words

interface Docs {
  readonly text: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly params: readonly string[];
}

/** @param fallback where to look for words that are not there */
function docsOf(node: ts.Node, fallback?: ts.Node): Docs {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments.map(({ comment }) => sentence(comment)).join(' ');
  const own = comments.flatMap((comment) => comment.tags ?? []);
  const tags = new Map(own.map((tag) => [tag.tagName.text, sentence(tag.comment)]));
  const params = own.flatMap((tag, index) => {
    if (!ts.isJSDocParameterTag(tag)) return [];
    const next = own[index + 1];
    const otherwise = next?.tagName.text === 'default' ? ` (default: ${sentence(next.comment)})` : '';
    return [`${code(tag.name.getText())}: ${sentence(tag.comment).replace(/[,;]$/, '')}${otherwise}`];
  });
  const other = fallback && docsOf(fallback);
  return {
    text: text === '' && other ? other.text : text,
    tags: new Map([...(other?.tags ?? []), ...tags]),
    params,
  };
}

function sentence(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return cell((ts.getTextOfJSDocComment(comment) ?? '').replace(/\{@link (\w+)\}/g, '`$1`').trim());
}

function parametersText(parameters: ts.NodeArray<ts.ParameterDeclaration>, checker: ts.TypeChecker): string {
  return parameters
    .map((parameter) => {
      const optional = parameter.questionToken || parameter.initializer ? '?' : '';
      const inferred = (): string => checker.typeToString(checker.getTypeAtLocation(parameter));
      return `${parameter.dotDotDotToken ? '...' : ''}${parameter.name.getText()}${optional}: ${parameter.type ? typeText(parameter.type) : inferred()}`;
    })
    .join(', ');
}

function typeText(type: ts.TypeNode | undefined): string {
  return (type?.getText() ?? 'unknown')
    .replace(/\s+/g, ' ')
    .replace(/<(?:NoInfer<)?Name>>?/g, '')
    .replace(/\breadonly |\bcompose\./g, '');
}

// Markdown

const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
const code = (text: string): string => `\`${cell(text)}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return lines.join('\n');
}

function main(): void {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram([join(ROOT, 'index.ts')], options);
  const exports = exportsOf(program);
  for (const file of pagesBelow(join(ROOT, 'docs'))) {
    const before = readFileSync(file, 'utf8');
    const after = withReference(before, exports, program.getTypeChecker());
    if (after === before) continue;
    writeFileSync(file, after);
    console.log(`written: ${file}`);
  }
}

if (require.main === module) main();
