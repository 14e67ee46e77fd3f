/**
 * Prints a Compose project as `compose.yaml`.
 *
 * @module
 */
import { type Note, printComment, type YamlLayout } from '../yaml';
import { isEmpty, isPlainMap, mapValues, type PlainMap, toMap } from './data';
import { printYaml } from './dialect';
import { variableBeforeBrace } from './errors';
import { ComposeError } from './finding';
import type { Overlay } from './merge';
import type { Project } from './model.generated';
import { escapeLiteral, openReference, printParts } from './text/interpolation';
import { type ComposeText, partsOf } from './text/variable';

/** The order of the Compose file reference; other keys follow in the author's order. */
const ORDER = ['version', 'name', 'include', 'services', 'models', 'networks', 'volumes', 'secrets', 'configs'];

/** The keys of a service under which the author chooses names, so that an empty map there still says something. */
const NAMED = new Set(['networks', 'depends_on', 'models']);

/** Maps that say something even if they are empty: with `bind: {}`, Compose 2.40 makes no missing folder, and 5.6 does. */
const MEANT_EMPTY = new Set(['bind']);

export interface PrintOptions {
  /** A comment at the top of the file. @default none */
  readonly header?: string;
  /** Comments above entries of maps, wherever the pointer leads: `['services', 'web']`. @default none */
  readonly comments?: readonly ComposeComment[];
}

/** A Compose file that was read, or its project after changes, with what the file says beside it. */
export interface PrintedFile {
  readonly project: Project;
  readonly notes: Note;
  /** Further documents of the file. @default none */
  readonly others?: readonly PrintedFile[];
}

export interface ComposeComment {
  readonly pointer: readonly string[];
  readonly comment: string;
}

/**
 * The project as the text of a Compose file. Strings are literal: Compose reads back exactly what they hold, `$`
 * included; only a {@link ComposeText} with variables interpolates. Absent and empty properties are left out; a volume or
 * network declared as `null` or `{}` stays.
 *
 * @throws ComposeError if the project holds what is not data; `checkCompose` reports the same as findings
 * @example
 * ```ts
 * printCompose({ name: 'kitteh', services: { web: { image: 'nginx:1.27' } } });
 * ```
 */
export function printCompose(project: Project | Overlay<Project>, options: PrintOptions = {}): string {
  const header = options.header === undefined ? '' : `${printComment(options.header)}\n`;
  const layout = layOut(options.comments ?? []);
  return header + printYaml(arrange(project), { layout, text: interpolate });
}

/**
 * A Compose file that was read, as text again, whether or not its project was changed since. Everything keeps its
 * written form and order, empty maps included. Comments, anchors, aliases and merge keys stay as far as they still
 * hold.
 *
 * @throws ComposeError if the project holds what is not data
 * @example
 * ```ts
 * const file = parseCompose(text);
 * printComposeFile({ ...file, project: { ...file.project, name: 'kitteh' } });
 * ```
 */
export function printComposeFile(file: PrintedFile): string {
  const documents = [file, ...(file.others ?? [])];
  return documents.map(({ project, notes }) => printYaml(project, { notes, text: interpolate })).join('---\n');
}

/** A text as Compose must read it: literals escaped, variables as references. */
export function interpolate(value: ComposeText): string {
  if (typeof value === 'string') return escapeLiteral(value);
  const parts = partsOf(value);
  const printed = printParts(parts);
  // Texts of this package are printable; a text of another version might not be.
  if (printed === undefined) throw new ComposeError(variableBeforeBrace(openReference(parts)?.name ?? ''));
  return printed;
}

/** The project with its sections in order and without what is empty. */
function arrange(project: object): PlainMap {
  const given = Object.entries(project);
  const rank = new Map(ORDER.map((section, index) => [section, index]));
  const last = ORDER.length;
  given.sort(([a], [b]) => (rank.get(a) ?? last) - (rank.get(b) ?? last));
  const kept: [string, unknown][] = [];
  for (const [key, value] of given) {
    if (!isPlainMap(value) || key.startsWith('x-')) kept.push([key, value]);
    else if (!isEmpty(value))
      kept.push([key, key === 'services' ? mapValues(value, arrangeService) : mapValues(value, prune)]);
  }
  return toMap(kept);
}

function arrangeService(service: unknown): unknown {
  if (!isPlainMap(service)) return service;
  return keepFull(service, (key, value) =>
    NAMED.has(key) && isPlainMap(value) ? mapValues(value, prune) : prune(value),
  );
}

/** Without the entries that are empty maps, or become empty; an extension stays as it is. */
function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isPlainMap) ? pruneItems(value) : value;
  return isPlainMap(value) ? keepFull(value, (_, item) => prune(item)) : value;
}

function pruneItems(list: readonly unknown[]): readonly unknown[] {
  const pruned = list.map(prune);
  return pruned.some((item, index) => item !== list[index]) ? pruned : list;
}

function keepFull(map: PlainMap, change: (key: string, value: unknown) => unknown): PlainMap {
  const kept: [string, unknown][] = [];
  let isChanged = false;
  for (const key of Object.keys(map)) {
    const value = map[key];
    const isOpaque = typeof value !== 'object' || key.startsWith('x-');
    const changed = isOpaque ? value : change(key, value);
    const isKept = isOpaque || !isPlainMap(changed) || !isEmpty(changed) || MEANT_EMPTY.has(key);
    if (isKept) kept.push([key, changed]);
    isChanged ||= !isKept || changed !== value;
  }
  return isChanged ? toMap(kept) : map;
}

interface Branch {
  comment?: string;
  spaced?: boolean;
  entries: Map<string, Branch>;
}

/** A blank line between sections and between services, and the comments where they belong. */
function layOut(comments: readonly ComposeComment[]): YamlLayout {
  const root: Branch = { spaced: true, entries: new Map() };
  branch(root, 'services').spaced = true;
  for (const { pointer, comment } of comments) pointer.reduce(branch, root).comment = comment;
  return root;
}

function branch(parent: Branch, key: string): Branch {
  const known = parent.entries.get(key);
  if (known !== undefined) return known;
  const added: Branch = { entries: new Map() };
  parent.entries.set(key, added);
  return added;
}
