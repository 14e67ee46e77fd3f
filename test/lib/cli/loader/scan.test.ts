import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { resolveTypeScript } from '../../../../lib/cli/loader/resolve';
import { reachable, relativeImports } from '../../../../lib/cli/loader/scan';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'scan-')));
afterAll(() => rmSync(root, { recursive: true }));

function folder(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name, path)), { recursive: true });
    writeFileSync(join(root, name, path), content);
  }
  return join(root, name);
}

describe('the scan of a source text', () => {
  it('finds relative imports of every form, and no others', () => {
    const source = `
      import { App } from 'compose-constructs';
      import a from './a';
      import {
        b,
      } from "../b.js";
      import './c.ts';
      export * from './d';
      import e = require('./e');
      const f = require( './f' );
      const g = import("./g");
      const text = 'from nowhere';
      import {h}from'./h';
      import dot from '.';
      import a2 from './a';
    `;
    expect(relativeImports(source)).toEqual(['./a', '../b.js', './c.ts', './d', './e', './f', './g', './h', '.']);
  });
});

describe('the files that a stack file reaches', () => {
  it('are its own and those that it imports, also in a circle', () => {
    const at = folder('reach', {
      'stack.ts': "import './one'; import './data.json'; import './gone'; import 'yaml';",
      'one.ts': "import './parts/two.js';",
      'parts/two.ts': "import '../one'; import '..'; import './plain.js';",
      'parts/plain.js': "import './three';",
      'parts/three.ts': '',
      'index.ts': '',
      'lonely.ts': '',
    });
    const found = [...reachable(join(at, 'stack.ts')).keys()].map((file) => relative(at, file));
    expect(found.sort()).toEqual(['index.ts', 'one.ts', 'parts/two.ts', 'stack.ts']);
  });
});

describe('a relative import', () => {
  const at = folder('resolve', {
    'x.ts': '',
    'x.js': '',
    'm.mts': '',
    'c.cts': '',
    'only.js': '',
    'dots.in.name.ts': '',
    'sub/index.ts': '',
    'sub.ts': '',
    'deep/index.ts': '',
  });
  const importer = join(at, 'stack.ts');

  it.each([
    ['./x', 'x.ts'],
    ['./x.js', 'x.ts'],
    ['./x.ts', 'x.ts'],
    ['./m.mjs', 'm.mts'],
    ['./m', 'm.mts'],
    ['./c.cjs', 'c.cts'],
    ['./dots.in.name', 'dots.in.name.ts'],
    ['./sub', 'sub.ts'],
    ['./sub/', 'sub/index.ts'],
    ['./sub/index.js', 'sub/index.ts'],
    ['./deep', 'deep/index.ts'],
  ])('%s means %s', (request, file) => {
    expect(resolveTypeScript(request, importer)).toBe(join(at, file));
  });

  it.each([['./only'], ['./only.js'], ['./gone'], ['x'], ['compose-constructs'], ['/x.ts']])(
    '%s means no TypeScript file',
    (request) => {
      expect(resolveTypeScript(request, importer)).toBeUndefined();
    },
  );
});
