/**
 * What every part of the Compose model is made of.
 *
 * @module
 */
import type { Text } from './text/variable';

/** Extensions: Compose keeps them and ignores them. */
export interface Extensible {
  readonly [key: `x-${string}`]: unknown;
}

export type Named<T> = Readonly<Record<string, T>>;

/** A string that Compose reads as `true` or `false`, or that boolean. */
export type Flag = boolean | Text;
