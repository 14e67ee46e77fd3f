/**
 * Phrases that the messages of several checks share.
 *
 * @module
 */
import { suggest } from '../suggest';

/** A name as it stands in a message. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 79)}…` : value);
}

/** `the project's networks are "a", "b"`, or a guess at what was meant. */
export function choices(name: string, defined: readonly string[], section: string): string {
  const near = suggest(name, defined);
  if (near !== undefined) return `did you mean ${quote(near)}?`;
  if (defined.length === 0) return `the project defines no ${section}.`;
  return `the ${section} are ${defined.slice(0, 8).map(quote).join(', ')}${defined.length > 8 ? ', …' : ''}.`;
}

/** A place in a sentence: `services.web.ports.0`. */
export function placeOf(pointer: readonly string[]): string {
  return pointer.join('.');
}
