/** What the package exports: each name stands in a group, explains itself, and has a place in the documentation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { groupsOf } from '../scripts/names';
import { exportsOf, pagesBelow } from '../scripts/reference';

const ROOT = join(__dirname, '..');

/** Faces of the package whose exports are read from the top to the bottom. */
const FACES = ['constructs/index.ts', 'lib/index.ts'];

function problemsOf(text: string): string[] {
  return groupsOf(text).flatMap(({ title, names }) => [
    ...(title === undefined ? [`no comment above ${names.join(', ')}`] : []),
    ...(names.length === 0 ? [`nothing below "${title}"`] : []),
    // more than a reader takes in at a glance
    ...(names.length > 16 ? [`${names.length} names below "${title}"`] : []),
  ]);
}

describe('an index of exports', () => {
  it.each(FACES)('%s has a comment above each group, and the formatter leaves it as it is', (face) => {
    const text = readFileSync(join(ROOT, face), 'utf8');
    expect(problemsOf(text)).toEqual([]);
    expect(text).toContain('// biome-ignore-all assist/source/organizeImports');
  });

  it('is caught where a name stands in no group, or a formatter has moved the comments together', () => {
    const planted =
      "// apps\nexport { A } from './a';\n\nexport { B } from './b';\n\n// one\n// two\nexport { C } from './c';\n";
    expect(problemsOf(planted)).toEqual(['no comment above B', 'nothing below "one"']);
  });
});

/** Exports that nobody writes by hand: why each needs no example of its own. */
const WITHOUT_EXAMPLE: Readonly<Record<string, string>> = {
  Element: 'abstract: Service, Network and the others are made',
  ProxyHost: 'made by `host` of a ReverseProxy, whose example shows it',
  ConstructOrigin: 'read from intents, never made',
};

const program = (): ts.Program => {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  return ts.createProgram([join(ROOT, 'index.ts')], options);
};

interface Exported {
  readonly name: string;
  readonly declarations: readonly ts.Node[];
}

/** Classes, functions and factories; everything else is the type of something. */
function isUsedByHand({ declarations }: Exported): boolean {
  return declarations.some(
    (one) => ts.isClassDeclaration(one) || ts.isFunctionDeclaration(one) || ts.isVariableStatement(one),
  );
}

/** The words of the code in pages: in blocks, and between backticks. */
function wordsIn(pages: readonly string[]): ReadonlySet<string> {
  const codes = pages.flatMap((page) => readFileSync(page, 'utf8').match(/```[\s\S]*?```|`[^`\n]+`/g) ?? []);
  return new Set(codes.flatMap((code) => code.match(/\w+/g) ?? []));
}

describe('an export of the package', () => {
  const exported = [...exportsOf(program())].map(([name, symbol]) => {
    const declarations = (symbol.declarations ?? []).map((one) =>
      ts.isVariableDeclaration(one) ? one.parent.parent : one,
    );
    return { name, declarations, comments: declarations.flatMap((one) => ts.getJSDocCommentsAndTags(one)) };
  });

  it('has a comment on each of its declarations, which editors show', () => {
    const silent = exported.filter(
      ({ declarations }) =>
        !declarations.every(
          (declaration) =>
            ts.isSourceFile(declaration) ||
            ts.isNamespaceExport(declaration) ||
            ts.getJSDocCommentsAndTags(declaration).some((comment) => ts.isJSDoc(comment) && comment.comment),
        ),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('has an example where people make or call it', () => {
    const silent = exported.filter(
      (one) => isUsedByHand(one) && !one.comments.some((comment) => /@example\b/.test(comment.getText())),
    );
    expect(silent.map(({ name }) => name).sort()).toEqual(Object.keys(WITHOUT_EXAMPLE).sort());
  });

  it('has a place in the documentation, and what people make or call is explained in a page besides', () => {
    const list = join(ROOT, 'docs/names.md');
    const pages = [join(ROOT, 'README.md'), ...pagesBelow(join(ROOT, 'docs'))].filter(
      (page) => page !== list && !/\/decisions\/|\/architecture\.md$/.test(page),
    );
    const [listed, explained] = [[list], pages].map(wordsIn);
    const unlisted = exported.filter(({ name }) => !listed?.has(name));
    const unexplained = exported.filter((one) => isUsedByHand(one) && !explained?.has(one.name));
    expect([unlisted, unexplained].map((all) => all.map(({ name }) => name))).toEqual([[], []]);
  });
});
