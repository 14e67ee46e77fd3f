/**
 * The parts of Node's CommonJS loader that this loader hooks into. They are not documented; every TypeScript loader
 * stands on them, and Node keeps them for that reason: https://github.com/nodejs/node/blob/main/lib/internal/modules/cjs/loader.js
 *
 * @module
 */
import Module from 'node:module';

/** A module while it is being loaded. */
export interface LoadedModule {
  readonly exports: unknown;
  readonly filename: string;
  require(id: string): unknown;
  load(filename: string): void;
  _compile(code: string, filename: string, format?: 'commonjs'): void;
}

export type ExtensionHandler = (module: LoadedModule, filename: string) => void;

interface Internals {
  new (id: string, parent: LoadedModule): LoadedModule;
  readonly _cache: Record<string, LoadedModule | undefined>;
  readonly _extensions: Record<string, ExtensionHandler | undefined>;
  _resolveFilename(request: string, parent: LoadedModule | undefined, isMain: boolean, options?: object): string;
}

// The declared type of Module leaves out what is not documented.
export const modules = Module as unknown as Internals;
