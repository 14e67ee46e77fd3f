/**
 * The merge rules of each place in a project.
 *
 * @module
 */
import type { Finding } from '../finding';

/** One of Compose's ways to merge values. */
export interface Family {
  /** Both are there, and the overlay is no tag itself; it may hold tags. Neither is changed. */
  merge(base: unknown, overlay: unknown, place: MergePlace, way: Way): unknown;
  /**
   * The value in a normal form, only for comparison: {@link equal} exactly where Compose sees no difference. Undefined
   * for a value without effect.
   */
  meaning(value: unknown, place: MergePlace): unknown;
  /** Overlays that may turn `from` into `to`, the best first. Each is tried before it is used. */
  propose(from: unknown, to: unknown, place: MergePlace): readonly unknown[];
}

/** A place in a project. */
export interface MergePlace {
  readonly family: Family;
  /** The places below that are not plain. */
  readonly entries?: ReadonlyMap<string, MergePlace>;
  /** The place of every key that `entries` does not name. @default plain */
  readonly each?: MergePlace;
}

/** How one merge goes. */
export interface Way {
  /**
   * Compose expands each file into the long syntax before it merges the next. It does not expand a service before
   * another of the same file extends it.
   */
  readonly isCanonical: boolean;
  /** Maps that earlier merges made lists of; undefined where no other merge was before. */
  readonly lists: WeakSet<object> | undefined;
  /** The keys that lead to the current value. */
  readonly pointer: string[];
  readonly report: (finding: Finding) => void;
}
