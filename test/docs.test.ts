import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type ts from 'typescript';
import { parse } from '../lib/cli/parse';
import { exportsOf, pagesBelow, withReference } from '../scripts/reference';
import { idsInPage, idsInSources, repeatedIds } from './docs/ids';
import { runImport } from './docs/imports';
import { anchorsOf, blocksOf, linksOf } from './docs/markdown';
import { problemsIn, programOf, ROOT } from './docs/program';
import { type Ran, run } from './docs/run';
import { examplesBelow, type PageSnippet, snippetsOf } from './docs/snippets';
import { requireBuild } from './lib/cli/project';

/** What `synth import` printed last. */
const mockPrinted: string[] = [];
jest.mock('../lib/cli/shared/terminal', () => {
  const keep = (text: string): void => {
    mockPrinted.push(text);
  };
  return { printOut: keep, printError: keep, errorIsTerminal: () => false };
});

const TOP = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md']
  .map((file) => join(ROOT, file))
  .filter(existsSync);
const docs = pagesBelow(join(ROOT, 'docs'));
const examples = pagesBelow(join(ROOT, 'examples')).filter((file) => !/node_modules|synth\.out/.test(file));
const pages = [...TOP, ...docs];

const snippets = pages.flatMap(snippetsOf);
const fromDocs = examplesBelow([join(ROOT, 'lib'), join(ROOT, 'constructs')]);
const placeOf = (file: string): string => relative(ROOT, file);

describe('what the documentation shows', () => {
  let program: ts.Program;
  beforeAll(() => {
    requireBuild();
    program = programOf([...snippets, ...fromDocs]);
  });

  it('compiles with the strictest options and the types that users get', () => {
    expect(snippets.length).toBeGreaterThan(20);
    expect(snippets.flatMap((snippet) => problemsIn(program, snippet))).toEqual([]);
  });

  it('compiles in doc comments too', () => {
    expect(fromDocs.length).toBeGreaterThan(30);
    expect(fromDocs.flatMap((snippet) => problemsIn(program, snippet))).toEqual([]);
  });

  it('has reference tables that say what the types and their comments say', () => {
    const sources = programOf();
    const exports = exportsOf(sources);
    const stale = docs.filter((page) => {
      const text = readFileSync(page, 'utf8');
      return withReference(text, exports, sources.getTypeChecker()) !== text;
    });
    expect({ stale: stale.map(placeOf), remedy: 'npx tsx scripts/reference.ts' }).toMatchObject({ stale: [] });
  });

  it('has words for every property of a construct', () => {
    // those of Compose are explained in its own reference
    const ours = docs.filter((page) => !page.endsWith('/elements.md'));
    const silent = ours.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(/^\| `(\w+)` \|.*\|\s*\|$/gm)]);
    expect(silent.map(([row]) => row)).toEqual([]);
  });
});

