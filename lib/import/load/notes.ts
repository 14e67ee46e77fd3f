/**
 * Comments of the files, beside the project that the files come to.
 *
 * @module
 */
import { isOverride, SECTIONS, sameForm } from '../../languages/compose';
import { childOf, isPlainMap, type Note, type PlainMap } from '../../languages/yaml';
import type { Source } from './files';
import { indexOf, type Layer, nameOf } from './layers';
import type { ResolvedProject } from './resolved';

/** A note while it is being made. */
interface Draft {
  note: Note;
  readonly entries: Map<string, Draft>;
}

/**
 * The notes of a model of files.
 *
 * Where the project is what one file says, these are its notes. Otherwise comments follow their value. Anchors, aliases
 * and merge keys describe one file only, so they are dropped.
 */
export function notesOf({ project, layers }: ResolvedProject, sources: readonly Source[]): Note {
  const [main] = sources;
  if (main !== undefined && isAsWritten(project, main.data)) return main.file.notes;
  const root = draft();
  for (const source of sources) put(root, source.file.notes);
  for (const section of SECTIONS) {
    for (const source of sources) {
      const note = source.file.notes.entries?.get(section);
      if (note !== undefined && project[section] !== undefined) put(entry(root, section), note);
    }
  }
  for (const [pointer, ofElement] of layers.entries()) {
    const value = pointer.reduce(childOf, project as unknown);
    if (value === undefined) continue;
    for (const layer of ofElement) {
      const note = noteAt(layer);
      if (note !== undefined) carry(note, layer.value, value, () => pointer.reduce(entry, root));
    }
  }
  return finished(root);
}

/** Whether a project is the data of a file, entry by entry and thus not only equal to it. */
function isAsWritten(project: PlainMap, data: PlainMap): boolean {
  const isEntryAsWritten = (key: string): boolean => {
    const [ours, theirs] = [project[key], data[key]];
    if (ours === theirs) return true;
    if (key !== 'services' || !isPlainMap(ours) || !isPlainMap(theirs)) return false;
    // A service is copied without its `extends`, so equality is what counts.
    return Object.keys(ours).every((name) => sameForm(ours[name], theirs[name]));
  };
  return Object.keys(data).every(isEntryAsWritten) && Object.keys(project).length === Object.keys(data).length;
}

function noteAt({ source, pointer }: Layer): Note | undefined {
  return pointer.reduce<Note | undefined>((note, key) => note?.entries?.get(key), source.file.notes);
}

/** Puts what a note of a layer says beside the value that became of the layer's. */
function carry(note: Note, written: unknown, value: unknown, target: () => Draft): void {
  put(target(), note);
  const from = isOverride(written) ? written.value : written;
  for (const [key, inner] of note.entries ?? []) {
    const item = childOf(from, key);
    const place = item === undefined ? undefined : placeOf(key, item, from, value);
    if (place !== undefined) carry(inner, item, childOf(value, place), () => entry(target(), place));
  }
}

/** The key under which an entry of a layer is in the project, which may have another form there. */
function placeOf(key: string, item: unknown, around: unknown, value: unknown): string | undefined {
  if (isPlainMap(value)) {
    const name = isPlainMap(around) ? key : nameOf(item);
    return name !== undefined && Object.hasOwn(value, name) ? name : undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const list: readonly unknown[] = value;
  const index = Array.isArray(around)
    ? indexOf(list, item, Number(key), around.length)
    : list.findIndex((other) => nameOf(other) === key);
  return index < 0 ? undefined : String(index);
}

function draft(): Draft {
  return { note: {}, entries: new Map() };
}

function entry(parent: Draft, key: string): Draft {
  const known = parent.entries.get(key);
  if (known !== undefined) return known;
  const added = draft();
  parent.entries.set(key, added);
  return added;
}

/** The comments of a note; what was there before gives way, comment by comment. */
function put(target: Draft, { before, beside, after }: Note): void {
  target.note = {
    ...target.note,
    ...(before !== undefined && { before }),
    ...(beside !== undefined && { beside }),
    ...(after !== undefined && { after }),
  };
}

function finished({ note, entries }: Draft): Note {
  const inner = new Map<string, Note>();
  for (const [key, value] of entries) {
    const done = finished(value);
    if (Object.keys(done).length > 0) inner.set(key, done);
  }
  return inner.size === 0 ? note : { ...note, entries: inner };
}
