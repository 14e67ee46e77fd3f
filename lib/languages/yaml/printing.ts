/**
 * The common parts of all YAML printers: scalars, keys, and lists that fit on a line.
 *
 * @module
 */
import { isEmpty, isPlainMap, type PlainMap } from './data';
import type { Dialect, Tagged } from './dialect';
import { notData } from './errors';
import { FindingError } from './finding';
import { printNumber, printString } from './scalar';
import { unprintable } from './unprintable';

/** An implicit key may have 1024 characters: https://yaml.org/spec/1.2.2/#rule-ns-s-block-map-implicit-key */
const LONGEST_KEY = 1000;

/** Longest line that a list is put on. */
export const LINE = 100;

/** Characters that may be syntax in a plain scalar between brackets, or look like it. */
const FLOW_SYNTAX = /[,[\]{}:?; ]/;

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

/** Prints what stands on one line. */
export abstract class Printing {
  protected readonly out = new Output();
  /** Most keys occur many times. */
  private readonly keys = new Map<string, string>();

  constructor(protected readonly dialect: Dialect) {}

  /** @returns how many columns it takes */
  protected key(key: string, indent: string): number {
    let printed = this.keys.get(key);
    if (printed === undefined) {
      printed = this.string(key);
      this.keys.set(key, printed);
    }
    this.out.write(printed.length <= LONGEST_KEY ? `${printed}:` : `? ${printed}\n${indent}:`);
    return printed.length + 1;
  }

  /** A list of scalars on one line, or undefined if it holds something else or does not fit. */
  protected flow(list: readonly unknown[], room: number): string | undefined {
    let line = '';
    for (const item of list) {
      if (typeof item === 'object' && item !== null && !this.isText(item)) return undefined;
      const scalar = this.inline(item);
      // between brackets a comma, a bracket or a colon can be syntax: https://yaml.org/spec/1.2.2/#rule-ns-plain-safe
      line += `${line === '' ? '' : ', '}${FLOW_SYNTAX.test(scalar) && !scalar.startsWith('"') ? `"${escapeQuotes(scalar)}"` : scalar}`;
      if (line.length > room) return undefined;
    }
    return `[${line}]`;
  }

  /** A scalar or an empty collection. */
  protected inline(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return this.string(this.text(value));
      case 'boolean':
      case 'bigint':
        return String(value);
      case 'number':
        return printNumber(value) ?? this.refuse(value);
      case 'object':
        return value === null ? 'null' : this.object(value);
      default:
        return this.refuse(value);
    }
  }

  private object(value: object): string {
    if (this.isText(value)) return this.string(this.text(value));
    if (Array.isArray(value)) return '[]';
    if (isPlainMap(value)) return '{}';
    const tagged = this.dialect.tagOf?.(value);
    return tagged === undefined ? this.refuse(value) : `${tagged.name} ${this.inline(tagged.value)}`;
  }

  protected string(value: string): string {
    return printString(value) ?? this.refuse(value);
  }

  /** A string, or an object that is a text of the language, as the file holds it. */
  protected text(value: string | object): string {
    const { texts } = this.dialect;
    if (texts !== undefined) return texts.print(value);
    return typeof value === 'string' ? value : this.refuse(value);
  }

  protected isText(value: object): boolean {
    return this.dialect.texts?.is(value) === true;
  }

  /** The tag of a value, if the map or list behind it needs lines of its own. */
  protected taggedCollection(value: unknown): Tagged | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    const tagged = this.dialect.tagOf?.(value);
    return isFilled(tagged?.value) ? tagged : undefined;
  }

  private refuse(value: unknown): never {
    throw new FindingError(unprintable(value, this.dialect) ?? notData(this.dialect.reader, [], 'this'));
  }
}

/** A plain scalar holds printable ASCII only, so that two escapes are enough. */
function escapeQuotes(plain: string): string {
  return plain.replace(/["\\]/g, '\\$&');
}

/** Whether a value is a map or a list that is not empty. */
export function isFilled(value: unknown): value is PlainMap | readonly unknown[] {
  return Array.isArray(value) ? value.length > 0 : isPlainMap(value) && !isEmpty(value);
}
