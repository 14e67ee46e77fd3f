/**
 * From the nodes of a YAML document to data as Go reads it, with notes beside it.
 *
 * @see https://github.com/yaml/go-yaml/blob/v3.0.4/decode.go
 * @module
 */
import type { Alias, Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import { type Anchor, type AnchorTable, MOST_ALIASED } from './anchors';
import { isPlainMap } from './data';
import { type Dialect, withoutTag } from './dialect';
import * as errors from './errors';
import type { Finding, Position } from './finding';
import type { Lines } from './lines';
import { isMergeKey, joinEntries, type Merged } from './merge-keys';
import { dashesOf, kindOf } from './nodes';
import { ANCHOR, MERGE, NoteDraft } from './notes';
import { type Container, type Entry, Places } from './places';
import { ScalarReader } from './scalars';

export interface Built {
  /** Undefined if aliases expand without end. */
  readonly data: unknown;
  readonly draft: NoteDraft;
  readonly places: Places;
  /** The node of each alias's anchor. */
  readonly targets: ReadonlyMap<Alias, ParsedNode>;
}

/** Where a value is: the pointer to it, and what it is the value of. */
interface NodePlace {
  readonly pointer: readonly string[];
  readonly draft: NoteDraft;
  readonly entry: Entry | undefined;
}

/** Reads one document; adds to `findings` what is wrong with it. */
export function build(
  root: ParsedNode | null,
  dialect: Dialect,
  lines: Lines,
  anchors: AnchorTable,
  findings: Finding[],
): Built {
  return new Builder(dialect, lines, anchors, findings).build(root);
}

class Builder {
  private readonly yaml = require('yaml') as typeof import('yaml');
  private readonly targets = new Map<Alias, ParsedNode>();
  private readonly places = new Places();
  private readonly scalars: ScalarReader;
  /** How many values were read, and how many of them only because of aliases. */
  private size = 0;
  private aliased = 0;
  private isExhausted = false;
  /** Whether a tag around what is read leaves the tags in it without meaning. */
  private isInWhole = false;

  constructor(
    private readonly dialect: Dialect,
    private readonly lines: Lines,
    private readonly anchors: AnchorTable,
    private readonly findings: Finding[],
  ) {
    this.scalars = new ScalarReader(dialect, lines, findings);
  }

  build(root: ParsedNode | null): Built {
    const draft = new NoteDraft();
    const data = root === null ? null : this.value(root, { pointer: [], draft, entry: undefined });
    const { places, targets } = this;
    return { data: this.isExhausted ? undefined : data, draft, places, targets };
  }

  private value(node: ParsedNode, place: NodePlace): unknown {
    // Once a mistake is found, the data is no longer needed.
    if (this.isExhausted) return null;
    this.size++;
    if (this.yaml.isAlias(node)) return this.alias(node, place);
    if (node.anchor === undefined) return this.content(node, place);
    const { anchor: name } = node;
    if (!ANCHOR.test(name)) this.report(errors.anchorName(this.dialect.reader, place.pointer, name, this.at(node)));
    else if (place.pointer.length > 0) place.draft.anchor = name;
    const before = this.size;
    const anchor: Anchor = { node, isOpen: true, value: null, aliased: null, size: 0 };
    this.anchors.set(name, anchor);
    anchor.value = this.content(node, place);
    anchor.aliased = this.dialect.sharing?.aliased(anchor.value) ?? anchor.value;
    anchor.size = this.size - before + 1;
    anchor.isOpen = false;
    return anchor.value;
  }

  private alias(node: Alias.Parsed, { pointer, draft }: NodePlace): unknown {
    const anchor = this.anchorOf(node, pointer);
    if (anchor === undefined) return null;
    draft.alias = node.source;
    this.expand(anchor.size, node);
    return anchor.aliased;
  }

  private anchorOf(node: Alias.Parsed, pointer: readonly string[]): Anchor | undefined {
    const anchor = this.anchors.get(node.source);
    if (anchor === undefined) this.report(errors.unknownAnchor(pointer, node.source, this.at(node)));
    else if (anchor.isOpen) this.report(errors.aliasCycle(pointer, node.source, this.at(node)));
    else {
      this.targets.set(node, anchor.node);
      return anchor;
    }
    return undefined;
  }

  private expand(size: number, node: ParsedNode): void {
    this.size += size;
    this.aliased += size;
    if (this.aliased <= MOST_ALIASED || this.isExhausted) return;
    this.isExhausted = true;
    this.report(errors.tooManyAliases(MOST_ALIASED, this.at(node)));
  }

  private content(node: Exclude<ParsedNode, Alias.Parsed>, place: NodePlace): unknown {
    if (node.tag?.includes('#') === true)
      this.report(errors.oddTag(this.dialect, place.pointer, node.tag, this.at(node)));
    const tag = node.tag === undefined || this.isInWhole ? undefined : this.dialect.tags?.get(node.tag);
    if (tag?.ignoresValue === true) {
      // Anchors in what is thrown away count nevertheless.
      if (!this.yaml.isScalar(node))
        this.places.without(() => this.collection(node, { ...place, draft: new NoteDraft() }));
      return tag.read(null);
    }
    const around = this.isInWhole;
    this.isInWhole ||= tag?.isWhole === true;
    const value = this.yaml.isScalar(node)
      ? this.scalars.read(node, place.pointer, place.draft)
      : this.collection(node, place);
    this.isInWhole = around;
    return tag === undefined ? value : tag.read(value);
  }

  private collection(node: YAMLMap.Parsed | YAMLSeq.Parsed, place: NodePlace): unknown {
    const isList = this.yaml.isSeq(node);
    const token = node.srcToken;
    const isFlow = node.flow === true;
    const container = this.places.open({
      draft: place.draft,
      ...(place.entry !== undefined && { owner: place.entry }),
      column: token !== undefined && 'indent' in token && !isFlow ? token.indent : 0,
      isFlow,
      isList,
      end: node.range[1],
    });
    if (isFlow) this.checkColons(node);
    return isList ? this.list(node, place, container) : this.map(node, place, container);
  }

  /** Between brackets Go's reader takes a colon at the beginning for one that ends a key. */
  private checkColons(node: YAMLMap.Parsed | YAMLSeq.Parsed): void {
    const parts = this.yaml.isSeq(node) ? node.items : node.items.flatMap(({ key, value }) => [key, value]);
    for (const part of parts) {
      if (!this.yaml.isScalar(part) || part.type !== 'PLAIN' || part.source?.startsWith(':') !== true) continue;
      this.report(errors.colonFirst(this.dialect.reader, part.source, this.at(part)));
    }
  }

  private list(node: YAMLSeq.Parsed, { pointer, draft }: NodePlace, container: Container): readonly unknown[] {
    const dashes = dashesOf(node);
    return node.items.map((item, index) => {
      const key = String(index);
      const entryDraft = new NoteDraft();
      draft.entries.set(key, entryDraft);
      const entry = this.places.add(entryDraft, container, dashes[index] ?? item.range[0]);
      return this.value(item, { pointer: [...pointer, key], draft: entryDraft, entry });
    });
  }

  private map(node: YAMLMap.Parsed, { pointer, draft }: NodePlace, container: Container): unknown {
    const own = new Map<string, unknown>();
    const firsts = new Map<string, ParsedNode>();
    let merged: (Merged & { readonly source: unknown }) | undefined;
    for (const pair of node.items) {
      const isMerge = isMergeKey(pair.key);
      const key = isMerge ? MERGE : this.key(pair.key, pointer);
      const inside = [...pointer, key];
      const entryDraft = new NoteDraft();
      const entry = this.places.add(entryDraft, container, pair.key.range[0]);
      // Go sees no difference between a merge key and a key in quotes that looks like one.
      const first = firsts.get(key);
      if (first !== undefined) {
        this.report(errors.duplicateKey(inside, this.at(first), this.at(pair.key)));
      } else {
        firsts.set(key, pair.key);
        draft.entries.set(key, entryDraft);
      }
      if (isMerge) {
        const brought = this.mergeValue(pair, { pointer: inside, draft: entryDraft, entry }, draft);
        merged ??= { after: own.size, ...brought };
      } else {
        const value =
          pair.value === null ? null : this.value(pair.value, { pointer: inside, draft: entryDraft, entry });
        if (first === undefined) own.set(key, value);
      }
    }
    if (merged === undefined) return Object.fromEntries(own);
    const { sharing } = this.dialect;
    const map = Object.fromEntries(joinEntries(own, merged, sharing));
    return sharing?.merged(map, merged.source) ?? map;
  }

  private key(node: ParsedNode, pointer: readonly string[]): string {
    this.size++;
    if (this.yaml.isAlias(node)) {
      const anchor = this.anchorOf(node, pointer);
      if (anchor === undefined || typeof anchor.value === 'string') return String(anchor?.value ?? `*${node.source}`);
      return this.notString(anchor.value, [...pointer, `*${node.source}`], node);
    }
    const source = this.yaml.isScalar(node) ? (node.source ?? '') : '';
    const inside = [...pointer, source];
    if (this.yaml.isScalar(node)) {
      if (node.tag?.includes('#') === true) this.report(errors.oddTag(this.dialect, inside, node.tag, this.at(node)));
      const { kind, value } = this.scalars.resolve(node, inside);
      if (node.anchor !== undefined && !ANCHOR.test(node.anchor)) {
        this.report(errors.anchorName(this.dialect.reader, inside, node.anchor, this.at(node)));
      }
      if (node.anchor !== undefined) {
        this.anchors.set(node.anchor, { node, isOpen: false, value, aliased: value, size: 1 });
      }
      return typeof value === 'string' && kind === 'string' ? value : this.notString(value, inside, node);
    }
    return this.notString({}, inside, node);
  }

  /** @returns what takes the place of a key that is no string */
  private notString(value: unknown, pointer: readonly string[], node: ParsedNode): string {
    const position = this.at(node);
    if (typeof value === 'object' && value !== null)
      this.report(errors.keyNotScalar(this.dialect.reader, pointer, position));
    else this.report(errors.keyNotString(this.dialect.reader, pointer, kindOf(value), position));
    return pointer[pointer.length - 1] ?? '';
  }

  /** The entries that a merge key adds; the first map of a list wins. */
  private mergeValue(
    pair: Pair<ParsedNode, ParsedNode | null>,
    place: NodePlace,
    draft: NoteDraft,
  ): { readonly entries: ReadonlyMap<string, unknown>; readonly source: unknown } {
    const entries = new Map<string, unknown>();
    const { sharing } = this.dialect;
    let only: unknown;
    const { value } = pair;
    const isList = this.yaml.isSeq(value);
    const sources = this.isExhausted || value === null ? [] : isList ? value.items : [value];
    if (value === null) this.report(errors.mergeNotMap(place.pointer, this.at(pair.key)));
    for (const source of sources) {
      const inline = new NoteDraft();
      const read = this.value(source, { ...place, draft: inline });
      if (this.isExhausted) break;
      const built = isList && sharing ? sharing.listed(read) : read;
      if (!isList) only = built;
      const map = withoutTag(built, this.dialect);
      // a tag that says everything leaves nothing to merge
      if (map === null && built !== null) continue;
      if (!isPlainMap(map)) {
        this.report(errors.mergeNotMap(place.pointer, this.at(source)));
        continue;
      }
      if (inline.alias !== '') draft.merges.push(inline.alias);
      const keys = Object.keys(map);
      this.expand(keys.length, source);
      for (const key of keys) {
        if (entries.has(key)) continue;
        entries.set(key, map[key]);
        const note = inline.entries.get(key);
        if (note !== undefined && !draft.entries.has(key)) draft.entries.set(key, note);
      }
      if (this.isExhausted) break;
    }
    return { entries, source: only };
  }

  private at(node: ParsedNode): Position {
    return this.lines.position(node.range[0]);
  }

  private report(finding: Finding): void {
    this.findings.push(finding);
  }
}
