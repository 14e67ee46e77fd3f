/**
 * Checks the construct that a verb was given before the verb uses it.
 *
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import { isLeftOut } from './construct-props';
import { leftOut, notAConstruct, otherStack } from './errors';
import { report } from './problem';
import { Stack } from './stack';

/** Whether the output has something that another construct needs. One that is left out is reported. */
export function isThere(self: IConstruct, verb: string, other: IConstruct): boolean {
  const isMissing = isLeftOut(other) && !isLeftOut(self);
  if (isMissing) report(self, leftOut(verb, other));
  return !isMissing;
}

/**
 * Whether a verb may use its argument: a construct of the required class, in the same stack. A mistake is reported, so
 * the verb only has to return.
 */
export function accepts<T>(
  self: IConstruct,
  verb: string,
  wanted: string,
  candidate: T,
  isWanted: (candidate: T & IConstruct) => boolean,
): boolean {
  if (!Construct.isConstruct(candidate) || !isWanted(candidate)) {
    report(self, notAConstruct(verb, wanted, candidate));
    return false;
  }
  if (!isThere(self, verb, candidate)) return false;
  const [own, other] = [Stack.of(self), Stack.of(candidate)];
  if (own !== other) report(self, otherStack(verb, candidate, other.name, own.name));
  return own === other;
}
