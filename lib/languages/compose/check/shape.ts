/**
 * The values that the Compose schema allows at one place, one rule a kind of value.
 *
 * `scripts/compile-schema.ts` makes these from `schema.json` when the package is built. The schema only offers
 * alternatives of different kinds: a string or a map, never two maps. So exactly one rule judges a value, and a mistake
 * gives exactly one finding. The script fails on a schema where that no longer holds.
 *
 * @module
 */

/** The kinds of value that a rule can be about. */
export type RuleKind = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'map';

/** The rules of one place; a kind without a rule is not allowed there. No rules at all: anything goes. */
export interface Shape {
  readonly string?: StringRule;
  readonly number?: NumberRule;
  readonly boolean?: true;
  readonly null?: true;
  readonly list?: ListRule;
  readonly map?: MapRule;
}

/** The type that a string gets after interpolation. */
export type Cast = 'integer' | 'float' | 'boolean';

export interface StringRule {
  /** Compose makes the string this before it validates; the rule of that kind decides about it. */
  readonly cast?: Cast;
  readonly values?: readonly string[];
  /** A regular expression, found anywhere in the string. */
  readonly pattern?: string;
}

export interface NumberRule {
  readonly integer?: true;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface ListRule {
  /** Index of the shape of every item. */
  readonly items?: number;
  /** Whether Compose rejects equal items. */
  readonly unique?: true;
}

export interface MapRule {
  /** Index of the shape of each property. */
  readonly properties: Readonly<Record<string, number>>;
  /** Index of the shape of the properties whose key matches. */
  readonly patterns: readonly (readonly [pattern: string, shape: number])[];
  /** Whether other keys are allowed, with any value. */
  readonly open?: true;
  readonly required?: readonly string[];
  /** Whether Compose drops keys that begin with `x-` although the author chooses the keys here. */
  readonly swallows?: true;
}

/** All shapes; the first belongs to a project. */
export type ShapeTable = readonly Shape[];
