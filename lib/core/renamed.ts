/**
 * Constructs whose id is another one than before. Their services, volumes, secrets and images keep the names that the
 * earlier id gave them.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { renamedFromItself } from './errors';
import { string } from './form';
import { problemWith } from './ids';
import { takes } from './inspect';
import { report } from './problem';

/** The property of constructs that were renamed or moved. */
export interface Renamed {
  /**
   * The id that it had before. Everything in it then keeps its name, and its data: volumes, secrets, services. For one
   * that was in another construct, both ids with `-` between them. `Default` for a new construct around old ones.
   *
   * @default it has the id that it always had
   */
  readonly renamedFrom?: string;
}

const METADATA = 'compose-constructs:renamed-from';

/** Notes the id that a construct had, before anything is named after it. */
export function noteRenaming(construct: IConstruct, given: unknown): void {
  // a program without types can pass anything
  const former = typeof given === 'object' && given !== null ? Reflect.get(given, 'renamedFrom') : undefined;
  if (former === undefined || !takes(construct, construct.constructor.name, 'renamedFrom', former, string)) return;
  const problem = former === construct.node.id ? renamedFromItself(former) : problemWith(former);
  if (problem) report(construct, problem);
  else construct.node.addMetadata(METADATA, former);
}

/** The id that names are made of: the one before it was renamed. */
export function namedIdOf(construct: IConstruct): string {
  const noted = construct.node.metadata.find(({ type }) => type === METADATA);
  return noted === undefined ? construct.node.id : String(noted.data);
}
