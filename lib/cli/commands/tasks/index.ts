/**
 * `synth tasks`: what a person may run of each stack.
 *
 * @module
 */
import { command } from '../../shared/command';
import { STACKS } from '../../shared/common-options';
import { OPTIONS } from './options';

export const tasks = command({
  name: 'tasks',
  summary: 'lists the commands that a person may run',
  description: `Runs stack.ts, and lists the commands of each stack: starting and stopping, tasks, jobs, and
servers on demand. Writes nothing, and runs none of them. With STACK, lists that stack alone.`,
  positional: STACKS,
  options: OPTIONS,
  json: {
    help: 'print one JSON document with stacks, their commands and diagnostics',
    empty: { stacks: [] },
  },
  exitStatus: {
    0: 'the commands are listed; there may be warnings',
    1: 'there are errors, or the command line is wrong: nothing is listed',
  },
  ownBundle: true,
  // the type of the module that is loaded here, and only here
  load: () => (require('./run') as typeof import('./run')).run,
});
