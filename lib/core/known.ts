/**
 * Properties by name: synth runs code without looking at its types, and a misspelt property must not be lost.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { nearest } from '../words';
import { optionUnknown } from './errors';
import { type DiagnosticProps, report } from './problem';

/** A name for each property of a type: the compiler keeps the list whole. */
export type PropertyNames<T> = Readonly<Record<keyof Required<T>, true>>;

/** Reports what was given under a name that nobody asks for. */
export function known<T extends object>(
  construct: IConstruct,
  taker: string,
  given: T | undefined,
  names: PropertyNames<T>,
): void {
  for (const problem of unknown(taker, given, names)) report(construct, problem);
}

/** The same as problems, for values that are made before there is a construct to report to. */
export function unknown<T extends object>(
  taker: string,
  given: T | undefined,
  names: PropertyNames<T>,
): DiagnosticProps[] {
  const accepted = Object.keys(names);
  return Object.keys(given ?? {})
    .filter((name) => !accepted.includes(name))
    .map((name) => optionUnknown(taker, name, accepted, nearest(name, accepted)));
}
