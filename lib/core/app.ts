/**
 * The root of the tree.
 *
 * @module
 */
import { resolve } from 'node:path';
import { RootConstruct } from 'constructs';
import { string } from './form';
import { inspected } from './inspect';
import { type Trace, trace } from './place';
import { run } from './run';

/** The properties of an {@link App}. */
export interface AppProps {
  /** Folder that relative paths in the tree start from. @default the folder of `stack.ts`, or the working directory outside `synth` */
  readonly root?: string;
}

/**
 * Holds the stacks of one `stack.ts`. Making one is enough: `synth` finds it.
 *
 * @example
 * ```ts
 * const app = new App();
 * new Kitteh(app, 'kitteh-dev', { environment: Environment.development() });
 * ```
 */
export class App extends RootConstruct {
  /** Folder that relative paths in the tree start from, absolute. */
  readonly root: string;
  /** @internal */
  readonly trace: Trace = trace();

  constructor(props: AppProps = {}) {
    super();
    const { root } = inspected(this, 'App', props, { root: string }, {});
    this.root = resolve(root ?? run.root ?? process.cwd());
    run.apps.push(this);
  }
}
