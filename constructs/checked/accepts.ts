/**
 * Checks what a verb was given before it is used.
 *
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import { notAConstruct, otherStack, report, Stack } from '../../lib/core';

/**
 * Whether a verb may go on with what it was given: a construct of the wanted sort, in the same stack. What is wrong is
 * reported, so that the verb only has to return.
 */
export function accepts<T extends IConstruct>(
  self: IConstruct,
  verb: string,
  wanted: string,
  candidate: T,
  isWanted: (candidate: T) => boolean,
): boolean {
  if (!Construct.isConstruct(candidate) || !isWanted(candidate)) {
    report(self, notAConstruct(verb, wanted, candidate));
    return false;
  }
  const [own, other] = [Stack.of(self), Stack.of(candidate)];
  if (own !== other) report(self, otherStack(verb, candidate, other.name, own.name));
  return own === other;
}
