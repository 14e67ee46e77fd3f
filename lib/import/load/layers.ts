/**
 * Which files made an element what it is, and where each of its values is written.
 *
 * @module
 */
import type { SourceLocation } from '../../core';
import { isOverride, isText, partsOf, sameForm } from '../../languages/compose';
import { childOf, isPlainMap } from '../../languages/yaml';
import { locationIn, type Source } from './files';

/** The part of one file about an element, or about a key at the top of the project. */
export interface Layer {
  readonly source: Source;
  /** Where the file says it: `['services', 'base']` for a service that another one extends. */
  readonly pointer: readonly string[];
  /** Its data, with the paths and variables of the project. */
  readonly value: unknown;
}

/** The layers of each element, the later over the earlier. */
export class Layers {
  private readonly layers = new Map<string, readonly Layer[]>();

  /** The layers of the element, or of the key, that a pointer leads into. */
  of([kind = '', name]: readonly string[]): readonly Layer[] {
    return (name !== undefined && this.layers.get(keyOf([kind, name]))) || (this.layers.get(keyOf([kind])) ?? []);
  }

  /** The elements and keys, in order. */
  *entries(): Iterable<readonly [pointer: readonly string[], layers: readonly Layer[]]> {
    // keyOf made the keys.
    for (const [key, layers] of this.layers) yield [JSON.parse(key) as string[], layers];
  }

  /** Puts layers over those that are there. */
  add(pointer: readonly string[], layers: readonly Layer[]): void {
    const key = keyOf(pointer);
    const below = this.layers.get(key);
    this.layers.set(key, below === undefined ? layers : [...below, ...layers]);
  }

  /**
   * The place of a project's value in its files: of the final value, or of its nearest parent there.
   *
   * @param project the project whose layers these are
   */
  locate(project: unknown, pointer: readonly string[], where: 'key' | 'value' = 'key'): SourceLocation | undefined {
    const layers = this.of(pointer);
    const start = layers[0] === undefined ? 0 : this.layers.has(keyOf(pointer.slice(0, 2))) ? 2 : 1;
    if (start === 0) return this.locateSection(pointer, where);
    const written = follow(layers, pointer.slice(0, start).reduce<unknown>(childOf, project), pointer.slice(start));
    return written && locationIn(written.source, written.pointer, where);
  }

  /** The place of something that has no layer: a section, or the project itself. */
  private locateSection([section]: readonly string[], where: 'key' | 'value'): SourceLocation | undefined {
    let first: Source | undefined;
    for (const [[kind], layers] of this.entries()) {
      const source = layers[0]?.source;
      first ??= source;
      if (kind === section && section !== undefined && source) return locationIn(source, [section], where);
    }
    return first && locationIn(first, [], where);
  }
}

function keyOf(pointer: readonly string[]): string {
  return JSON.stringify(pointer);
}

interface LayerValue extends Layer {
  readonly value: unknown;
}

/** The layer and the place in it that a value comes from. */
function follow(layers: readonly Layer[], element: unknown, rest: readonly string[]): LayerValue | undefined {
  let places: readonly LayerValue[] = layers;
  let current = element;
  for (const segment of rest) {
    const next = childOf(current, segment);
    const inside = places.flatMap((place) => step(place, segment, current, next));
    if (inside.length === 0) break;
    places = inside;
    current = next;
  }
  return places.findLast((place) => sameForm(place.value, current)) ?? places[places.length - 1];
}

/** The entry of a layer that became an entry of the project, which may have another form there. */
function step(place: LayerValue, segment: string, around: unknown, next: unknown): LayerValue[] {
  const value = isOverride(place.value) ? place.value.value : place.value;
  const at = (key: string, item: unknown): LayerValue[] =>
    item === undefined ? [] : [{ source: place.source, pointer: [...place.pointer, key], value: item }];
  if (isPlainMap(value)) {
    if (!Array.isArray(around)) return at(segment, value[segment]);
    const name = nameOf(next);
    return name === undefined ? [] : at(name, value[name]);
  }
  if (!Array.isArray(value)) return sameForm(value, next) || segment === 'context' ? [{ ...place, value: next }] : [];
  const index = Array.isArray(around)
    ? indexOf(value, next, Number(segment), around.length)
    : value.findIndex((item) => nameOf(item) === segment);
  return index < 0 ? [] : at(String(index), value[index]);
}

/** How many items are compared, so that long lists take no time. */
const COMPARED = 500;

/** The index of a list's item in a source list: probably the same, or as far from the end. */
export function indexOf(list: readonly unknown[], item: unknown, index: number, length: number): number {
  const fromEnd = index - (length - list.length);
  for (const likely of [index, fromEnd]) if (likely in list && sameForm(list[likely], item)) return likely;
  return list.slice(0, COMPARED).findIndex((other) => sameForm(other, item));
}

/** `NAME` of `NAME=value` and of `NAME`. */
export function nameOf(item: unknown): string | undefined {
  const [first] = isText(item) ? partsOf(item) : [];
  if (typeof first !== 'string') return undefined;
  const end = first.search(/[=:]/);
  return end < 0 ? first : first.slice(0, end);
}