describe('a program of the documentation', () => {
  const ran = new Map<PageSnippet, Ran>();
  const runs = (snippet: PageSnippet): Ran => {
    const known = ran.get(snippet) ?? run(snippet.text, snippet.needed, othersOf(snippet));
    ran.set(snippet, known);
    return known;
  };

  it.each(snippets.filter(({ isProgram }) => isProgram).map((snippet) => [snippet.place, snippet] as const))(
    '%s generates its stacks',
    (_, snippet) => {
      const { diagnostics, files } = runs(snippet);
      const expected = snippet.block.notes.get('reports')?.split(' ') ?? [];
      expect({ ids: diagnostics.map(({ id }) => id), said: files.get('diagnostics') }).toMatchObject({ ids: expected });
    },
  );

  const outputs = pages.flatMap((page) =>
    blocksOf(page).filter(({ notes }) => notes.has('output') && notes.get('output') !== 'import'),
  );

  it.each(outputs.map((block) => [`${placeOf(block.page)}:${block.line}`, block] as const))(
    '%s is what the program above it generates',
    (_, block) => {
      const name = block.notes.get('output') ?? '';
      const above = snippets.filter(
        (snippet) => snippet.isProgram && snippet.block.page === block.page && snippet.block.line < block.line,
      );
      const made = above
        .reverse()
        .map((snippet) => runs(snippet).files.get(name))
        .find((content) => content !== undefined && content !== '');
      // a line with an ellipsis stands for anything
      for (const part of block.text.split(/^\s*(?:# )?…\n?/m)) expect(made).toContain(part.trimEnd());
    },
  );
});

/** The other files of a page, which its programs import. */
function othersOf({ block: { page } }: PageSnippet): Map<string, string> {
  const named = snippets.filter(({ block }) => block.page === page && block.notes.has('file'));
  return new Map(named.map(({ block, text }) => [block.notes.get('file') ?? '', text]));
}

describe('an import of the documentation', () => {
  const blocks = pages.flatMap((page) => blocksOf(page));
  const imports = blocks.filter(({ notes }) => notes.has('imported'));

  it.each(imports.map((block) => [`${placeOf(block.page)}:${block.line}`, block] as const))(
    '%s is what the files above it become, and what the command says of it',
    async (_, block) => {
      const own = blocks.filter(({ page }) => page === block.page);
      const files = own.filter(({ notes, language }) => notes.has('file') && language !== 'ts');
      const next = own.find(({ line, notes }) => line > block.line && notes.has('imported'));
      const said = own.filter(
        ({ line, notes }) =>
          notes.get('output') === 'import' && line > block.line && line < (next?.line ?? Number.POSITIVE_INFINITY),
      );
      mockPrinted.length = 0;
      const beside = (block.notes.get('files') ?? '').split(' ').filter(Boolean);
      const named = new Map([
        ...beside.map((file) => [file, ''] as const),
        ...files.map(({ notes, text }) => [notes.get('file') ?? '', text] as const),
      ]);
      const { source } = await runImport(block.notes.get('imported') ?? '', named);
      // a page may show a part of it, less indented
      expect(flush(source)).toContain(flush(block.text));
      for (const { text } of said) expect(mockPrinted.join('')).toContain(text);
    },
  );
});

function flush(text: string): string {
  return text.replace(/^\s+/gm, '');
}

describe('the page of diagnostics', () => {
  it('has every id that the sources can report, with its severity, and no other', () => {
    expect(idsInPage(join(ROOT, 'docs/errors.md'))).toEqual(idsInSources());
  });

  it('can rely on it that an id has one factory, so that it means one thing', () => {
    expect(repeatedIds()).toEqual([]);
  });
});

describe('a link in the documentation', () => {
  it('leads to a file, and to a heading or anchor that it has', () => {
    const broken = [...pages, ...examples].flatMap((page) =>
      linksOf(page).flatMap(({ target, line }) => {
        if (/^[a-z]+:/.test(target)) return [];
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? page : resolve(dirname(page), path);
        const isThere = existsSync(file) && (anchor === undefined || anchorsOf(readFileSync(file, 'utf8')).has(anchor));
        return isThere ? [] : [`${placeOf(page)}:${line}: ${target}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it('leads from the index to every page', () => {
    const index = join(ROOT, 'docs/README.md');
    const linked = new Set(linksOf(index).map(({ target }) => resolve(dirname(index), target.split('#')[0] ?? '')));
    const unlinked = docs.filter((page) => page !== index && !linked.has(page) && !page.includes('/decisions/'));
    expect(unlinked.map(placeOf)).toEqual([]);
  });
});

describe('a command in the documentation', () => {
  const commands = pages.flatMap((page) =>
    blocksOf(page)
      .filter(({ language }) => language === 'sh')
      .flatMap(({ text, line }) =>
        text.split('\n').map((command, index) => ({ page, line: line + index + 1, command })),
      ),
  );
  const scripts = (file: string): readonly string[] =>
    // the form of a package.json
    Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { scripts?: object }).scripts ?? {});

  it('is a script that this package has, or that the same page tells to add', () => {
    const own = scripts(join(ROOT, 'package.json'));
    const missing = commands.flatMap(({ page, line, command }) => {
      const added = [...readFileSync(page, 'utf8').matchAll(/npm pkg set scripts\.([\w:]+)=/g)].map(([, name]) => name);
      const known = TOP.includes(page) ? own : added;
      const names = [...command.matchAll(/\b(?:npm run(?: --silent)?|node --run) ([\w:]+)/g)].map(([, name]) => name);
      if (TOP.includes(page) && /\bnpm test\b/.test(command)) names.push('test');
      return names.filter((name) => !known.includes(name ?? '')).map((name) => `${placeOf(page)}:${line}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  it('runs a file of this repository that exists', () => {
    const missing = commands.flatMap(({ page, line, command }) =>
      [...command.matchAll(/\b(?:tsx|jest --config) ([\w./-]+)/g)]
        .filter(([, file = '']) => !existsSync(join(ROOT, file)) || !statSync(join(ROOT, file)).isFile())
        .map(([, file]) => `${placeOf(page)}:${line}: ${file}`),
    );
    expect(missing).toEqual([]);
  });

  it('gives synth options that it has', () => {
    const wrong = commands.flatMap(({ page, line, command }) =>
      [...command.matchAll(/(?:^|&& |npx |\.bin\/)synth((?: +[^\s&|#;]+)*)/g)].flatMap(([, args = '']) => {
        const request = parse(args.trim().split(/ +/).filter(Boolean));
        return request.kind === 'wrong' ? [`${placeOf(page)}:${line}: ${request.message}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });
});
