/**
 * `synth`: runs the stack file, and writes the files of each stack.
 *
 * @module
 */
import { command } from '../../shared/command';
import { STACKS } from '../../shared/common-options';
import { OPTIONS } from './options';

export const synth = command({
  name: 'synth',
  summary: "runs stack.ts and writes each stack's files",
  description: `Runs stack.ts and writes each stack's compose.yaml and the files that belong to it.
With STACK, the name of a stack or of its folder, writes that one and leaves the others alone.`,
  positional: STACKS,
  options: OPTIONS,
  json: {
    help: 'print one JSON document with stacks, files and diagnostics',
    empty: { stacks: [], createdSecrets: [] },
  },
  exitStatus: {
    0: 'everything is written; there may be warnings',
    1: 'there are errors; nothing is written, earlier output stays as it was',
  },
  ownBundle: false,
  // the type of the module that is loaded here, and only here
  load: () => (require('./run') as typeof import('./run')).run,
});
