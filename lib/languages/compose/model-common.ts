/**
 * The common types of the Compose model.
 *
 * @module
 */
import type { ComposeText, Template, Variable } from './text/variable';

/** Extensions: Compose keeps them and ignores them. */
export interface Extensible {
  readonly [key: `x-${string}`]: unknown;
}

/** A map whose keys the author chooses. */
export type Named<T> = Readonly<Record<string, T>>;

/** A string that Compose reads as `true` or `false`, or that boolean. */
export type Flag = boolean | ComposeText;

/** One of the words that Compose knows, or what the deploying host turns into one. */
export type OneOf<Words extends string> = Words | Variable | Template;

/** The value of a variable, a label or an option. A bigint is a whole number beyond 2^53. */
export type Scalar = ComposeText | number | bigint | boolean | null;

/** A map, or a list of `KEY=value`. */
export type KeyValues = Named<Scalar> | readonly ComposeText[];

/** Variables: a map or a list of `KEY=value`. `null`, or `KEY` alone, passes on the deploying host's value. */
export type EnvironmentVariables = KeyValues;
