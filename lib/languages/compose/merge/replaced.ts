/**
 * Values that a later file replaces as a whole: commands, health check tests, limits.
 *
 * @module
 */
import type { Family } from './family';
import { meaningAt, PLAIN } from './plain';
import { bare } from './values';

/** The overlay takes the place of the base, even if it is null. */
export const replaced: Family = {
  merge: (_, overlay) => bare(overlay),
  meaning: (value) => meaningAt(value, PLAIN),
  propose: (_, to) => [to],
};
