/**
 * Node where another user can run it: one below root's home, as version managers and npx install it, cannot be reached.
 */
import { chmodSync, copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const OTHERS_MAY_ENTER = 0o001;

/** Path of the running Node, or of a copy of it that every user reaches; `remove` after the tests. */
export function nodeForEverybody(): { readonly path: string; remove(): void } {
  if (isReachable(dirname(process.execPath))) return { path: process.execPath, remove: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'node-'));
  const path = join(folder, 'node');
  copyFileSync(process.execPath, path);
  for (const place of [folder, path]) chmodSync(place, 0o755);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function isReachable(folder: string): boolean {
  if ((statSync(folder).mode & OTHERS_MAY_ENTER) === 0) return false;
  return dirname(folder) === folder || isReachable(dirname(folder));
}
