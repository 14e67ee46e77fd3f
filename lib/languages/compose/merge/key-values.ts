/**
 * Maps that may be written as lists of `KEY=value`: environment, labels, build arguments, sysctls.
 *
 * @see https://docs.docker.com/reference/compose-file/merge/#mapping
 * @module
 */
import { inWords } from '../../../words';
import { entriesOf, isPlainMap, type PlainMap, toMap } from '../data';
import { asText, cutText, joinTexts } from '../forms/texts';
import { isReset, Remove } from '../overlay';
import type { ComposeText } from '../text/variable';
import { resetWithoutEffect } from './errors';
import type { Family, Way } from './family';
import { appendUnique } from './items';
import { asList, effective } from './lists';
import { pair } from './parts';
import { mergeMaps, PLAIN, refuse } from './plain';
import { bare, equal, identity } from './values';

interface Options {
  /** The meaning of a key without a value. */
  readonly nothing: null | '';
  /** Whether Compose makes a map of a list as soon as it has read it. */
  readonly becomesMap?: boolean;
}

/** Entries of the overlay replace entries of the base, also where they are only a key. */
export function keyValues({ nothing, becomesMap = false }: Options): Family {
  return {
    merge(base, overlay, _, way) {
      if (overlay === null) return base;
      if (base === null) return bare(overlay);
      if (becomesMap) return merged(base, overlay, becomesMap, way);
      return asList(base, merged(base, effective(base, overlay, way), becomesMap, way), way);
    },

    meaning(value) {
      const meanings = new Map<string, unknown>();
      for (const { key, value: given } of pairsOf(value)) meanings.set(key, passed(given) ?? nothing);
      return meanings.size === 0 ? undefined : meanings;
    },

    propose(from, to) {
      const before = new Map(pairsOf(from).map(({ key, value }) => [key, value]));
      // Of a key that a list says twice, the last counts.
      const pairs = [...new Map(pairsOf(to).map((found) => [found.key, found])).values()];
      const kept = new Set(pairs.map(({ key }) => key));
      const said = pairs.filter(({ key, value }) => !before.has(key) || !isSame(before.get(key), value, nothing));
      const gone = [...before.keys()].filter((key) => !kept.has(key));
      if (gone.length === 0) return [Array.isArray(to) ? said.map(({ item }) => item) : asMap(said)];
      if (gone.includes('*') || !(isPlainMap(from) || becomesMap)) return [];
      const added = asMap(said);
      return added === undefined
        ? []
        : [toMap([...entriesOf(added), ...gone.map((key) => [key, new Remove()] as const)])];
    },
  };
}

function merged(base: unknown, overlay: unknown, becomesMap: boolean, way: Way): unknown {
  if (Array.isArray(base) && Array.isArray(overlay)) return appendUnique(base, overlay, PAIR);
  if (isPlainMap(base) && isPlainMap(overlay)) return mergeMaps(base, overlay, ENTRIES, way);
  if (isPlainMap(base) && Array.isArray(overlay)) return listIntoMap(base, overlay, way);
  if (Array.isArray(base) && isPlainMap(overlay)) return mapIntoList(base, overlay, becomesMap, way);
  return refuse(base, overlay, way);
}

/** The later file's value of a key wins, `null` included. */
const ENTRIES = {
  family: PLAIN.family,
  each: {
    family: {
      merge: (base: unknown, overlay: unknown) => (equal(base, overlay) ? base : bare(overlay)),
      meaning: PLAIN.family.meaning,
      propose: (_: unknown, to: unknown) => [to],
    },
  },
} as const;

const PAIR = { parts: pair };

interface Pair {
  readonly key: string;
  readonly value: unknown;
  /** `KEY=value`. */
  readonly item: unknown;
  /** Whether a variable hides the key, which then cannot be the key of a map. */
  readonly isHidden: boolean;
}

function pairsOf(value: unknown): readonly Pair[] {
  if (Array.isArray(value)) return value.map(readPair);
  if (!isPlainMap(value)) return [];
  return entriesOf(value).map(([key, given]) => ({
    key: key,
    value: given,
    item: given === null ? key : joinTexts(key, '=', passed(given) ?? ''),
    isHidden: false,
  }));
}

function readPair(item: unknown): Pair {
  const text = asText(item);
  const sides = text === undefined ? undefined : cutText(text, '=');
  const key = sides?.[0] ?? item;
  return { key: identity(key), value: sides?.[1] ?? null, item, isHidden: typeof key !== 'string' };
}

/** A value as Compose passes it on; undefined for none. */
function passed(value: unknown): ComposeText | undefined {
  return value === null || value === undefined ? undefined : (asText(value) ?? inWords(value));
}

function listIntoMap(base: PlainMap, overlay: readonly unknown[], way: Way): unknown {
  const said = bare(overlay);
  const pairs = pairsOf(said);
  const map = asMap(pairs);
  if (map !== undefined) return mergeMaps(base, map, ENTRIES, way);
  return appendUnique(
    pairsOf(base).map(({ item }) => item),
    pairs.map(({ item }) => item),
    PAIR,
  );
}

function mapIntoList(base: readonly unknown[], overlay: PlainMap, becomesMap: boolean, way: Way): unknown {
  const pairs = pairsOf(base);
  if (becomesMap && way.isCanonical) return mergeMaps(asMap(pairs) ?? {}, overlay, ENTRIES, way);
  for (const [key, value] of entriesOf(overlay)) {
    if (isReset(value)) way.report(resetWithoutEffect([...way.pointer, key]));
  }
  const said = bare(overlay);
  if (!isPlainMap(said) || entriesOf(said).length === 0) return base;
  const map = asMap(pairs);
  if (map !== undefined) return mergeMaps(map, said, ENTRIES, way);
  return appendUnique(
    base,
    pairsOf(said).map(({ item }) => item),
    PAIR,
  );
}

/** Undefined where a variable hides a key. */
function asMap(pairs: readonly Pair[]): PlainMap | undefined {
  return pairs.some(({ isHidden }) => isHidden) ? undefined : toMap(pairs.map(({ key, value }) => [key, value]));
}

function isSame(one: unknown, other: unknown, nothing: null | ''): boolean {
  return equal(passed(one) ?? nothing, passed(other) ?? nothing);
}
