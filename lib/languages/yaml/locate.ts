/**
 * Finds the place in a YAML document at which a value is written.
 *
 * @module
 */
import type { Alias, ParsedNode, YAMLMap } from 'yaml';
import type { Position } from './finding';
import type { Lines } from './lines';
import { MERGE } from './notes';

/** An entry of a map; the value is absent where nothing stands after the key. */
interface Written {
  readonly key: ParsedNode;
  readonly value: ParsedNode | null;
}

/** Follows pointers through one document. */
export class Locator {
  private readonly yaml = require('yaml') as typeof import('yaml');
  private readonly maps = new Map<ParsedNode, ReadonlyMap<string, Written>>();

  constructor(
    private readonly root: ParsedNode | null,
    private readonly targets: ReadonlyMap<Alias, ParsedNode>,
    private readonly lines: Lines,
  ) {}

  locate(pointer: readonly string[], where: 'key' | 'value'): Position | undefined {
    let key: ParsedNode | undefined;
    let value = this.root;
    for (const step of pointer) {
      const written = this.step(this.resolve(value), step);
      if (written === undefined) return undefined;
      ({ key, value } = written);
    }
    const node = where === 'key' ? (key ?? value) : (value ?? key);
    return node === null || node === undefined ? undefined : this.lines.position(node.range[0]);
  }

  private step(node: ParsedNode | null, step: string): Written | undefined {
    if (this.yaml.isMap(node)) return this.entriesOf(node).get(step);
    if (!this.yaml.isSeq(node)) return undefined;
    const item = node.items[Number(step)] as ParsedNode | undefined;
    return item === undefined ? undefined : { key: item, value: item };
  }

  /** All entries of a map, merged ones included, unless they stand in it as well. */
  private entriesOf(map: YAMLMap.Parsed): ReadonlyMap<string, Written> {
    const known = this.maps.get(map);
    if (known !== undefined) return known;
    const entries = new Map<string, Written>();
    // Before it is filled: hostile maps merge themselves.
    this.maps.set(map, entries);
    for (const { key, value } of map.items) {
      const name = this.nameOf(key);
      if (!entries.has(name)) entries.set(name, { key, value });
    }
    const merge = entries.get(MERGE);
    if (merge !== undefined && 'type' in merge.key && merge.key.type === 'PLAIN') {
      for (const source of this.sourcesOf(merge.value)) {
        for (const [name, entry] of this.entriesOf(source)) if (!entries.has(name)) entries.set(name, entry);
      }
    }
    return entries;
  }

  private sourcesOf(value: ParsedNode | null): YAMLMap.Parsed[] {
    const node = this.resolve(value);
    const sources = this.yaml.isSeq(node) ? node.items.map((item) => this.resolve(item)) : [node];
    return sources.filter((source) => this.yaml.isMap(source)) as YAMLMap.Parsed[];
  }

  private nameOf(key: ParsedNode): string {
    const node = this.resolve(key);
    return this.yaml.isScalar(node) ? (node.source ?? '') : '';
  }

  private resolve(node: ParsedNode | null): ParsedNode | null {
    return this.yaml.isAlias(node) ? (this.targets.get(node) ?? null) : node;
  }
}
