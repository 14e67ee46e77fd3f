/**
 * The page of a diagnostic: the documentation comes with the package.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page of errors, seen from a bundle in `dist`. */
const PAGE = join(__dirname, '../docs/errors.md');

let anchors: ReadonlySet<string> | undefined;

/** Absolute path and anchor of the entry of a diagnostic; nothing for one that a team's own construct reports. */
export function pageOf(id: string): { readonly file: string; readonly anchor: string } | undefined {
  anchors ??= anchorsOf(PAGE);
  return anchors.has(id) ? { file: PAGE, anchor: id } : undefined;
}

function anchorsOf(file: string): ReadonlySet<string> {
  try {
    return new Set([...readFileSync(file, 'utf8').matchAll(/<a id="([\w-]+)">/g)].flatMap(([, id]) => id ?? []));
  } catch {
    return new Set(); // a package without its documentation still says what is wrong
  }
}
