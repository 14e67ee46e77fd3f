/**
 * Prints data with what its file said beside it: comments, blank lines, anchors, aliases and merge keys.
 *
 * A note is only printed while it is true. So data that has changed since it was read keeps its meaning. Values that
 * differ from their alias or merge are printed in full.
 *
 * @module
 */
import { printBeside, printComment } from './comment';
import { DEEPEST, isEmpty, isPlainMap, type PlainMap } from './data';
import { withoutTag } from './dialect';
import { tooDeep } from './errors';
import { FindingError } from './finding';
import { ANCHOR, MERGE, type Note } from './notes';
import { isFilled, LINE, Printing } from './printing';
import { resolvePlain } from './resolve';
import { isSame } from './same';
import { isBlockText } from './scalar';

/** The value of an anchor. */
interface Anchored {
  readonly value: unknown;
  /** Whether it is still being printed, so that an alias would stand in itself. */
  isOpen: boolean;
}

export class NotedPrinter extends Printing {
  private readonly anchors = new Map<string, Anchored>();

  print(data: unknown, note: Note): string {
    if (note.before !== undefined) this.out.write(`${printComment(note.before)}\n`);
    const tagged = this.taggedCollection(data);
    if (tagged === undefined) return this.root(data, note);
    this.out.write(`${tagged.name}\n`);
    return this.root(tagged.value, note);
  }

  private root(data: unknown, note: Note): string {
    if (isPlainMap(data) && !isEmpty(data)) this.map(data, '', note, 0, false);
    else if (Array.isArray(data) && data.length > 0) this.list(data, '', note, 0, false);
    else this.out.write(`${this.inline(data)}\n`);
    // The anchor of a map or list has been printed with it.
    if (typeof data !== 'object' || data === null || isEmptyCollection(data)) this.comment(note.after, '');
    return this.out.text();
  }

  /** @param isInline whether the line of its first entry has already been begun */
  private map(map: PlainMap, indent: string, note: Note, depth: number, isInline: boolean): void {
    if (depth > DEEPEST) throw new FindingError(tooDeep([], DEEPEST));
    let merged: ReadonlyMap<string, unknown> | undefined;
    let isFirst = true;
    let isMerged = false;
    const begin = (entry: Note): void => {
      if (!isFirst && entry.spaced) this.out.write('\n');
      // Above the first entry of an item it has been printed above the dash.
      if (!isFirst || !isInline) {
        this.comment(entry.before, indent);
        this.out.write(indent);
      }
      isFirst = false;
    };
    const merge = (): void => {
      const entry = noteOf(note, MERGE);
      const names = (note.merges ?? []).map((name) => `*${name}`);
      begin(entry);
      this.out.write(`<<: ${names.length === 1 ? names[0] : `[${names.join(', ')}]`}${beside(entry)}\n`);
      isMerged = true;
    };
    const keys = Object.keys(map).filter((key) => map[key] !== undefined);
    const isBrought = (key: string): boolean => {
      // Not before: the anchor may stand in an entry above.
      merged ??= this.merged(map, note);
      // An entry with notes was written out in the file although the merge adds it.
      if (note.entries?.has(key) === true) return false;
      return merged?.has(key) === true && this.same(merged.get(key), map[key]);
    };
    // A merge that brings nothing stands at the top.
    if (this.merged(map, note) !== undefined && !keys.some(isBrought)) merge();
    for (const key of keys) {
      if (isBrought(key)) {
        if (!isMerged) merge();
        continue;
      }
      const entry = noteOf(note, key);
      begin(entry);
      const width = this.key(key, indent);
      this.value(map[key], indent, entry, depth + 1, indent.length + width);
    }
    this.comment(note.after, indent);
  }

  /** The entries that a map's merge key adds; undefined without a merge key that still holds. */
  private merged(map: PlainMap, note: Note): ReadonlyMap<string, unknown> | undefined {
    if (note.merges === undefined || note.merges.length === 0) return undefined;
    const merged = new Map<string, unknown>();
    for (const name of note.merges) {
      const anchored = this.anchors.get(name);
      if (anchored === undefined || anchored.isOpen) return undefined;
      const source = withoutTag(anchored.value, this.dialect);
      if (!isPlainMap(source)) return undefined;
      for (const key of Object.keys(source)) {
        if (map[key] === undefined) return undefined;
        if (!merged.has(key)) merged.set(key, source[key]);
      }
    }
    return merged;
  }

  private list(list: readonly unknown[], indent: string, note: Note, depth: number, isInline: boolean): void {
    if (depth > DEEPEST) throw new FindingError(tooDeep([], DEEPEST));
    for (let index = 0; index < list.length; index++) {
      const item = list[index];
      const entry = noteOf(note, String(index));
      if (index > 0 && entry.spaced) this.out.write('\n');
      if (index > 0 || !isInline) {
        this.aboveItem(item, entry, indent);
        this.out.write(indent);
      }
      this.out.write('-');
      this.item(item, indent, entry, depth + 1);
    }
    this.comment(note.after, indent);
  }

