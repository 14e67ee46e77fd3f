/**
 * @module
 */
import { Construct } from 'constructs';
import type * as compose from '../languages/compose';
import { argumentsInvalid } from './errors';
import { isMap } from './form';
import { admit } from './ids';
import { report } from './problem';
import { Stack } from './stack';
import { remember } from './traced';

const TRAIT = Symbol.for('compose-constructs.Include');

/** Compose's properties of an include, https://docs.docker.com/reference/compose-file/include/. */
export type IncludeProps = Exclude<compose.Include, compose.ComposeText>;

/**
 * Another Compose file whose elements become part of the project when it is read. Its elements have no place in the tree;
 * properties name them as strings.
 *
 * @example
 * ```ts
 * new Include(this, 'monitoring', { path: './monitoring/compose.yaml' });
 * ```
 */
export class Include extends Construct {
  /** Whether something is an include, of whichever copy of this library. */
  static isInclude(candidate: unknown): candidate is Include {
    return typeof candidate === 'object' && candidate !== null && TRAIT in candidate;
  }

  readonly props: IncludeProps;

  constructor(scope: Construct, id: string, props: IncludeProps) {
    super(scope, admit(scope, id));
    remember(this);
    Stack.of(this); // outside of every stack it would never be written
    Object.defineProperty(this, TRAIT, { value: true });
    this.props = isMap(props) ? props : {};
    if (!isMap(props)) report(this, argumentsInvalid('Include', props, ['path']));
  }
}
