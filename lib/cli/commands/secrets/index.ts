/**
 * `synth secrets`: makes the generated secrets of stacks, where those will run.
 *
 * @module
 */
import { command } from '../../shared/command';
import { STACKS } from '../../shared/common-options';
import { OPTIONS } from './options';

export const secrets = command({
  name: 'secrets',
  summary: 'makes the secrets of stacks on this machine',
  description: `Runs stack.ts, and makes the generated secrets that this machine does not have, for production, too.
Never replaces one that is there. Tells which files and variables of your own are missing.
With STACK, looks at that stack alone. Prints no value.`,
  positional: STACKS,
  options: OPTIONS,
  json: {
    help: 'print one JSON document with stacks, their secrets and diagnostics',
    empty: { complete: false, stacks: [] },
  },
  exitStatus: {
    0: 'every generated secret is here; with --check, every secret is',
    1: 'a secret is missing',
    2: 'there are errors, or the command line is wrong: nothing was made',
  },
  ownBundle: true,
  // the type of the module that is loaded here, and only here
  load: () => (require('./run') as typeof import('./run')).run,
});
