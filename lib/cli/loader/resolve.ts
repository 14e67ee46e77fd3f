/**
 * Which TypeScript file a relative import means.
 *
 * As in the TypeScript compiler, `./x`, `./x.js` and `./x/index` find `x.ts`. A `.ts` file wins over a `.js` file of
 * the same name, which may come from an earlier compilation.
 *
 * @module
 */
import { dirname, extname, join, resolve } from 'node:path';
import { isFile } from './is-file';

/** Extensions that the loader transforms. */
export const TYPESCRIPT: readonly string[] = ['.ts', '.mts', '.cts'];

/** The TypeScript source that a compiled file's extension stands for. */
const SOURCE_OF: ReadonlyMap<string, string> = new Map([
  ['.js', '.ts'],
  ['.mjs', '.mts'],
  ['.cjs', '.cts'],
]);

export function isTypeScript(file: string): boolean {
  return TYPESCRIPT.includes(extname(file)) && !/\.d\.[cm]?ts$/.test(file);
}

/** The TypeScript file that `request` means in `importer`; undefined if it means none. */
export function resolveTypeScript(request: string, importer: string): string | undefined {
  if (!/^\.{1,2}(\/|$)/.test(request)) return undefined;
  const path = resolve(dirname(importer), request);
  return candidates(path, request).find(isFile);
}

function candidates(path: string, request: string): string[] {
  const extension = extname(path);
  if (TYPESCRIPT.includes(extension)) return [path];
  const source = SOURCE_OF.get(extension);
  const replaced = source === undefined ? [] : [path.slice(0, -extension.length) + source];
  const inFolder = TYPESCRIPT.map((ending) => join(path, `index${ending}`));
  if (/(^|\/)\.{0,2}\/?$/.test(request)) return inFolder;
  return [...replaced, ...TYPESCRIPT.map((ending) => path + ending), ...inFolder];
}