  /** The comments above an item, and above what begins in the line of its dash. */
  private aboveItem(item: unknown, note: Note, indent: string): void {
    this.comment(note.before, indent);
    if (note.anchor !== undefined || !isFilled(item) || this.isAlias(item, note)) return;
    this.comment(note.beside, indent);
    if (Array.isArray(item)) this.aboveItem(item[0], noteOf(note, '0'), indent);
    else if (isPlainMap(item) && note.merges === undefined) {
      const first = Object.keys(item).find((key) => item[key] !== undefined) ?? '';
      this.comment(noteOf(note, first).before, indent);
    }
  }

  private item(item: unknown, indent: string, note: Note, depth: number): void {
    const isShort = this.isAlias(item, note) || this.anchorOf(note) !== undefined;
    if (!isShort && Array.isArray(item) && item.length > 0) {
      this.out.write(' ');
      this.list(item, `${indent}  `, note, depth, true);
    } else if (!isShort && isPlainMap(item) && !isEmpty(item)) {
      this.out.write(' ');
      this.map(item, `${indent}  `, note, depth, true);
    } else if (item === null && this.anchorOf(note) === undefined && !this.isAlias(item, note)) {
      this.out.write(` null${beside(note)}\n`);
    } else {
      this.value(item, indent, note, depth, LINE);
    }
  }

  /** The text after the colon of an entry, or after a dash. */
  private value(value: unknown, indent: string, note: Note, depth: number, column: number): void {
    if (this.isAlias(value, note)) {
      this.out.write(` *${note.alias}${beside(note)}\n`);
      return;
    }
    const name = this.anchorOf(note);
    if (name === undefined) {
      this.content(value, indent, note, depth, column);
      return;
    }
    const anchored: Anchored = { value, isOpen: true };
    this.anchors.set(name, anchored);
    this.out.write(` &${name}`);
    this.content(value, indent, note, depth, column + name.length + 2);
    anchored.isOpen = false;
  }

  private content(value: unknown, indent: string, note: Note, depth: number, column: number): void {
    const tagged = this.taggedCollection(value);
    if (tagged !== undefined) {
      this.out.write(` ${tagged.name}`);
      this.content(tagged.value, indent, note, depth, LINE);
    } else if (Array.isArray(value) && value.length > 0) {
      const hasNotes = note.entries !== undefined || note.after !== undefined;
      const line = hasNotes ? undefined : this.flow(value, LINE - column);
      this.out.write(line === undefined ? `${beside(note)}\n` : ` ${line}${beside(note)}\n`);
      if (line === undefined) this.list(value, `${indent}  `, note, depth, false);
    } else if (isPlainMap(value) && (!isEmpty(value) || this.merged(value, note) !== undefined)) {
      this.out.write(`${beside(note)}\n`);
      this.map(value, `${indent}  `, note, depth, false);
    } else {
      this.out.write(`${this.scalar(value, indent, note)}\n`);
    }
  }

  /** With the space before it and the comment beside it. */
  private scalar(value: unknown, indent: string, note: Note): string {
    if (value === null) return beside(note);
    if (note.source !== undefined && resolvePlain(note.source).value === value) return ` ${note.source}${beside(note)}`;
    if (note.block === true && (typeof value === 'string' || (typeof value === 'object' && this.isText(value)))) {
      const text = this.text(value);
      if (isBlockText(text)) {
        const isEnded = text.endsWith('\n');
        const lines = (isEnded ? text.slice(0, -1) : text).split('\n');
        const printed = lines.map((line) => (line === '' ? '' : `${indent}  ${line}`)).join('\n');
        return ` |${isEnded ? '' : '-'}${beside(note)}\n${printed}`;
      }
    }
    return ` ${this.inline(value)}${beside(note)}`;
  }

  /** Whether the value is still what its alias stands for. */
  private isAlias(value: unknown, { alias }: Note): boolean {
    const anchored = alias === undefined ? undefined : this.anchors.get(alias);
    return anchored !== undefined && !anchored.isOpen && this.same(anchored.value, value);
  }

  private anchorOf({ anchor }: Note): string | undefined {
    return anchor !== undefined && ANCHOR.test(anchor) ? anchor : undefined;
  }

  private same(some: unknown, other: unknown): boolean {
    return isSame(some, other, this.dialect);
  }

  private comment(comment: string | undefined, indent: string): void {
    if (comment !== undefined) this.out.write(printComment(comment, indent));
  }
}

const SILENT: Note = {};

function noteOf(note: Note, key: string): Note {
  return note.entries?.get(key) ?? SILENT;
}

function beside(note: Note): string {
  return note.beside === undefined ? '' : printBeside(note.beside);
}

function isEmptyCollection(value: object): boolean {
  return (Array.isArray(value) || isPlainMap(value)) && !isFilled(value);
}
