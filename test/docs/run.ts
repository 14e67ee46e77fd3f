/**
 * Runs a program of the documentation as `synth` would, in a folder of its own, up to the files in memory.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { type App, type Diagnostic, generate } from 'compose-constructs';
import ts from 'typescript';
import { printDiagnostics } from '../../lib/cli/shared/printer';

export interface Ran {
  readonly diagnostics: readonly Diagnostic[];
  /** Generated files by `stack/path`; and what `synth` would say, as `diagnostics`. */
  readonly files: ReadonlyMap<string, string>;
}

/** Other files of the page, by path: what the program may import. */
export type Others = ReadonlyMap<string, string>;

/** What every package.json of an app has, so that a build finds its script. */
const PACKAGE = '{ "scripts": { "build": "node build.js" } }\n';

/** @param needed files that the program builds from or mounts */
export function run(text: string, needed: readonly string[], others: Others): Ran {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'docs-')));
  try {
    for (const file of needed) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      if (!file.endsWith('/')) writeFileSync(join(folder, file), file.endsWith('package.json') ? PACKAGE : 'x\n');
      else mkdirSync(join(folder, file), { recursive: true });
    }
    const apps: App[] = [];
    const state = shared<{ root?: string; apps: App[] }>('run');
    state.root = folder;
    state.apps = apps;
    evaluate(join(folder, 'stack.ts'), text, others);
    const generations = apps.map((app) => generate(app));
    const diagnostics = generations.flatMap((generation) => generation.diagnostics);
    const files = generations.flatMap(({ stacks }) =>
      stacks.flatMap(({ name, files }) =>
        [...files].map(([path, { content }]) => [`${name}/${path}`, content] as const),
      ),
    );
    return { diagnostics, files: new Map([...files, ['diagnostics', printDiagnostics(diagnostics, { cwd: folder })]]) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the library and the command share: which apps were made, and the source maps that place diagnostics. */
function shared<T>(name: string): T {
  // the library makes both when it is loaded
  return (globalThis as unknown as Record<symbol, T>)[Symbol.for(`compose-constructs.${name}`)] as T;
}

function evaluate(file: string, text: string, others: Others): unknown {
  writeFileSync(file, text);
  const { outputText, sourceMapText = '' } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023, sourceMap: true },
  });
  // `new Function` puts two lines above the text, and a comment names it in stack traces
  shared<Map<string, string>>('sourceMaps').set(file, sourceMapText.replace('"mappings":"', '"mappings":";;'));
  const module = { exports: {} };
  const program = new Function('require', 'module', 'exports', `${outputText}\n//# sourceURL=${file}`);
  program((name: string) => imported(name, dirname(file), others), module, module.exports);
  return module.exports;
}

function imported(name: string, folder: string, others: Others): unknown {
  const path = name.startsWith('.') ? posix.normalize(name) : `node_modules/${name}/index`;
  const text = others.get(`${path}.ts`);
  if (text !== undefined) return evaluate(join(folder, `${path.replaceAll('/', '-')}.ts`), text, others);
  // a test of the documentation runs at once, inside of ours
  if (name === 'node:test') return { test: (_: string, body: () => void) => body() };
  return require(name);
}
