/**
 * Texts with variables of the deploying host, as the program spells them.
 *
 * @module
 */
import { type ComposeText, partsOf, type Reference, type TextPart } from '../../languages/compose';
import {
  call,
  type Expression,
  identifier,
  literalOf,
  object,
  property,
  propertyAccess,
  stringLiteral,
  template,
} from '../../languages/typescript';
import type { Imports } from './imports';

/** Used as often, a variable gets a name of its own. */
const OFTEN = 3;

/** The variables that texts refer to, by their operators. */
export class Texts {
  /** Keys of the constants that were used. */
  readonly used = new Set<string>();
  private readonly uses = new Map<string, { readonly reference: Reference; count: number }>();

  /**
   * @param constants names of the variables that the program declares as constants
   */
  constructor(
    private readonly constants: ReadonlyMap<string, string>,
    private readonly imports: Imports,
  ) {}

  /** Any text. */
  expression(text: ComposeText): Expression {
    const parts = partsOf(text);
    this.count(parts);
    return this.join(parts);
  }

  /** Text that follows what the program knows: `` text`${data.name}:${path}` ``. */
  after(first: Expression, parts: readonly TextPart[]): Expression {
    this.count(parts);
    return template([first, ...this.spelled(parts)], this.imports.value('text'));
  }

  /** The variables that are used often, those that others refer to first. */
  often(): readonly Reference[] {
    const names = [...this.uses.values()].map(({ reference }) => reference.name);
    const once = new Set(
      names.filter((name, index) => names.indexOf(name) === index && names.lastIndexOf(name) === index),
    );
    // a reader would confuse two constants for one variable with different defaults
    const found = [...this.uses.values()]
      .filter(({ count, reference }) => count >= OFTEN && once.has(reference.name))
      .map(({ reference }) => reference);
    return found.sort((a, b) => depthOf(a) - depthOf(b));
  }

  /** A variable, spelled out. */
  variable({ name, operator, operand }: Reference): Expression {
    const make = (method: string, ...args: Expression[]): Expression =>
      call(propertyAccess(this.imports.value('Variable'), method), stringLiteral(name), ...args);
    const emptyCounts = operator.length === 1 ? [object([property('emptyCounts', literalOf(true))])] : [];
    switch (operator) {
      case '':
        return make('of');
      case ':?':
      case '?':
        return operand.length === 0 && emptyCounts.length === 0
          ? make('required')
          : make('required', this.join(operand), ...emptyCounts);
      case '-':
        return operand.length === 0 ? make('optional') : make('withDefault', this.join(operand), ...emptyCounts);
      case ':-':
        return make('withDefault', this.join(operand));
      case ':+':
      case '+':
        return make('ifSet', this.join(operand), ...emptyCounts);
    }
  }

  private join(parts: readonly TextPart[]): Expression {
    const [first] = parts;
    if (parts.every((part) => typeof part === 'string')) return stringLiteral(parts.join(''));
    if (parts.length === 1 && first !== undefined && typeof first !== 'string') return this.named(first);
    return template(this.spelled(parts), this.imports.value('text'));
  }

  private spelled(parts: readonly TextPart[]): readonly (string | Expression)[] {
    return parts.map((part) => (typeof part === 'string' ? part : this.named(part)));
  }

  private named(reference: Reference): Expression {
    const key = keyOf(reference);
    const constant = this.constants.get(key);
    if (constant === undefined) return this.variable(reference);
    this.used.add(key);
    return identifier(constant);
  }

  private count(parts: readonly TextPart[]): void {
    for (const reference of parts) {
      if (typeof reference === 'string') continue;
      const key = keyOf(reference);
      const known = this.uses.get(key);
      if (known) known.count++;
      else this.uses.set(key, { reference, count: 1 });
    }
  }
}

/** The same for references that Compose takes for the same. */
export function keyOf({ name, operator, operand }: Reference): string {
  return JSON.stringify([name, operator, operand.map((part) => (typeof part === 'string' ? part : [keyOf(part)]))]);
}

function depthOf({ operand }: Reference): number {
  return operand.reduce((depth, part) => (typeof part === 'string' ? depth : Math.max(depth, 1 + depthOf(part))), 0);
}
