/**
 * Which files of a project Git leaves out: another checkout does not have them, or has others.
 *
 * @module
 */
import type { Paths } from '../../core';

/** Asks Git once. Without Git, or outside of a repository, no file counts as ignored. */
export function gitIgnored({ root }: Pick<Paths, 'root'>, paths: readonly string[]): (path: string) => boolean {
  const ignored = new Set(paths.length === 0 ? [] : ask(root, paths));
  return (path) => ignored.has(path);
}

/** @returns the paths that are ignored, https://git-scm.com/docs/git-check-ignore */
function ask(root: string, paths: readonly string[]): readonly string[] {
  // loaded here, because most projects read no file of their author's
  const { spawnSync } = require('node:child_process') as typeof import('node:child_process');
  // patterns of the person's own are on no other machine
  const args = ['-c', 'core.excludesFile=', 'check-ignore', '--stdin', '-z'];
  const { status, stdout } = spawnSync('git', args, { cwd: root, input: paths.join('\0'), encoding: 'utf8' });
  if (status === 0) return stdout.split('\0').filter((path) => path !== '');
  // Git refuses all paths where one is outside of the repository
  return status === 128 && paths.length > 1 ? paths.flatMap((path) => ask(root, [path])) : [];
}
