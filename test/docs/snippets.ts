/**
 * The TypeScript of the documentation: the blocks of its pages and the examples of doc comments.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { inContext } from './contexts';
import { exportedNames, importOf } from './faces';
import { type Block, blocksOf } from './markdown';
import { folderOf, ROOT, type Snippet } from './program';

/** A block of a page, as a file of a program. */
export interface PageSnippet extends Snippet {
  readonly block: Block;
  /** Files that running it needs. */
  readonly needed: readonly string[];
  /** Whether running it makes an App. */
  readonly isProgram: boolean;
}

/** The README keeps its source free of comments; this is what its program builds from. */
const README = ['web/package.json', 'web/package-lock.json'];

/**
 * The blocks of a page. A comment above a block says what it is:
 *
 * - nothing: a file of its own, run if it makes an App;
 * - `context: shop`: a part of that program of contexts.ts;
 * - `file: cache.ts`: a file that other blocks of the page import;
 * - `files: web/package.json …`: what must exist to run it;
 * - `reports: second-writer …`: the diagnostics that it is there to show.
 */
export function snippetsOf(page: string): PageSnippet[] {
  return blocksOf(page)
    .filter(({ language }) => language === 'ts')
    .map((block) => {
      const place = `${relative(ROOT, page)}:${block.line}`;
      const context = block.notes.get('context');
      const { text, files } = context === undefined ? { text: block.text, files: [] } : inContext(context, block.text);
      const file = `${folderOf(page)}/${block.notes.get('file') ?? `block-${block.line}.ts`}`;
      const named = block.notes.get('files')?.split(' ') ?? (page === join(ROOT, 'README.md') ? README : []);
      const needed = [...files, ...named];
      return { place, file, text, isWhole: context === undefined, block, needed, isProgram: /\bnew App\(/.test(text) };
    });
}

/** The examples of all doc comments below some folders. */
export function examplesBelow(folders: readonly string[]): Snippet[] {
  return folders.flatMap(sourcesBelow).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(/@example\s*\n\s*\* ```ts\n([\s\S]*?)\n\s*\* ```/g)].map(({ 1: body = '', index }) => {
      const line = text.slice(0, index).split('\n').length;
      const place = relative(ROOT, file);
      return {
        place: `${place}:${line}`,
        file: `examples/${place.replaceAll('/', '-')}-${line}.ts`,
        text: exampleIn(file, body.replace(/^\s*\* ?/gm, '')),
        isWhole: false,
      };
    });
  });
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('.generated.'))
    .sort()
    .map((file) => join(folder, file));
}

/** What an example may take as given, by the room that it stands in. */
const GIVEN: readonly (readonly [room: string, declarations: string])[] = [
  ['constructs', 'declare const db: Database, uploads: DataVolume, web: WebApp, proxy: ReverseProxy;'],
  ['lib/core', 'declare const web: Service, backend: Network; declare class Kitteh extends Stack {}'],
  ['lib/synth', 'declare const app: App;'],
  ['lib/import/recognize', 'declare const project: Project;'],
  ['lib/languages/compose/print.ts', 'declare const text: string;'],
  ['lib/languages/compose', 'declare const project: Project;'],
];

function exampleIn(file: string, body: string): string {
  const place = relative(ROOT, file);
  const given = GIVEN.find(([room]) => place === room || place.startsWith(`${room}/`))?.[1] ?? '';
  const inside = `${given}\nclass Example extends Stack {\n  example(): void {\n${body}\n  }\n}`;
  // an example shows a name of its own room, of its own file, of the package, or else of the data that it is about
  const sources = [faceOf(place), place, 'index.ts', 'lib/languages/compose/index.ts'];
  const known = new Set([...given.matchAll(/(?:const|,) (\w+):/g)].map(([, name]) => name ?? ''));
  const head = sources.map((source) => {
    const names = new Set([...exportedNames(join(ROOT, source))].filter((name) => !known.has(name)));
    for (const name of names) known.add(name);
    return importOf(names, `${inside} Stack`, relativeTo(join(ROOT, source)));
  });
  head.push(`import { Construct } from 'constructs';`);
  return `${head.join(' ')}\n${inside}\nexport type { Construct };\n`;
}

function faceOf(place: string): string {
  const room = /^(lib\/(?:languages|targets)\/[^/]+|lib\/[^/]+|constructs)\//.exec(place)?.[1] ?? '.';
  return `${room}/index.ts`;
}

/** As a file of the program imports it: its folder is two below test/docs. */
function relativeTo(face: string): string {
  return join('../../../..', relative(ROOT, dirname(face)), basename(face, '.ts'));
}
