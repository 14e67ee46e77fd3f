/**
 * What merging needs to know of each place in a project.
 *
 * @module
 */
import type { Finding } from '../finding';

/** One way in which Compose merges values. */
export interface Family {
  /** Both are there, and the overlay is no tag itself; it may hold tags. Neither is changed. */
  merge(base: unknown, overlay: unknown, place: MergePlace, way: Way): unknown;
  /**
   * The value with all its forms made one, only to be compared: {@link equal} exactly where Compose sees no difference;
   * undefined where it might as well not be there.
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
   * Compose brings each file into the long syntax before the next is merged into it, but not a service before another
   * one of the same file extends it.
   */
  readonly isCanonical: boolean;
  /** The keys that lead to the current value. */
  readonly pointer: string[];
  readonly report: (finding: Finding) => void;
}
