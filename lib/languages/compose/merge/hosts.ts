/**
 * `extra_hosts`: every file adds addresses to a host, none replaces them.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#extra_hosts
 * @module
 */
import { inWords } from '../../../words';
import { entriesOf, entryOf, isPlainMap, type PlainMap, toMap } from '../data';
import { asText, cutText, joinTexts, splitText } from '../forms/texts';
import { isOverride, isReset, Remove, Replace } from '../overlay';
import type { ComposeText } from '../text/variable';
import { resetWithoutEffect, twiceWhenMerged } from './errors';
import type { Family, Way } from './family';
import { asList, effective } from './lists';
import { meaningAt, PLAIN, refuse } from './plain';
import { bare, equal, identity } from './values';

/** A list of `host=address`, or a map from hosts to one address or several. */
export const hosts: Family = {
  merge(base, overlay, _, way) {
    if (overlay === null) return base;
    if (base === null) return bare(overlay);
    return asList(base, merged(base, effective(base, overlay, way), way), way);
  },

  meaning(value) {
    const lines = linesOf(value);
    if (lines === undefined) return meaningAt(value, PLAIN);
    const found = new Map<string, string[]>();
    for (const line of lines) {
      const [host, addresses] = cutLine(line) ?? [line, ''];
      const list = found.get(identity(host)) ?? [];
      list.push(...splitText(addresses, ',').map((address) => identity(address).replace(/^\[(.+)\]$/, '$1')));
      found.set(identity(host), list.sort());
    }
    return found.size === 0 ? undefined : found;
  },

  propose(from, to) {
    const [before, after] = [linesOf(from) ?? [], linesOf(to) ?? []];
    const known = new Set(before.map(identity));
    const fresh = after.filter((line) => !known.has(identity(line)));
    const added = Array.isArray(to) ? fresh : (asMap(fresh) ?? fresh);
    return isPlainMap(from) ? [added, ...derived(from, to)] : [added];
  },
};

function merged(base: unknown, overlay: unknown, way: Way): unknown {
  if (Array.isArray(base) && isPlainMap(overlay)) {
    for (const [key, value] of entriesOf(overlay))
      if (isReset(value)) way.report(resetWithoutEffect([...way.pointer, key]));
  }
  const kept = isPlainMap(base) && isPlainMap(overlay) ? untagged(base, overlay) : base;
  const said = bare(overlay);
  const [before, added] = [linesOf(kept), linesOf(said)];
  if (before === undefined || added === undefined) return refuse(base, overlay, way);
  const known = new Set(before.map(identity));
  const fresh = added.filter((line) => !known.has(identity(line)));
  const lines = [...before, ...fresh];
  if (new Set(lines.map(identity)).size < lines.length) way.report(twiceWhenMerged([...way.pointer]));
  if (fresh.length === 0) return kept;
  if (Array.isArray(base) && Array.isArray(said)) return lines;
  return asMap(lines) ?? lines;
}

/** The base without the hosts that the overlay takes away or replaces. */
function untagged(base: PlainMap, overlay: PlainMap): PlainMap {
  const isTagged = (key: string): boolean => {
    const said = entryOf(overlay, key);
    return isReset(said) || isOverride(said);
  };
  return entriesOf(base).some(([key]) => isTagged(key))
    ? toMap(entriesOf(base).filter(([key]) => !isTagged(key)))
    : base;
}

/** Host by host: where merging cannot express the change, the host is replaced. */
function derived(from: PlainMap, to: unknown): readonly PlainMap[] {
  const after = isPlainMap(to) ? to : asMap(linesOf(to) ?? []);
  if (after === undefined || Object.hasOwn(from, '*')) return [];
  const said: [string, unknown][] = [];
  for (const key of new Set([...Object.keys(from), ...Object.keys(after)])) {
    const [before, wanted] = [entryOf(from, key), entryOf(after, key)];
    const [one, other] = [before, wanted].map((value) => hosts.meaning({ [key]: value }, PLAIN));
    if (equal(one, other)) continue;
    if (wanted === undefined) said.push([key, new Remove()]);
    else said.push([key, before === undefined ? wanted : new Replace(wanted)]);
  }
  return [toMap(said)];
}

/** As Compose takes them when it merges: the entries of a map in alphabetical order. */
function linesOf(value: unknown): readonly ComposeText[] | undefined {
  if (Array.isArray(value)) return value.every((line) => asText(line) !== undefined) ? value : undefined;
  if (asText(value) !== undefined) return [value as ComposeText]; // just asked
  if (!isPlainMap(value)) return undefined;
  const lines = entriesOf(value).flatMap(([host, given]) =>
    (Array.isArray(given) ? given : [given]).map((address) =>
      joinTexts(host, '=', asText(address) ?? inWords(address ?? '')),
    ),
  );
  return lines
    .map((line) => ({ line, rank: identity(line) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ line }) => line);
}

/** `host=address`, or with `:`; undefined where a variable hides both. */
function cutLine(line: ComposeText): readonly [ComposeText, ComposeText] | undefined {
  return cutText(line, '=') ?? cutText(line, ':');
}

function asMap(lines: readonly ComposeText[]): PlainMap | undefined {
  const found = new Map<string, ComposeText[]>();
  for (const line of lines) {
    const [host, addresses] = cutLine(line) ?? [undefined, ''];
    if (typeof host !== 'string') return undefined;
    found.set(host, [...(found.get(host) ?? []), ...splitText(addresses, ',')]);
  }
  return toMap([...found].map(([host, list]) => [host, list.length === 1 ? list[0] : list]));
}
