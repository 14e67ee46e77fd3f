/**
 * The anchors of a YAML file that it uses again: the constants of the program.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { isOverride } from '../../languages/compose';
import { childOf, isPlainMap, type Note, type PlainMap } from '../../languages/yaml';

type Pointer = readonly string[];

/** A value that is used where it stands and elsewhere. */
export interface Anchored {
  readonly anchor: string;
  readonly pointer: Pointer;
  readonly value: unknown;
  readonly note: Note;
  /** Where it is used again: as the value itself, or merged into the map there. */
  readonly uses: Pointer[];
}

/** The constants that a map merges; the first one wins. */
export interface MergedConstants {
  readonly anchors: readonly string[];
  readonly map: PlainMap;
}

/** A file, and what it says beside its data. */
export interface Noted {
  readonly data: unknown;
  readonly notes: Note | undefined;
}

/** The values of files that they use more than once. */
export class Anchors {
  /** Ordered so that each only refers to earlier ones. */
  private readonly known = new Map<string, Anchored>();

  /** @param files of two with one anchor the first counts, unless they say the same */
  constructor(files: readonly Noted[]) {
    for (const { data, notes } of files) {
      const own = new Map<string, Anchored>();
      const ambiguous = new Set<string>();
      if (notes) collect(data, notes, [], own, ambiguous);
      for (const [name, anchored] of own) {
        if (!ambiguous.has(name) && !this.known.has(name)) this.known.set(name, anchored);
      }
    }
    for (const { data, notes } of files) if (notes) this.count(data, notes, []);
  }

  /** The used constants, ordered so that each only refers to earlier ones. */
  used(): readonly Anchored[] {
    return [...this.known.values()].filter(({ uses }) => uses.length > 0);
  }

  /** The constant that a value is, where it is defined or used again. */
  of(value: unknown, note: Note | undefined): Anchored | undefined {
    const name = note?.alias ?? note?.anchor;
    const found = name === undefined ? undefined : this.known.get(name);
    return found && found.uses.length > 0 && isSame(found.value, value) ? found : undefined;
  }

  /** The constants that a map merges, if it still holds all their entries. */
  mergedInto(map: PlainMap, note: Note | undefined): MergedConstants | undefined {
    if (note?.merges === undefined) return undefined;
    const anchors = note.merges.filter((name) => isPlainMap(this.known.get(name)?.value));
    const merged: Record<string, unknown> = Object.create(null);
    for (const name of [...anchors].reverse()) {
      const value = this.known.get(name)?.value;
      if (isPlainMap(value)) Object.assign(merged, value);
    }
    const isWhole = Object.keys(merged).every((key) => Object.hasOwn(map, key));
    return anchors.length > 0 && isWhole ? { anchors, map: merged } : undefined;
  }

  private count(data: unknown, note: Note, pointer: Pointer): void {
    const aliased = note.alias === undefined ? undefined : this.known.get(note.alias);
    if (aliased && isSame(aliased.value, data)) aliased.uses.push(pointer);
    const said = isOverride(data) ? data.value : data;
    if (isPlainMap(said)) {
      for (const name of this.mergedInto(said, note)?.anchors ?? []) this.known.get(name)?.uses.push(pointer);
    }
    for (const [key, inner] of note.entries ?? []) this.count(childOf(said, key), inner, [...pointer, key]);
  }
}

/** @param ambiguous gets the anchors that stand for two values */
function collect(
  data: unknown,
  note: Note,
  pointer: Pointer,
  known: Map<string, Anchored>,
  ambiguous: Set<string>,
): void {
  for (const [key, inner] of note.entries ?? []) {
    collect(childOf(data, key), inner, [...pointer, key], known, ambiguous);
  }
  const { anchor } = note;
  if (anchor === undefined || data === undefined) return;
  if (known.has(anchor)) ambiguous.add(anchor);
  else known.set(anchor, { anchor, pointer, value: data, note, uses: [] });
}

/** Whether two values are the same data. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || isDeepStrictEqual(one, other);
}
