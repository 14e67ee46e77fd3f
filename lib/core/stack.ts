/**
 * One Compose project.
 *
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import { Environment } from './environment';
import { domainMissing, environmentMissing, stackInStack, stackMissing, stackNameInvalid } from './errors';
import { admit } from './ids';
import { pathOf, report } from './problem';
import { remember } from './traced';

const TRAIT = Symbol.for('compose-constructs.Stack');

export interface StackProps {
  /** What the stack is synthesized for. */
  readonly environment: Environment;
  /**
   * Name of the Compose project, and of the output folder. Volumes are named after it: changing it leaves their data
   * behind.
   *
   * @default the id
   */
  readonly name?: string;
}

/**
 * One Compose project: one name, one environment, one output folder. Extend it and compose constructs in its
 * constructor.
 *
 * @example
 * ```ts
 * class Shop extends Stack {
 *   constructor(scope: Construct, id: string, props: StackProps) {
 *     super(scope, id, props);
 *     new Service(this, 'cache', { image: 'valkey/valkey:8.1' });
 *   }
 * }
 * ```
 */
export class Stack extends Construct {
  /** The stack that a construct stands in. @throws Error if it stands in none */
  static of(construct: IConstruct): Stack {
    const stack = construct.node.scopes.find(Stack.isStack);
    if (!stack) throw stackMissing(construct.node.path);
    return stack;
  }

  /** Whether something is a stack, of whichever copy of this library. */
  static isStack(candidate: unknown): candidate is Stack {
    return typeof candidate === 'object' && candidate !== null && TRAIT in candidate;
  }

  /** Name of the Compose project. */
  readonly name: string;
  readonly environment: Environment;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, admit(scope, id));
    remember(this);
    Object.defineProperty(this, TRAIT, { value: true });
    this.name = props?.name ?? this.node.id;
    // the types ask for it, and synth runs code without looking at types
    this.environment = props?.environment ?? Environment.development();
    if (!props?.environment) report(this, environmentMissing());
    else if (typeof props.environment.domain !== 'string') report(this, domainMissing());
    // an id that was replaced is reported already
    const isChosen = props?.name !== undefined || this.node.id === id;
    if (isChosen && !/^[a-z0-9][a-z0-9_-]*$/.test(this.name)) report(this, stackNameInvalid(this.name));
    if (scope.node.scopes.some(Stack.isStack)) report(this, stackInStack());
  }

  /** Where in the tree this is, for people. */
  override toString(): string {
    return pathOf(this);
  }
}
