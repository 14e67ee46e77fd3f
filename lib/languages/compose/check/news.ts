/**
 * The places of a Compose file that releases of Docker Compose added, as a tree beside the file's own.
 *
 * @module
 */

/** The additions at one place, and below it. */
export interface News {
  /** The first release that knows it at all; absent: all of them. */
  readonly since?: string;
  /** The first releases that know it as a map, a list, a string, … */
  readonly kinds: ReadonlyMap<string, string>;
  readonly words: readonly KnownWord[];
  readonly properties: ReadonlyMap<string, News>;
  /** The properties whose keys the author chooses. */
  readonly others?: News;
  readonly items?: News;
  readonly extensions?: News;
}

/** A word, or how it starts, and the first release that knows it. */
export interface KnownWord {
  readonly start: string;
  readonly isWhole: boolean;
  readonly since: string;
}

/** A place at which nothing is new. */
export const NOTHING: News = { kinds: new Map(), words: [], properties: new Map() };

/** The same while it grows. */
interface Draft {
  since?: string;
  readonly kinds: Map<string, string>;
  readonly words: KnownWord[];
  readonly properties: Map<string, Draft>;
  others?: Draft;
  items?: Draft;
  extensions?: Draft;
}

/** The tree of the rows of `since.ts`. */
export function newsOf(rows: Readonly<Record<string, string>>): News {
  const root = nothing();
  for (const [row, since] of Object.entries(rows)) {
    const [, path = '', kind, word] = /^([^ =]*)(?: (.*)|=(.*))?$/.exec(row) ?? [];
    const place = placeOf(root, path);
    if (kind !== undefined) place.kinds.set(kind, since);
    else if (word === undefined) place.since = since;
    else place.words.push({ start: word.replace(/\*$/, ''), isWhole: !word.endsWith('*'), since });
  }
  return root;
}

function placeOf(root: Draft, path: string): Draft {
  let place = root;
  for (const [step] of path.matchAll(/\[\]|[^.[]+/g)) {
    if (step === '[]') place = place.items ??= nothing();
    else if (step === '*') place = place.others ??= nothing();
    else if (step === 'x-') place = place.extensions ??= nothing();
    else {
      const next = place.properties.get(step) ?? nothing();
      place.properties.set(step, next);
      place = next;
    }
  }
  return place;
}

function nothing(): Draft {
  return { kinds: new Map(), words: [], properties: new Map() };
}
