/**
 * The paths of a project as they are from the folder of `stack.ts`.
 *
 * Compose interpolates variables first, then resolves a relative path from its file's folder. A synthesized file is in
 * another folder. Only the value decides whether a path that begins with a variable is relative. If the environment
 * makes it relative, it gets a `./`.
 *
 * @module
 */
import { posix, relative, sep } from 'node:path';
import {
  type ComposeText,
  evaluate,
  isText,
  type Lookup,
  mapHostPaths,
  type Project,
  partsOf,
  rebaseText,
  text,
} from '../languages/compose';
import { isPlainMap, mapValues } from '../languages/yaml';

export interface Relocation {
  /** The base of paths; absolute. */
  readonly from: string;
  /** The new base of paths; absolute. */
  readonly to: string;
  /** The values of variables, as far as they are known. */
  readonly lookup: Lookup;
}

/** The project with paths from another folder. */
export function relocate(project: Project, { from, to, lookup }: Relocation): Project {
  const way = relative(to, from).split(sep).join('/') || '.';
  return mapHostPaths(withRelativeMounts(project, lookup), (path) => {
    if (becomes(path, RELATIVE, lookup)) return rebaseText(text`./${path}`, way);
    return way === '.' ? path : dotted(rebaseText(path, way));
  });
}

/** The unknown variables at a path's beginning: a relative value would start from another folder. */
export function unknownRoots(project: Project, lookup: Lookup): readonly string[] {
  const names = new Set<string>();
  const note = (path: ComposeText): ComposeText => {
    const [first] = partsOf(path);
    if (typeof first !== 'object' || lookup(first.name)) return path;
    if (first.operand.length === 0 || first.operator.endsWith('?')) names.add(first.name);
    return path;
  };
  mapHostPaths(project, note);
  for (const service of Object.values(project.services ?? {})) {
    const volumes: unknown = isPlainMap(service) ? service['volumes'] : undefined;
    for (const entry of Array.isArray(volumes) ? volumes : []) if (isText(entry)) note(entry);
  }
  return [...names];
}

/** Short mounts whose source a variable says: a path only if its value looks like one. */
function withRelativeMounts(project: Project, lookup: Lookup): Project {
  if (!isPlainMap(project.services)) return project;
  const services = mapValues(project.services, (service) => {
    if (!isPlainMap(service) || !Array.isArray(service['volumes'])) return service;
    const volumes: unknown[] = service['volumes'];
    const marked = volumes.map((entry) => (isText(entry) && becomes(entry, DOTTED, lookup) ? text`./${entry}` : entry));
    return marked.every((entry, index) => entry === volumes[index]) ? service : { ...service, volumes: marked };
  });
  return services === project.services ? project : ({ ...project, services } as Project); // mounts for mounts
}

/** Texts that are a path where only a path can stand. */
const RELATIVE = /^(?![/~\\]|[A-Za-z]:[\\/]|[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)./;

/** Texts that are a path where a name could stand as well. */
const DOTTED = /^\.\.?(\/|$|:)/;

/** Whether a text begins with a variable that is set, and has a value like that. */
function becomes(path: ComposeText, pattern: RegExp, lookup: Lookup): boolean {
  const [first] = partsOf(path);
  if (first === undefined || typeof first === 'string' || !lookup(first.name)) return false;
  const evaluated = evaluate(path, lookup);
  return 'value' in evaluated && pattern.test(evaluated.value);
}

/** `data` is a name where `./data` is a path. */
function dotted(path: ComposeText): ComposeText {
  if (typeof path !== 'string' || posix.isAbsolute(path) || /^(\.{1,2}(\/|$)|~|[A-Za-z]:[\\/])/.test(path)) return path;
  return `./${path}`;
}
