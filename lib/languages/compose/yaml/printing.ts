/**
 * What all printers of YAML have in common: scalars, keys, and lists that fit on a line.
 *
 * @module
 */
import { findNotData, isPlainMap, type PlainMap } from '../data';
import { notData } from '../errors';
import { ComposeError, type Finding } from '../finding';
import { isOverride, isReset } from '../overlay';
import { isDeferred, type Text } from '../text/variable';
import { printNumber, printString } from './scalar';

/** An implicit key may have 1024 characters: https://yaml.org/spec/1.2.2/#rule-ns-s-block-map-implicit-key */
const LONGEST_KEY = 1000;

/** Longest line that a list is put on. */
export const LINE = 100;

/** What may be syntax in a plain scalar between brackets, or looks like it to a person. */
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

  constructor(protected readonly text: (value: Text) => string) {}

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
      if (typeof item === 'object' && item !== null && !isDeferred(item)) return undefined;
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
        return printNumber(value) ?? refuse(value);
      default:
        if (value === null) return 'null';
        if (isDeferred(value)) return this.string(this.text(value));
        if (Array.isArray(value)) return '[]';
        if (isReset(value)) return '!reset null';
        if (isOverride(value)) return `!override ${this.inline(value.value)}`;
        return isPlainMap(value) ? '{}' : refuse(value);
    }
  }

  protected string(value: string): string {
    return printString(value) ?? refuse(value);
  }
}

/** A plain scalar holds printable ASCII only, so that two escapes are enough. */
function escapeQuotes(plain: string): string {
  return plain.replace(/["\\]/g, '\\$&');
}

export function isEmpty(map: PlainMap): boolean {
  for (const key in map) if (map[key] !== undefined) return false;
  return true;
}

function refuse(value: unknown): never {
  throw new ComposeError(unprintable(value) ?? notData([], 'this'));
}

/** What YAML cannot hold; a NUL it can. */
export function unprintable(value: unknown): Finding | undefined {
  return findNotData(value).find(({ id }) => id !== 'nul-character');
}
