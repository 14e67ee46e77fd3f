/**
 * Anchors, and how much aliases may make of them.
 *
 * @module
 */
import type { ParsedNode } from 'yaml';

/** The most values that aliases may stand for: more than any file written by hand, and read in no time. */
export const MOST_ALIASED = 250_000;

/** A node that aliases refer to. */
export interface Anchor {
  readonly node: ParsedNode;
  /** Whether its value is still being read, so that an alias here would stand in itself. */
  isOpen: boolean;
  value: unknown;
  /** The value that its aliases stand for. */
  aliased: unknown;
  /** How many values it consists of, those behind aliases included. */
  size: number;
}

/** The anchors of a file: in Go's reader an anchor of one document is also known in the next. */
export type AnchorTable = Map<string, Anchor>;
