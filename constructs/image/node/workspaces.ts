/**
 * The folders that one lock file installs together.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type PackageJson, readManifest } from './package-json';

/** A folder with a manifest of its own, below the folder of the lock file. */
export interface Workspace {
  /** Relative to the folder of the lock file, such as `apps/web`. */
  readonly folder: string;
  readonly manifest: PackageJson;
}

/** Every workspace below a folder, by folder. */
export function workspacesIn(root: string, manifest: PackageJson): readonly Workspace[] {
  const isPnpm = existsSync(join(root, 'pnpm-workspace.yaml'));
  const folders = isPnpm ? importersOf(root) : matches(root, manifest.workspaces);
  return [...new Set(folders)].sort().flatMap((folder) => {
    const found = readManifest(join(root, folder));
    return found === undefined ? [] : [{ folder, manifest: found }];
  });
}

/** Whether a folder is one that installs others with it. */
export function isWorkspaceRoot(folder: string): boolean {
  return (readManifest(folder)?.workspaces.length ?? 0) > 0 || existsSync(join(folder, 'pnpm-workspace.yaml'));
}

/** Workspaces and their dependencies, in build order: each after those that it needs. */
export function withDependencies(wanted: readonly Workspace[], all: readonly Workspace[]): readonly Workspace[] {
  const byName = new Map(all.map((each) => [each.manifest.name, each]));
  const found = new Set<Workspace>();
  const seen = new Set<Workspace>();
  const visit = (each: Workspace): void => {
    if (seen.has(each)) return;
    seen.add(each);
    for (const name of each.manifest.dependencies) {
      const dependency = byName.get(name);
      if (dependency !== undefined) visit(dependency);
    }
    found.add(each);
  };
  for (const each of wanted) visit(each);
  return [...found];
}

/** pnpm's lock file names them, https://github.com/pnpm/spec/blob/master/lockfile/9.0.md. */
function importersOf(root: string): readonly string[] {
  const text = readText(join(root, 'pnpm-lock.yaml'));
  const section = /^importers:\n((?:(?: .*)?\n)*)/m.exec(text.replaceAll('\r\n', '\n'))?.[1] ?? '';
  return [...section.matchAll(/^ {2}(?:'([^'\n]+)'|([^\s'][^\n]*?)):(?: \{\})?$/gm)]
    .map(([, quoted, bare]) => quoted ?? bare ?? '.')
    .filter((folder) => folder !== '.');
}

/** Folders that match the patterns; one that begins with `!` takes folders out again. */
function matches(root: string, patterns: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const isExclusion = pattern.startsWith('!');
    const segments = posix
      .normalize(pattern.replace(/^!/, ''))
      .split('/')
      .filter((part) => part !== '' && part !== '.');
    for (const folder of expand(root, '', segments)) {
      if (isExclusion) found.delete(folder);
      else if (existsSync(join(root, folder, 'package.json'))) found.add(folder);
    }
  }
  return [...found];
}

function expand(root: string, folder: string, [segment, ...rest]: readonly string[]): readonly string[] {
  if (segment === undefined) return [folder];
  if (segment === '**') {
    const below = foldersIn(join(root, folder)).flatMap((name) =>
      expand(root, posix.join(folder, name), ['**', ...rest]),
    );
    return [...expand(root, folder, rest), ...below];
  }
  if (!/[*?{[]/.test(segment)) return expand(root, posix.join(folder, segment), rest);
  const pattern = ofSegment(segment);
  return foldersIn(join(root, folder))
    .filter((name) => pattern.test(name))
    .flatMap((name) => expand(root, posix.join(folder, name), rest));
}

/** `web-*`, `?`, `{a,b}`; other signs stand for themselves. */
function ofSegment(segment: string): RegExp {
  const source = segment.replace(/\{([^{}]*)\}|[*?]|[\\^$.|+()[\]{}]/g, (sign, choices?: string) => {
    if (choices !== undefined) return `(?:${choices.split(',').map(escaped).join('|')})`;
    return sign === '*' ? '.*' : sign === '?' ? '.' : escaped(sign);
  });
  return new RegExp(`^${source}$`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.|+()[\]{}*?]/g, '\\$&');
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
