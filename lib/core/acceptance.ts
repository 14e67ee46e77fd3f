/**
 * Rules that an author knowingly breaks: kept on the construct, with the reason for later readers.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { acceptanceWithoutReason } from './errors';
import { string } from './form';
import { takes } from './inspect';
import { type Trace, trace } from './place';
import { report } from './problem';

/** That a rule may be broken by a construct and everything in it. */
export interface Acceptance {
  readonly rule: string;
  readonly reason: string;
  readonly trace: Trace;
}

const METADATA = 'compose-constructs:acceptance';

/** Notes that a construct may break a rule. */
export function accept(construct: IConstruct, rule: string, reason: string): void {
  if (!takes(construct, 'accept', 'rule', rule, string)) return;
  // the type asks for it, and synth runs code without looking at types
  if (typeof reason !== 'string' || reason.trim() === '') report(construct, acceptanceWithoutReason(rule));
  else construct.node.addMetadata(METADATA, { rule, reason, trace: trace() } satisfies Acceptance);
}

/** The rules that one construct may break. */
export function acceptancesOf(construct: IConstruct): readonly Acceptance[] {
  return construct.node.metadata.flatMap(({ type, data }) => (type === METADATA ? [data as Acceptance] : [])); // see accept
}
