/**
 * Programs that `synth import` has written.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as library from 'compose-constructs';
import { Construct } from 'constructs';
import { transformSync } from 'esbuild';

/** Runs the `stack.ts` of a folder, and writes what it makes. @returns the folder of a stack's output */
export function synthesized(folder: string, stack: string): string {
  const { code } = transformSync(readFileSync(join(folder, 'stack.ts'), 'utf8'), { loader: 'ts', format: 'cjs' });
  const apps: library.App[] = [];
  class App extends library.App {
    constructor() {
      super({ root: folder });
      apps.push(this);
    }
  }
  const packages: Readonly<Record<string, unknown>> = {
    'compose-constructs': { ...library, App },
    constructs: { Construct },
  };
  runInNewContext(code, { module: { exports: {} }, exports: {}, require: (name: string) => packages[name] });
  const [app] = apps;
  if (!app) throw new Error('the program has no app');
  const { diagnostics } = library.write(library.generate(app));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return join(folder, 'synth.out', stack);
}
