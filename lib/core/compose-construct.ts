/**
 * The base of constructs that teams compose.
 *
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import { accepts } from './accepts';
import { type ConstructProps, noteConstructProps } from './construct-props';
import { method, problemForm, string } from './form';
import { admit } from './ids';
import { markOf } from './in-string';
import { inspected, takes } from './inspect';
import { known, type PropertyNames } from './known';
import { type DiagnosticProps, report } from './problem';
import { remember } from './traced';

const CHECK = { verb: string, wanted: string, isWanted: method };
const NO_CHECK = { verb: 'a verb', wanted: 'another construct', isWanted: (): boolean => false };

/**
 * A construct with an id that Compose accepts, a place in the user's file, and checks of its properties. Extend it for
 * a construct of your own. A mistake is reported and never thrown, so that one run tells all of them.
 *
 * @example
 * ```ts
 * class Cache extends ComposeConstruct {
 *   constructor(scope: Construct, id: string, props: { readonly size?: number } = {}) {
 *     super(scope, id);
 *     this.checkProperties('Cache', props, { size: true });
 *     const { size = 64 } = props;
 *     if (size < 16) this.report({ id: 'cache-too-small', message: `The cache has ${size} MB.`, remedy: 'Give it 16.' });
 *     new Service(this, 'Default', { image: 'valkey/valkey:8.1', ...hardened(this, { memory: `${size}m` }) });
 *   }
 * }
 * ```
 */
export abstract class ComposeConstruct extends Construct {
  /**
   * @param scope the construct that it stands in, usually `this`
   * @param id its name there: letters, digits, `-`, `_` and `.`
   * @param props the properties of every construct, such as the id that it had before; others may stand beside them
   */
  constructor(scope: Construct, id: string, props?: ConstructProps) {
    super(scope, admit(scope, id));
    remember(this);
    noteConstructProps(this, props);
  }

  /**
   * Reports a mistake at this construct and at the user's line that is running now. `synth` prints it with all others.
   *
   * @param problem what is wrong and what to do about it, a sentence each
   */
  report(problem: DiagnosticProps): void {
    if (takes(this, 'report', 'problem', problem, problemForm)) report(this, problem);
  }

  /**
   * Reports properties that nobody asks for: `synth` runs code without looking at types, and a misspelt property would be
   * lost.
   *
   * @param taker who takes them, such as the name of the class
   * @param given the properties
   * @param names every property that there is
   */
  checkProperties<T extends object>(taker: string, given: T | undefined, names: PropertyNames<T>): void {
    known(this, typeof taker === 'string' ? taker : this.constructor.name, given, names);
  }

  /**
   * Whether a verb may use its argument: a construct of the required class, in the same stack. Anything else is
   * reported, so that the verb only has to return.
   *
   * @param verb name of the verb
   * @param wanted the sort, for people: `a DataVolume`
   * @param candidate what the verb was given
   * @param isWanted whether a construct is of the sort
   */
  checkConstruct<T>(
    verb: string,
    wanted: string,
    candidate: T,
    isWanted: (candidate: T & IConstruct) => boolean,
  ): boolean {
    const given = inspected(this, 'checkConstruct', { verb, wanted, isWanted }, CHECK, NO_CHECK);
    if (given.isWanted === NO_CHECK.isWanted) return false;
    return accepts(this, given.verb, given.wanted, candidate, isWanted);
  }
  /** A mark for synth, which reports a construct inside of a text. Its parts have names that are texts. */
  override toString(): string {
    return markOf(this);
  }
}
