/**
 * @module
 */
import type { PlainMap } from '../../data';

/** A thing that was changed, or could not be. */
export interface ModernizingNote {
  /** Where it stands in the project that was given. */
  readonly pointer: readonly string[];
  /** A sentence about it. */
  readonly message: string;
}

/** The services to modernize, and the notes about them. */
export interface Modernizing {
  readonly services: PlainMap;
  /** Notes a sentence about a property of a service. */
  note(service: string, property: string, message: string): void;
}
