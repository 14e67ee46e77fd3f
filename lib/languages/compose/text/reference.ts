/**
 * The parts of a text in a Compose file.
 *
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 * @module
 */

/**
 * The operator of a reference. With `:`, an empty value is treated like none.
 *
 * Without a value, `-` gives the operand and `?` stops with the operand as message. With a value, `+` gives the
 * operand. Without an operator there is no operand.
 */
export type Operator = '' | ':-' | '-' | ':?' | '?' | ':+' | '+';

/** A variable of the deploying host, and what happens while it has a value or has none. */
export interface Reference {
  readonly name: string;
  readonly operator: Operator;
  /** The default, message or replacement; empty if there is none. */
  readonly operand: readonly TextPart[];
  /** Whether it is written `${NAME}`; only without an operator can it be `$NAME`. */
  readonly braced: boolean;
}

/** A literal, or a reference to a variable of the deploying host. */
export type TextPart = string | Reference;

/** How deep references may be nested in one another: far deeper than anybody writes. */
export const DEEPEST_OPERAND = 50;

/**
 * The names that Compose interpolates. Its pattern ignores case as Unicode does: the long s and the Kelvin sign are
 * letters, too. The flags `iu` do the same here.
 */
const NAME = /^[a-z_][a-z0-9_]*$/iu;
const NAME_CHARACTER = /^[a-z0-9_]/iu;

/** Whether Compose can interpolate a variable of this name. */
export function isName(name: unknown): boolean {
  // `$` in a pattern of JavaScript is the very end, unlike in other languages.
  return typeof name === 'string' && NAME.test(name);
}

/** Whether a text that continues like this would continue a name. */
export function continuesName(following: TextPart | undefined): boolean {
  return typeof following === 'string' && NAME_CHARACTER.test(following);
}

/** The parts in the one form that says this: literals merged, none empty, braces where `$NAME` would run on. */
export function normalParts(parts: readonly TextPart[]): readonly TextPart[] {
  const normal: TextPart[] = [];
  for (const part of parts) {
    const last = normal[normal.length - 1];
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') normal[normal.length - 1] = last + part;
    else normal.push(part);
  }
  return Object.freeze(normal.map((part, index) => normalPart(part, normal[index + 1])));
}

function normalPart(part: TextPart, following: TextPart | undefined): TextPart {
  if (typeof part === 'string') return part;
  const needsBraces = !part.braced && (part.operator !== '' || continuesName(following));
  return needsBraces ? Object.freeze({ ...part, braced: true }) : part;
}
