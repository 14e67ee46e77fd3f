/**
 * Prints plain data as YAML: block style, two spaces, keys in authoring order, the same bytes for the same data. A list of
 * scalars that fits stands on one line.
 *
 * @example
 * ```ts
 * printYaml({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } }, { reader: 'Kubernetes' });
 * ```
 *
 * @module
 */
import { printComment } from './comment';
import { DEEPEST, isEmpty, isPlainMap, type PlainMap } from './data';
import type { Dialect } from './dialect';
import { tooDeep } from './errors';
import { FindingError } from './finding';
import type { Note } from './notes';
import { NotedPrinter } from './print-noted';
import { LINE, Printing } from './printing';
import { unprintable } from './unprintable';

/** Comments and blank lines around the entries of a map: a tree that holds only the keys with notes. */
export interface YamlLayout {
  /** A comment above the entry, one line per line of text. Characters that cannot be seen become U+FFFD. */
  readonly comment?: string;
  /** Whether a blank line goes between the entries of this map. @default false */
  readonly spaced?: boolean;
  readonly entries?: ReadonlyMap<string, YamlLayout>;
}

/** How data is laid out as YAML. */
export interface YamlPrinting {
  /** Comments and blank lines. @default none */
  readonly layout?: YamlLayout;
  /**
   * The notes of the file from which the data was read. Notes that no longer hold are left out: an alias of another
   * value, a merge whose entries are gone. @default nothing
   */
  readonly notes?: Note;
}

/**
 * Prints data as YAML. An `undefined` entry of a map is left out; `null` in a map prints as nothing after the colon.
 *
 * @throws FindingError with the place, for data that no file can hold: class instances, NaN, lone surrogates, cycles
 */
export function printYaml(data: unknown, dialect: Dialect, options: YamlPrinting = {}): string {
  try {
    if (options.notes !== undefined) return new NotedPrinter(dialect).print(data, options.notes);
    return new Printer(dialect).print(data, options.layout);
  } catch (error) {
    if (!(error instanceof FindingError)) throw error;
    // Printing keeps no pointer, so that it stays fast; a second walk finds the place.
    const located = unprintable(data, dialect);
    throw located === undefined ? error : new FindingError(located);
  }
}

class Printer extends Printing {
  print(data: unknown, layout: YamlLayout | undefined): string {
    if (isPlainMap(data) && !isEmpty(data)) this.map(data, '', layout, 0);
    else if (Array.isArray(data) && data.length > 0) this.list(data, '', 0);
    else this.out.write(`${this.inline(data)}\n`);
    return this.out.text();
  }

  private map(map: PlainMap, indent: string, layout: YamlLayout | undefined, depth: number, isInline = false): void {
    if (depth > DEEPEST) throw new FindingError(tooDeep([], DEEPEST));
    let isFirst = true;
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      const entry = layout?.entries?.get(key);
      if (!isFirst && layout?.spaced) this.out.write('\n');
      if (entry?.comment !== undefined) this.out.write(printComment(entry.comment, indent));
      if (!isFirst || !isInline) this.out.write(indent);
      isFirst = false;
      const width = this.key(key, indent);
      this.value(value, indent, entry, depth + 1, indent.length + width);
    }
  }

  /** The rest of an entry, after its colon. */
  private value(value: unknown, indent: string, layout: YamlLayout | undefined, depth: number, column: number): void {
    if (value === null) {
      this.out.write('\n');
    } else if (Array.isArray(value) && value.length > 0) {
      const line = this.flow(value, LINE - column);
      if (line !== undefined) {
        this.out.write(` ${line}\n`);
        return;
      }
      this.out.write(`\n${indent}  `);
      this.list(value, `${indent}  `, depth);
    } else if (isPlainMap(value) && !isEmpty(value)) {
      this.out.write('\n');
      this.map(value, `${indent}  `, layout, depth);
    } else {
      const tagged = this.taggedCollection(value);
      if (tagged === undefined) {
        this.out.write(` ${this.inline(value)}\n`);
        return;
      }
      this.out.write(` ${tagged.name}`);
      this.value(tagged.value, indent, layout, depth, column + tagged.name.length + 1);
    }
  }

  /** The items of a list, the first of them where the line has already been indented. */
  private list(list: readonly unknown[], indent: string, depth: number): void {
    if (depth > DEEPEST) throw new FindingError(tooDeep([], DEEPEST));
    for (let index = 0; index < list.length; index++) {
      const item = list[index];
      this.out.write(index === 0 ? '- ' : `${indent}- `);
      if (Array.isArray(item) && item.length > 0) this.list(item, `${indent}  `, depth + 1);
      else if (isPlainMap(item) && !isEmpty(item)) this.map(item, `${indent}  `, undefined, depth + 1, true);
      else {
        const tagged = this.taggedCollection(item);
        this.out.write(tagged === undefined ? `${this.inline(item)}\n` : tagged.name);
        if (tagged !== undefined) this.value(tagged.value, indent, undefined, depth + 1, LINE);
      }
    }
  }
}
