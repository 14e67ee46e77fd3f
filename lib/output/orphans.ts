/**
 * Files of an earlier run that this one no longer has: removed if their content is unchanged.
 *
 * @module
 */

import type { Diagnostic } from '../core';
import * as errors from './errors';
import type { Operation } from './journal';
import { type Manifest, type ManifestEntry, sha256, wrote } from './manifest';
import { foldersAbove, keyOf } from './paths';
import type { Tree } from './tree';

export interface Orphans {
  /** Sorted by path. */
  readonly files: readonly string[];
  /** Removals of files, then of folders from the innermost outwards; paths relative to the output folder. */
  readonly operations: readonly Operation[];
  /** Entries of wanted files that the manifest lists under another spelling of the same file. */
  readonly respelled: ReadonlyMap<string, ManifestEntry>;
  readonly diagnostics: readonly Diagnostic[];
}

export function findOrphans(tree: Tree, manifest: Manifest, wanted: ReadonlySet<string>): Orphans {
  const byKey = new Map([...wanted].map((path) => [keyOf(path), path]));
  const respelled = new Map<string, ManifestEntry>();
  const removals: { path: string; sha256: string }[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [path, entry] of manifest) {
    if (wanted.has(path) || tree.reach(path) === 'missing') continue;
    const sibling = byKey.get(keyOf(path));
    if (sibling !== undefined && isSameFile(tree, path, sibling)) {
      respelled.set(sibling, entry);
      continue;
    }
    const state = stateOf(tree, path, entry);
    if (typeof state === 'object') removals.push({ path, sha256: state.sha256 });
    if (state === 'edited') diagnostics.push(errors.orphanEdited(tree.place(path), entry.construct));
  }
  removals.sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path } of removals) tree.leave(path);
  return {
    files: removals.map(({ path }) => path),
    operations: [
      ...removals.map((removal): Operation => ({ do: 'remove', ...removal })),
      ...emptiedFolders(tree, removals, wanted),
    ],
    respelled,
    diagnostics,
  };
}

/** The state of a file that synth wrote; with synth's own digest if it did not change. */
function stateOf(tree: Tree, path: string, entry: ManifestEntry): { readonly sha256: string } | 'edited' | 'gone' {
  if (tree.reach(path) !== 'there') return 'edited';
  const found = tree.look(path);
  if (found === undefined) return 'gone';
  if (found.kind !== 'file') return 'edited';
  const digest = sha256(tree.read(path));
  return wrote(entry, digest) ? { sha256: digest } : 'edited';
}

/**
 * Folders that held nothing but what leaves. A manifest lists no folders: one that held only our files counts as ours.
 */
function emptiedFolders(
  tree: Tree,
  removals: readonly { readonly path: string }[],
  wanted: ReadonlySet<string>,
): readonly Operation[] {
  const needed = new Map([...wanted].flatMap(foldersAbove).map((folder) => [keyOf(folder), folder]));
  const operations: Operation[] = [];
  const candidates = [...new Set(removals.flatMap(({ path }) => foldersAbove(path)))];
  candidates.sort((a, b) => depth(b) - depth(a) || (a < b ? -1 : 1));
  for (const path of candidates) {
    const sibling = needed.get(keyOf(path));
    if (sibling === path || (sibling !== undefined && isSameFile(tree, path, sibling))) continue;
    const mode = tree.look(path)?.mode;
    const isEmptied = tree.disk.list(tree.place(path)).every((name) => tree.isLeaving(`${path}/${name}`));
    if (mode === undefined || !isEmptied) continue;
    tree.leave(path);
    operations.push({ do: 'remove-folder', path, mode });
  }
  return operations;
}

const depth = (path: string): number => path.split('/').length;

/** True for two spellings on a disk that ignores case. */
function isSameFile(tree: Tree, one: string, other: string): boolean {
  if (tree.reach(other) !== 'there') return false;
  return tree.look(one)?.identity === tree.look(other)?.identity;
}
