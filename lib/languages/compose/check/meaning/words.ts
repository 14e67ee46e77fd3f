/**
 * Phrases that the messages of several checks share.
 *
 * @module
 */
import { excerpt, nearest, quotedList } from '../../../../words';

/** `the project's networks are "a", "b"`, or a guess at what was meant. */
export function choices(name: string, defined: readonly string[], section: string): string {
  const near = nearest(name, defined);
  if (near !== undefined) return `did you mean ${excerpt(near)}?`;
  if (defined.length === 0) return `the project defines no ${section}.`;
  return `the ${section} are ${quotedList(defined)}.`;
}

/** A place in a sentence: `services.web.ports.0`. */
export function placeOf(pointer: readonly string[]): string {
  return pointer.join('.');
}
