/**
 * Which files of a project Git leaves out: another checkout does not have them, or has others. Read from the `.gitignore`
 * files of the repository alone, so that every machine finds the same: https://git-scm.com/docs/gitignore.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** One line of a `.gitignore`. */
interface Pattern {
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
  readonly matches: RegExp;
}

/** Tells of absolute paths; outside of a repository no file is ignored. */
export function gitIgnored(root: string): (file: string) => boolean {
  const repository = repositoryAround(root);
  if (repository === undefined) return () => false;
  const patterns = new Map<string, readonly Pattern[]>();
  const patternsOf = (folder: string): readonly Pattern[] => {
    const known = patterns.get(folder) ?? readPatterns(join(folder, '.gitignore'));
    patterns.set(folder, known);
    return known;
  };
  return (file) => {
    const names = relative(repository, file).split(sep);
    // a file in an ignored folder is ignored, whatever other patterns say
    return (
      names[0] !== '..' &&
      names.some((_, index) => isIgnored(repository, names.slice(0, index + 1), index < names.length - 1, patternsOf))
    );
  };
}

/** Whether the last pattern that matches a path says so; a pattern of a deeper folder comes later. */
function isIgnored(
  repository: string,
  names: readonly string[],
  isFolder: boolean,
  patternsOf: (folder: string) => readonly Pattern[],
): boolean {
  let ignored = false;
  for (let depth = 0; depth < names.length; depth += 1) {
    const path = names.slice(depth).join('/');
    for (const { isNegated, isForFolders, matches } of patternsOf(join(repository, ...names.slice(0, depth)))) {
      if ((isFolder || !isForFolders) && matches.test(path)) ignored = !isNegated;
    }
  }
  return ignored;
}

/** The folder that has a `.git`, which is a file in a worktree. */
function repositoryAround(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryAround(above);
}

function readPatterns(file: string): readonly Pattern[] {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return []; // there is none, or Git could not read it either
  }
  return text.split(/\r?\n/).flatMap((line) => {
    // spaces at the end count only behind a backslash
    const written = line.replace(/(?<!\\) +$/, '');
    if (written === '' || written.startsWith('#')) return [];
    const isNegated = written.startsWith('!');
    const pattern = isNegated ? written.slice(1) : written;
    const isForFolders = pattern.endsWith('/');
    const matches = expressionOf(isForFolders ? pattern.slice(0, -1) : pattern);
    return matches === undefined ? [] : [{ isNegated, isForFolders, matches }];
  });
}

/** A slash at the beginning or in the middle ties a pattern to the folder of its file. */
function expressionOf(pattern: string): RegExp | undefined {
  const isTied = pattern.includes('/');
  const body = pattern.replace(/^\//, '').replace(/\*\*\/|\/\*\*$|\*+|\?|\[(?:\\.|[^\]\\])+\]|\\(.)|./gs, translated);
  try {
    return new RegExp(`^${isTied ? '' : '(?:.*/)?'}${body}$`);
  } catch {
    return undefined; // a range that is none matches nothing
  }
}

function translated(part: string, escaped: string | undefined): string {
  if (part === '**/') return '(?:.*/)?';
  if (part === '/**') return '/.*';
  if (part.startsWith('*')) return '[^/]*';
  if (part === '?') return '[^/]';
  if (part.startsWith('[') && part.length > 1) return part.replace(/^\[!/, '[^');
  return (escaped ?? part).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
