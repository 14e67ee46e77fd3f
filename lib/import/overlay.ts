/**
 * The changes of an environment to the common project.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { deriveOverlay, isReset, isSection, mergeProjects, type Project, Remove, Replace } from '../languages/compose';
import { entryOf, isPlainMap, type Note, type PlainMap } from '../languages/yaml';
import { overlayNotes } from './overlay-notes';
import type { WriteEnvironment } from './write';

/** A project with its comments. */
export interface Commented {
  readonly project: Project;
  readonly notes: Note;
}

/** The sources of an environment. */
export interface Layered {
  readonly name: string;
  /** The common project of all environments. */
  readonly base: Commented;
  /** The whole project of this environment. */
  readonly whole: Commented;
  /** The files after the common ones, as their authors wrote them. */
  readonly files: readonly Commented[];
}

/**
 * The changes of an environment to the common project: the text of its one file, else the smallest overlay.
 */
export function environmentOf({ name, base, whole, files }: Layered): WriteEnvironment {
  const [file, ...more] = files;
  const isOne = file !== undefined && more.length === 0;
  const isSaid = isOne && isDeepStrictEqual(mergeProjects(base.project, file.project), whole.project);
  const said = isSaid ? file.project : deriveOverlay(base.project, whole.project);
  const overlay = byElement(said, base.project, whole.project);
  if (Object.keys(overlay).length === 0) return { name };
  return { name, overlay, notes: isSaid ? file.notes : overlayNotes(overlay, whole, base.notes) };
}

/**
 * A normal form of overlays. It removes at most elements, replaces at most properties, and contains new elements and
 * extensions whole.
 */
function byElement(said: object, base: object, whole: object): PlainMap {
  const entries = keysOf(said, base, whole).flatMap((key): [string, unknown][] => {
    const [before, after] = [entryOf(base, key), entryOf(whole, key)];
    if (isSection(key)) {
      const elements = elementsOf(key, entryOf(said, key), before, after);
      return Object.keys(elements).length > 0 ? [[key, elements]] : [];
    }
    return key.startsWith('x-') && !isDeepStrictEqual(before, after) ? [[key, after ?? new Remove()]] : [];
  });
  return Object.fromEntries(entries);
}

function elementsOf(section: string, said: unknown, before: unknown, after: unknown): PlainMap {
  const entries = keysOf(said, before, after).flatMap((name): [string, unknown][] => {
    const [old, now] = [entryOf(before, name), entryOf(after, name)];
    if (!hasKey(after, name)) return hasKey(before, name) ? [[name, new Remove()]] : [];
    if (!hasKey(before, name)) return [[name, now]];
    const own = isPlainMap(said) ? entryOf(said, name) : undefined;
    if (isPlainMap(own) && isEffective(section, name, old, own)) return [[name, withEffect(old, own)]];
    const overlay = deriveOverlay(alone(section, name, old), alone(section, name, now));
    const least = entryOf(entryOf(overlay, section), name);
    if (least === undefined) return [];
    const change = withEffect(old, isPlainMap(least) ? least : byProperty(old, now));
    return Object.keys(change).length > 0 ? [[name, change]] : [];
  });
  return Object.fromEntries(entries);
}

/** Whether Compose merges everything that an overlay says of an element, and ignores nothing. */
function isEffective(section: string, name: string, before: unknown, overlay: PlainMap): boolean {
  let isIgnored = false;
  const report = (): void => {
    isIgnored = true;
  };
  mergeProjects(alone(section, name, before), alone(section, name, overlay), { report });
  return !isIgnored;
}

/** A project of nothing but one element. */
function alone(section: string, name: string, element: unknown): Project {
  return { [section]: { [name]: element } };
}

/** Without what takes away what is not there. */
function withEffect(before: unknown, overlay: PlainMap): PlainMap {
  const entries = Object.entries(overlay).flatMap(([key, value]): [string, unknown][] => {
    const known = entryOf(before, key);
    const isMap = before === undefined || before === null || isPlainMap(before);
    if (isReset(value)) return isMap && isNothing(key, known) ? [] : [[key, value]];
    return [[key, isPlainMap(value) ? withEffect(known, value) : value]];
  });
  return Object.fromEntries(entries);
}

/** References of a service; an empty list or map of them is not written. */
const REFERENCES: ReadonlySet<string> = new Set([
  'environment',
  'depends_on',
  'networks',
  'volumes',
  'secrets',
  'configs',
]);

function isNothing(key: string, value: unknown): boolean {
  if (value === undefined) return true;
  return REFERENCES.has(key) && (value === null || (typeof value === 'object' && Object.keys(value).length === 0));
}

/** The changes from one element to another, property by property. */
function byProperty(before: unknown, after: unknown): PlainMap {
  const entries = keysOf(before, after).flatMap((key): [string, unknown][] => {
    const [old, now] = [entryOf(before, key), entryOf(after, key)];
    if (isDeepStrictEqual(old, now)) return [];
    return [[key, now === undefined || now === null ? new Remove() : new Replace(now)]];
  });
  return Object.fromEntries(entries);
}

/** The keys of maps, each once. */
function keysOf(...maps: readonly unknown[]): readonly string[] {
  return [...new Set(maps.flatMap((map) => (isPlainMap(map) ? Object.keys(map) : [])))];
}

function hasKey(map: unknown, key: string): boolean {
  return entryOf(map, key) !== undefined;
}
