/**
 * TypeScript to CommonJS, by esbuild, without checking types and without reading any tsconfig.json.
 *
 * @module
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { esbuildBinary } from './esbuild';
import { SyntaxProblem } from './syntax-problem';
import { TransformerProblem } from './transformer-problem';

/** The result of transforming a source file. */
export interface Transformed {
  readonly code: string;
  /** Source map, as JSON. */
  readonly map: string;
}

/** Name that stands for `import.meta.url`, which CommonJS has not. */
const MODULE_URL = '__composeConstructsModuleUrl';

/**
 * The options that decide the result, as both of esbuild's faces take them.
 *
 * Sources are transformed under numbers in a folder of their own. So neither the user's tsconfig.json nor the `type` of
 * the user's package.json affects them.
 */
const OPTIONS = {
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  sourcesContent: false,
  logLevel: 'silent',
  // ES modules are strict; esbuild says so in CommonJS only if a tsconfig does.
  tsconfigRaw: '{"compilerOptions":{"alwaysStrict":true}}',
  define: {
    'import.meta.url': MODULE_URL,
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
  // `import('./other')` has to come through the loader too.
  supported: { 'dynamic-import': false },
} as const;

const FLAGS = [
  `--format=${OPTIONS.format}`,
  `--platform=${OPTIONS.platform}`,
  `--target=${OPTIONS.target}`,
  '--sourcemap=external',
  '--sources-content=false',
  `--log-level=${OPTIONS.logLevel}`,
  `--tsconfig-raw=${OPTIONS.tsconfigRaw}`,
  ...Object.entries(OPTIONS.define).map(([name, value]) => `--define:${name}=${value}`),
  '--supported:dynamic-import=false',
];

/** Command lines have a length; this many files stay far below it. */
const MOST_FILES = 200;

/** Texts by absolute file name. */
export type Sources = ReadonlyMap<string, Buffer>;

/**
 * Transforms files while the caller goes on; whatever does not work out is missing in the result.
 *
 * Only the first 200: who imports more has them transformed when they are required.
 */
export async function transformAhead(sources: Sources): Promise<Map<string, Transformed>> {
  const binary = esbuildBinary();
  if (binary === undefined) return new Map();
  const draft = new Draft([...sources].slice(0, MOST_FILES));
  try {
    const succeeded = await new Promise<boolean>((resolve) => {
      spawn(binary, draft.args, draft.options)
        .on('error', () => resolve(false))
        .on('close', (code) => resolve(code === 0));
    });
    return succeeded ? draft.results() : new Map();
  } finally {
    draft.remove();
  }
}

/**
 * Transforms one file.
 *
 * @throws SyntaxProblem if it is not valid TypeScript
 */
export function transformNow(file: string, text: Buffer): Transformed {
  const binary = esbuildBinary();
  if (binary === undefined) return careful(file, text);
  const draft = new Draft([[file, text]]);
  try {
    const { status } = spawnSync(binary, draft.args, draft.options);
    return (status === 0 ? draft.results().get(file) : undefined) ?? careful(file, text);
  } finally {
    draft.remove();
  }
}

/** Files on their way through esbuild's native binary, in a folder of their own under numbers for names. */
class Draft {
  private readonly folder = mkdtempSync(join(tmpdir(), 'compose-constructs-'));
  private readonly names: readonly string[];

  constructor(private readonly sources: readonly (readonly [file: string, text: Buffer])[]) {
    this.names = sources.map(([file], index) => `${index}${extname(file)}`);
    // An empty package.json ends esbuild's search for one.
    writeFileSync(join(this.folder, 'package.json'), '{}');
    sources.forEach(([, text], index) => {
      writeFileSync(join(this.folder, this.names[index] ?? ''), text);
    });
  }

  get args(): string[] {
    return [...this.names, '--outdir=out', ...FLAGS];
  }

  get options(): { readonly cwd: string; readonly stdio: 'ignore' } {
    return { cwd: this.folder, stdio: 'ignore' };
  }

  results(): Map<string, Transformed> {
    return new Map(
      this.sources.map(([file], index) => {
        const output = join(this.folder, 'out', `${index}.js`);
        return [file, finish(file, readFileSync(output, 'utf8'), readFileSync(`${output}.map`, 'utf8'))];
      }),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** esbuild's own JavaScript: slower, works wherever esbuild does, and tells what is wrong and where. */
function careful(file: string, text: Buffer): Transformed {
  try {
    // Only loaded here: most runs never need it. The type is esbuild's own.
    const esbuild = require('esbuild') as typeof import('esbuild');
    const { code, map } = esbuild.transformSync(text, { ...OPTIONS, loader: 'ts', sourcemap: 'external' });
    return finish(file, code, map);
  } catch (error) {
    throw SyntaxProblem.fromEsbuild(error, file) ?? new TransformerProblem(error);
  }
}

function finish(file: string, code: string, map: string): Transformed {
  // The compact form of the map: esbuild's command indents it.
  const parsed: object = JSON.parse(map);
  const compact = JSON.stringify({ ...parsed, sources: [file] });
  if (!code.includes(MODULE_URL)) return { code, map: compact };
  // On the first line, before whatever stands there: no position of the user's code moves to another line.
  return { code: `var ${MODULE_URL}=require("node:url").pathToFileURL(__filename).href;${code}`, map: compact };
}
