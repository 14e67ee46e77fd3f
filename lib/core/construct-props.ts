/**
 * The properties of every construct: the id that it had before, and whether it is there at all.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { renamedFromItself } from './errors';
import { boolean, string } from './form';
import { problemWith } from './ids';
import { type Forms, takes } from './inspect';
import { report } from './problem';

/** The properties of every construct. */
export interface ConstructProps {
  /**
   * The id that it had before. Everything in it then keeps its name, and its data: volumes, secrets, services. For one
   * that was in another construct, both ids with `-` between them. `Default` for a new construct around old ones.
   *
   * @default it has the id that it always had
   */
  readonly renamedFrom?: string;
  /**
   * Whether the output has it, with everything in it. A verb that is given one that is left out reports it.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/** For the checks of classes that take these properties: {@link noteConstructProps} looks at them. */
export const CONSTRUCT = { renamedFrom: true, enabled: true } as const satisfies Forms<ConstructProps>;

const RENAMED_FROM = 'compose-constructs:renamed-from';
const LEFT_OUT = Symbol.for('compose-constructs.LeftOut');

/** Notes the properties of a construct before anything is named after it. */
export function noteConstructProps(construct: IConstruct, given: unknown): void {
  // a program without types can pass anything
  const { renamedFrom, enabled } = (typeof given === 'object' && given !== null ? given : {}) as ConstructProps;
  const taker = construct.constructor.name;
  if (enabled !== undefined && takes(construct, taker, 'enabled', enabled, boolean) && !enabled) {
    Object.defineProperty(construct, LEFT_OUT, { value: true });
  }
  if (renamedFrom === undefined || !takes(construct, taker, 'renamedFrom', renamedFrom, string)) return;
  const isItself = renamedFrom === construct.node.id;
  const problem = isItself ? renamedFromItself(renamedFrom) : problemWith(renamedFrom);
  if (problem) report(construct, problem);
  else construct.node.addMetadata(RENAMED_FROM, renamedFrom);
}

/** The id that names are made of: the one before it was renamed. */
export function namedIdOf(construct: IConstruct): string {
  const noted = construct.node.metadata.find(({ type }) => type === RENAMED_FROM);
  return noted === undefined ? construct.node.id : String(noted.data);
}

/** Whether the output lacks a construct, because its author left out it or one around it. */
export function isLeftOut(construct: IConstruct): boolean {
  return construct.node.scopes.some((scope) => LEFT_OUT in scope);
}
