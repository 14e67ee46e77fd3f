/**
 * Finds the two packages that every run loads, without their package.json: Node's way through `exports` costs more than
 * loading them.
 *
 * The search follows Node's, from the importing folder upwards,
 * https://nodejs.org/api/modules.html#loading-from-node_modules-folders. Where it finds nothing, as in this library's
 * own repository, Node searches.
 *
 * @module
 */
import { basename, dirname, join } from 'node:path';
import { isFile } from './is-file';

const MAIN_FILES: ReadonlyMap<string, string> = new Map([
  ['compose-constructs', join('dist', 'index.js')],
  ['constructs', join('lib', 'index.js')],
]);

const found = new Map<string, string | undefined>();

/** The main file that `request` means in a folder; undefined if that is for Node to say. */
export function mainFileOf(request: string, folder: string): string | undefined {
  const main = MAIN_FILES.get(request);
  if (main === undefined) return undefined;
  const key = `${request} ${folder}`;
  if (!found.has(key)) found.set(key, search(join(request, main), folder));
  return found.get(key);
}

function search(path: string, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, 'node_modules', path);
    if (basename(at) !== 'node_modules' && isFile(file)) return file;
    if (dirname(at) === at) return undefined;
  }
}
