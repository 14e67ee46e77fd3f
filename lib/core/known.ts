/**
 * Properties by name: synth runs code without looking at its types, and a misspelt property must not be lost.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { nearest } from '../words';
import { optionUnknown } from './errors';
import { report } from './problem';

/** A name for each property of a type: the compiler keeps the list whole. */
export type PropertyNames<T> = Readonly<Record<keyof Required<T>, true>>;

/** Reports what was given under a name that nobody asks for. */
export function known<T extends object>(
  construct: IConstruct,
  taker: string,
  given: T | undefined,
  names: PropertyNames<T>,
): void {
  const accepted = Object.keys(names ?? {});
  for (const name of Object.keys(given ?? {})) {
    if (!accepted.includes(name)) report(construct, optionUnknown(taker, name, accepted, nearest(name, accepted)));
  }
}
