/**
 * nginx configuration as plain frozen values: directives, the blocks they hold, and what an argument can be.
 *
 * A string is data: it reaches nginx as exactly that string, whatever characters it has. Variables and regular
 * expressions are values of their own.
 *
 * @module
 */
import type { Expression, Variable } from '../expression';

export type { Expression, Variable } from '../expression';

/** A regular expression (PCRE). Printed as its directive wants it: `~ re`, `~re` or `re`. */
export interface Regex {
  readonly kind: 'regex';
  readonly source: string;
  readonly ignoreCase: boolean;
}

/** One argument whose text means to nginx whatever it means there: dollar signs are left as they are. */
export interface Verbatim {
  readonly kind: 'verbatim';
  readonly text: string;
}

/** An argument of a directive. A string or number is data. */
export type Argument = string | number | Variable | Expression | Regex | Verbatim;

/** `name args;` or `name args { block }`. */
export interface Directive {
  readonly kind: 'directive';
  readonly name: string;
  readonly args: readonly Argument[];
  /** The directives inside its block; a directive without a block ends with a semicolon. */
  readonly block?: readonly NginxNode[];
  /** Lines above it, without `#`. */
  readonly comment?: readonly string[];
}

/** A line of a `map`, `geo`, `types`, `charset_map` or `split_clients` block: a key and its values. */
export interface Entry {
  readonly kind: 'entry';
  /** `undefined` is the block's `default`. */
  readonly key: string | Regex | undefined;
  readonly values: readonly Argument[];
  readonly comment?: readonly string[];
}

/** Anything that stands on a line of its own. */
export type NginxNode = Directive | Entry;
