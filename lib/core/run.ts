/**
 * The exchange between the `synth` command and the stack file that it runs.
 *
 * @module
 */
import type { RootConstruct } from 'constructs';
import { shared } from '../process';

/** The command's words for the stack file, and the apps that it finds afterwards. */
export interface Run {
  /** Folder of `stack.ts`. */
  root: string | undefined;
  /** Every app that was made in this process, in order. */
  readonly apps: RootConstruct[];
  /** The copy of development stacks that the command asks for: its `--instance`. */
  readonly instance?: string | undefined;
}

/** The one of this process. */
export const run: Run = shared<Run>('compose-constructs.run', () => ({ root: undefined, apps: [] }));
