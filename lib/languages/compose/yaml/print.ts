/**
 * Prints plain data as YAML: block style, two spaces, keys in authoring order, the same bytes for the same data. A list of
 * scalars that fits stands on one line.
 *
 * @example
 * ```ts
 * printYaml({ name: 'kitteh', services: { web: { image: 'nginx:1.27' } } });
 * ```
 *
 * @module
 */
import { DEEPEST, findNotData, isPlainMap, type PlainMap } from '../data';
import { notData, tooDeep } from '../errors';
import { ComposeError, type Finding } from '../finding';
import { printNumber, printString } from './scalar';
import { isDeferred, type Text } from '../text/variable';

/** What surrounds the entries of a map: a tree beside the data, holding only the keys that something is said about. */
export interface YamlLayout {
  /** A comment above the entry, one line per line of text. Characters that cannot be seen become U+FFFD. */
  readonly comment?: string;
  /** Whether a blank line goes between the entries of this map. @default false */
  readonly spaced?: boolean;
  readonly entries?: ReadonlyMap<string, YamlLayout>;
}

export interface YamlOptions {
  /** @default no comments, no blank lines */
  readonly layout?: YamlLayout;
  /**
   * What a text in a value (never in a key) is printed as, before YAML quotes it. @default strings as they are;
   * variables are refused
   */
  readonly text?: (value: Text) => string;
}

/** An implicit key may have 1024 characters: https://yaml.org/spec/1.2.2/#rule-ns-s-block-map-implicit-key */
const LONGEST_KEY = 1000;

/** Longest line that a list is put on. */
const LINE = 100;

/** What may be syntax in a plain scalar between brackets, or looks like it to a person. */
const FLOW_SYNTAX = /[,[\]{}:?; ]/;

/**
 * Prints data as YAML. An `undefined` entry of a map is left out; `null` in a map prints as nothing after the colon.
 *
 * @throws ComposeError naming the place, if the data holds what a Compose file cannot: an object of a class, NaN, half
 * of a UTF-16 pair, itself
 */
export function printYaml(data: unknown, options: YamlOptions = {}): string {
  const printer = new Printer(options.text ?? literalText);
  try {
    return printer.print(data, options.layout);
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    // Printing keeps no pointer, so that it stays fast; a second walk finds the place.
    const located = unprintable(data);
    throw located === undefined ? error : new ComposeError(located);
  }
}

/** The text as comment lines, each beginning with `indent` and `#`; nothing in it can end its line. */
export function printComment(comment: string, indent = ''): string {
  const lines = comment.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  return lines.map((line) => `${`${indent}# ${line.replace(UNSEEN, '\ufffd')}`.trimEnd()}\n`).join('');
}

const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]|\p{Cs}/gu;

function literalText(value: Text): string {
  if (typeof value === 'string') return value;
  throw new ComposeError(notData([], 'a variable where no interpolation takes place'));
}

/** Text that grows. Joined now and then: to carry millions of pieces along costs more than to make them. */
class Output {
  private readonly joined: string[] = [];
  private pieces: string[] = [];

  write(piece: string): void {
    if (this.pieces.push(piece) < 2048) return;
    this.joined.push(this.pieces.join(''));
    this.pieces = [];
  }

  text(): string {
    return this.joined.join('') + this.pieces.join('');
  }
}

class Printer {
  private readonly out = new Output();
  /** Most keys occur many times. */
  private readonly keys = new Map<string, string>();

  constructor(private readonly text: (value: Text) => string) {}

  print(data: unknown, layout: YamlLayout | undefined): string {
    if (isPlainMap(data) && !isEmpty(data)) this.map(data, '', layout, 0);
    else if (Array.isArray(data) && data.length > 0) this.list(data, '', 0);
    else this.out.write(`${this.inline(data)}\n`);
    return this.out.text();
  }

  private map(map: PlainMap, indent: string, layout: YamlLayout | undefined, depth: number, isInline = false): void {
    if (depth > DEEPEST) throw new ComposeError(tooDeep([], DEEPEST));
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

  /** @returns how many columns it takes */
  private key(key: string, indent: string): number {
    let printed = this.keys.get(key);
    if (printed === undefined) {
      printed = this.string(key);
      this.keys.set(key, printed);
    }
    this.out.write(printed.length <= LONGEST_KEY ? `${printed}:` : `? ${printed}\n${indent}:`);
    return printed.length + 1;
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
      this.out.write(` ${this.inline(value)}\n`);
    }
  }

  /** A list of scalars on one line, or undefined if it holds something else or does not fit. */
  private flow(list: readonly unknown[], room: number): string | undefined {
    let line = '';
    for (const item of list) {
      if (typeof item === 'object' && item !== null && !isDeferred(item)) return undefined;
      const scalar = this.inline(item);
      // between brackets a comma, a bracket or a colon can be syntax: https://yaml.org/spec/1.2.2/#rule-ns-plain-safe
      line += `${line === '' ? '' : ', '}${FLOW_SYNTAX.test(scalar) && !scalar.startsWith('"') ? `"${escapeQuotes(scalar)}"` : scalar}`;
      if (line.length > room) return undefined;
    }
    return `[${line}]`;
  }

  /** The items of a list, the first of them where the line has already been indented. */
  private list(list: readonly unknown[], indent: string, depth: number): void {
    if (depth > DEEPEST) throw new ComposeError(tooDeep([], DEEPEST));
    for (let index = 0; index < list.length; index++) {
      const item = list[index];
      this.out.write(index === 0 ? '- ' : `${indent}- `);
      if (Array.isArray(item) && item.length > 0) this.list(item, `${indent}  `, depth + 1);
      else if (isPlainMap(item) && !isEmpty(item)) this.map(item, `${indent}  `, undefined, depth + 1, true);
      else this.out.write(`${this.inline(item)}\n`);
    }
  }

  /** A scalar or an empty collection. */
  private inline(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return this.string(this.text(value));
      case 'boolean':
        return String(value);
      case 'number':
        return printNumber(value) ?? refuse(value);
      default:
        if (value === null) return 'null';
        if (isDeferred(value)) return this.string(this.text(value));
        if (Array.isArray(value)) return '[]';
        return isPlainMap(value) ? '{}' : refuse(value);
    }
  }

  private string(value: string): string {
    return printString(value) ?? refuse(value);
  }
}

/** A plain scalar holds printable ASCII only, so that two escapes are enough. */
function escapeQuotes(plain: string): string {
  return plain.replace(/["\\]/g, '\\$&');
}

function isEmpty(map: PlainMap): boolean {
  for (const key in map) if (map[key] !== undefined) return false;
  return true;
}

function refuse(value: unknown): never {
  throw new ComposeError(unprintable(value) ?? notData([], 'this'));
}

/** What YAML cannot hold; a NUL it can. */
function unprintable(value: unknown): Finding | undefined {
  return findNotData(value).find(({ id }) => id !== 'nul-character');
}
