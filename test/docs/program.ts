/**
 * One TypeScript program over everything that the documentation shows, with the repository's own options.
 */
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

export const ROOT = join(__dirname, '../..');
/** A folder that does not exist: its files are in memory. */
const VIRTUAL = join(__dirname, 'virtual');

/** A file of the documentation as the compiler sees it. */
export interface Snippet {
  /** Where a reader finds it: `docs/recipes.md:12`. */
  readonly place: string;
  /** Folder of its page, so that the blocks of a page find each other, and its name in there. */
  readonly file: string;
  readonly text: string;
  /** Whether it stands for itself; a part of a program may declare what it does not use. */
  readonly isWhole: boolean;
}

const UNUSED = new Set([6133, 6138, 6192, 6196, 6198]);

/** The declarations that users get, without what is internal: `npm run compile` writes them. */
const DECLARATIONS = {
  'compose-constructs': ['./dist/types/index.d.ts'],
  'compose-constructs/compose': ['./dist/types/lib/languages/compose/index.d.ts'],
};

/** The program of the snippets against the declarations; without snippets, of the sources. */
export function programOf(snippets: readonly Snippet[] = []): ts.Program {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options: read } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const isOfUsers = snippets.length > 0;
  const options: ts.CompilerOptions = { ...read, types: ['node'], ...(isOfUsers && { paths: DECLARATIONS }) };
  const texts = new Map(snippets.map(({ file, text }) => [join(VIRTUAL, file), text]));
  const folders = new Set([...texts.keys()].flatMap(foldersOf));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, directoryExists } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.directoryExists = (folder) => folders.has(folder) || directoryExists?.(folder) === true;
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...rest) => {
    const text = texts.get(file);
    return text === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, text, ...languageOf(rest));
  };
  const roots = isOfUsers ? [...texts.keys()] : [join(ROOT, 'index.ts')];
  return ts.createProgram(roots, options, host);
}

function languageOf([options]: readonly [ts.ScriptTarget | ts.CreateSourceFileOptions, ...unknown[]]): [
  ts.ScriptTarget | ts.CreateSourceFileOptions,
  boolean,
] {
  return [options, true];
}

function foldersOf(file: string): string[] {
  const below = relative(VIRTUAL, file).split(sep).slice(0, -1);
  return below.map((_, index) => join(VIRTUAL, ...below.slice(0, index + 1)));
}

/** What the compiler has against a snippet: `docs/recipes.md:12: message`, with the line that it means. */
export function problemsIn(program: ts.Program, { file, place, isWhole }: Snippet): string[] {
  const source = program.getSourceFile(join(VIRTUAL, file));
  if (!source) throw new Error(`${place} is not in the program`);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    .filter(({ code }) => isWhole || !UNUSED.has(code))
    .map(({ messageText, start = 0 }) => {
      const line = source.text.slice(0, start).split('\n').length - 1;
      const quoted = source.text.split('\n')[line]?.trim();
      return `${place}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}\n    ${quoted}`;
    });
}

/** Name of the folder that a page's snippets are in. */
export function folderOf(page: string): string {
  return relative(ROOT, page).replaceAll(/[^\w]+/g, '-');
}
