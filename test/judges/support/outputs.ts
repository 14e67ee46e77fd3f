/**
 * What is judged: everything that the example, the projects of test/cases and the one in `wide` generate.
 *
 * @module
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type App, generate } from 'compose-constructs';
import type { NginxNode } from '../../../lib/languages/nginx';

export interface Output {
  /** `project/stack/path`. */
  readonly path: string;
  readonly content: string;
}

type Printer = typeof import('../../../lib/languages/nginx/print');

const mockModels = new Map<string, readonly NginxNode[]>();

// each stack file loads a library of its own: all of them tell here what they print
jest.mock('../../../lib/languages/nginx/print', (): Printer => {
  const actual: Printer = jest.requireActual('../../../lib/languages/nginx/print');
  return {
    printNginx: (nodes) => {
      const text = actual.printNginx(nodes);
      mockModels.set(text, nodes);
      return text;
    },
  };
});

/** The nodes that an nginx.conf was printed from. */
export function modelOf({ path, content }: Output): readonly NginxNode[] {
  const nodes = mockModels.get(content);
  if (!nodes) throw new Error(`${path} was not printed`);
  return nodes;
}

const TEST = join(__dirname, '../..');
/** The projects of test/cases that generate more than diagnostics. */
const CASES = readdirSync(join(TEST, 'cases'))
  .map((name) => join(TEST, 'cases', name))
  .filter((folder) =>
    readdirSync(join(folder, 'expected'), { withFileTypes: true }).some((file) => file.isDirectory()),
  );
const FOLDERS = [
  ...CASES,
  ...['kitteh', 'oms'].map((name) => join(TEST, '../examples', name)),
  join(TEST, 'judges/wide'),
];

let known: readonly Output[] | undefined;

/** All of them, generated when first asked for. */
export function outputs(): readonly Output[] {
  known ??= FOLDERS.flatMap(outputsOf);
  return known;
}

function outputsOf(folder: string): Output[] {
  const shared = globalThis as unknown as Record<symbol, { root?: string; apps: App[] }>; // what `synth` sets up for a run
  const run = shared[Symbol.for('compose-constructs.run')];
  if (!run) throw new Error('the library keeps no run');
  run.root = folder;
  run.apps = [];
  jest.isolateModules(() => require(join(folder, 'stack.ts')));
  return run.apps.flatMap((app) => {
    const { stacks, diagnostics } = generate(app);
    const [error] = diagnostics.filter(({ severity }) => severity === 'error');
    if (error) throw new Error(`${folder}: ${error.path}: ${error.message}`);
    return stacks.flatMap(({ name, files }) =>
      [...files].map(([path, { content }]) => ({ path: `${basename(folder)}/${name}/${path}`, content })),
    );
  });
}
