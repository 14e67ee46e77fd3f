/**
 * Constructs by what they have, of whichever copy of this library.
 *
 * @module
 */
import type { DataVolume } from '../storage';

/** Whether something notes who writes to it: a DataVolume. */
export function isWatched(what: unknown): what is Pick<DataVolume, 'writtenBy' | 'given'> {
  return typeof what === 'object' && what !== null && 'writtenBy' in what;
}
