/**
 * Paths of files in other folders, as the project's own folder says them.
 *
 * @module
 */
import { isAbsolute, join, relative } from 'node:path';
import {
  type ComposeText,
  evaluate,
  isDeferred,
  type Lookup,
  mapHostPaths,
  partsOf,
  rebaseText as rebaseDefault,
  textOf,
} from '../../languages/compose';
import type { PlainMap } from '../../languages/yaml';

export interface Move {
  /** The current base of relative paths; absolute. */
  readonly from: string;
  /** Their new base; absolute. */
  readonly to: string;
  /** The variables as they are now. */
  readonly lookup: Lookup;
  /** Told of each path whose beginning is a variable, so that nobody can know. */
  readonly unsure?: (path: string) => void;
}

/** A project, or a part of one in the shape of a project, whose relative paths start elsewhere. */
export function rebase(project: PlainMap, move: Move): PlainMap {
  if (move.from === move.to) return project;
  return mapHostPaths(project, (path) => rebaseText(path, move));
}

/** One path of the host, as it is written from another folder. */
export function rebaseText(path: ComposeText, move: Move): ComposeText {
  const [first] = partsOf(path);
  if (typeof first === 'string') {
    if (first === '' || startsElsewhere(first)) return path;
    if (!isDeferred(path)) return rebasePath(path, move);
    return textOf([rebaseStart(first, move), ...partsOf(path).slice(1)]);
  }
  if (first === undefined) return path;
  const value = move.lookup(first.name);
  const isSet = value !== undefined && !(value === '' && first.operator.startsWith(':'));
  const moved = rebaseDefault(path, folder(move));
  if (isSet || moved === path) move.unsure?.(`\${${first.name}}`);
  const now = evaluate(path, move.lookup);
  const isRelative = isSet && 'value' in now && now.value !== '' && !startsElsewhere(now.value);
  return isRelative ? textOf([`${folder(move)}/`, ...partsOf(path)]) : moved;
}

function rebasePath(path: string, move: Move): string {
  return dotted(relative(move.to, join(move.from, path))) + (/.\/$/.test(path) ? '/' : '');
}

/** The beginning of a path before a variable: after the last slash, a name may be incomplete. */
function rebaseStart(start: string, move: Move): string {
  const end = start.lastIndexOf('/') + 1;
  const known = start.slice(0, end);
  return `${known === '' ? folder(move) : dotted(relative(move.to, join(move.from, known)))}/${start.slice(end)}`;
}

function folder({ from, to }: Move): string {
  return dotted(relative(to, from));
}

/** With the dot in front that tells a path from the name of a volume. */
function dotted(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  if (slashed === '') return '.';
  return slashed.startsWith('../') || slashed === '..' || isAbsolute(slashed) ? slashed : `./${slashed}`;
}

/** Whether a path is absolute on some host, or starts at somebody's home. */
function startsElsewhere(path: string): boolean {
  return path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\\\');
}
