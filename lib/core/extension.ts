/**
 * @module
 */
import { Construct } from 'constructs';
import { shown } from '../words';
import { extensionName } from './errors';
import { admitAny } from './ids';
import { report } from './problem';
import { Stack } from './stack';
import { remember } from './traced';

const TRAIT = Symbol.for('compose-constructs.Extension');

/**
 * Data at the top of the Compose file that Compose keeps and ignores, for other programs that read it.
 *
 * @see https://docs.docker.com/reference/compose-file/extension/
 * @example
 * ```ts
 * new Extension(this, 'x-team', { owner: 'payments', pager: '+49 30 1234' });
 * ```
 */
export class Extension extends Construct {
  /** Whether something is an extension, of whichever copy of this library. */
  static isExtension(candidate: unknown): candidate is Extension {
    return typeof candidate === 'object' && candidate !== null && TRAIT in candidate;
  }

  /** Key at the top of the Compose file, which is the id. */
  readonly name: string;

  constructor(
    scope: Construct,
    /** Begins with `x-`. */
    id: `x-${string}`,
    /** Plain data, texts included. */
    readonly value: unknown,
  ) {
    super(scope, admitAny(scope, id, 'extension'));
    remember(this);
    Stack.of(this); // outside of every stack it would never be written
    Object.defineProperty(this, TRAIT, { value: true });
    this.name = typeof id === 'string' ? id : shown(id);
    // the type asks for it, and synth runs code without looking at types
    if (typeof id !== 'string' || !id.startsWith('x-')) report(this, extensionName(id));
  }
}
