/**
 * `synth check`: whether the output that is there is what `synth` would write.
 *
 * @module
 */
import { command } from '../../shared/command';
import { STACKS } from '../../shared/common-options';
import { OPTIONS } from './options';

export const check = command({
  name: 'check',
  summary: 'tells whether the output is current',
  description: `Runs stack.ts, compares the output that is there with the one that synth would write, and prints the
difference. Writes nothing, and needs no secret. With STACK, compares that stack alone.`,
  positional: STACKS,
  options: OPTIONS,
  json: {
    help: 'print one JSON document with stacks, differences and diagnostics',
    empty: { current: false, stacks: [] },
  },
  exitStatus: {
    0: 'the output is current; there may be warnings',
    1: 'the output is not current',
    2: 'there are errors, or the command line is wrong: nothing was compared',
  },
  ownBundle: true,
  // the type of the module that is loaded here, and only here
  load: () => (require('./run') as typeof import('./run')).run,
});
