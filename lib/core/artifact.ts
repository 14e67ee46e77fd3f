/**
 * A generated file that a service needs.
 *
 * @module
 */
import { Construct } from 'constructs';
import { pathInvalid } from './errors';
import { method, string } from './form';
import { admit } from './ids';
import { markOf } from './in-string';
import { inspected } from './inspect';
import { report } from './problem';
import { Stack } from './stack';
import { remember } from './traced';

const TRAIT = Symbol.for('compose-constructs.Artifact');

/** The properties of an {@link Artifact}. */
export interface ArtifactProps {
  /** Where the file is written, relative to the stack's output folder, such as `proxy/nginx.conf`. */
  readonly file: string;
  /** Makes the content. Called once, after the whole tree is built. */
  readonly render: () => string;
}

/**
 * A generated file beside `compose.yaml`: an nginx configuration, a Dockerfile, a script.
 *
 * @example
 * ```ts
 * const motd = new Artifact(this, 'motd', { file: 'web/motd', render: () => 'Welcome\n' });
 * ```
 */
export class Artifact extends Construct {
  /** Whether something is an artifact, of whichever copy of this library. */
  static isArtifact(candidate: unknown): candidate is Artifact {
    return typeof candidate === 'object' && candidate !== null && TRAIT in candidate;
  }

  readonly file: string;
  readonly render: () => string;

  constructor(scope: Construct, id: string, props: ArtifactProps) {
    super(scope, admit(scope, id));
    remember(this);
    Stack.of(this); // a file outside of every stack would never be written
    Object.defineProperty(this, TRAIT, { value: true });
    const { file, render } = inspected(
      this,
      'Artifact',
      props,
      { file: string, render: method },
      { file: 'none', render: () => '' },
    );
    this.file = file;
    this.render = render;
    const segments = file.split('/');
    if (/[\\\0]/.test(file) || segments.some((segment) => ['', '.', '..'].includes(segment))) {
      report(this, pathInvalid(file));
    }
  }
  /** A mark for synth, which reports a construct inside of a text. Its `file` is a text. */
  override toString(): string {
    return markOf(this);
  }
}
