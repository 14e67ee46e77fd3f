/**
 * A command that only tests have: they copy its folder beside those of the others, and add a line to the table.
 */
import { command } from '../../../../../lib/cli/shared/command';
import { OPTIONS } from './options';

export const list = command({
  name: 'list',
  summary: 'prints the names of the stacks',
  description: 'Prints the names of the stacks, and writes nothing.',
  positional: { placeholder: 'STACK', most: Number.POSITIVE_INFINITY },
  options: OPTIONS,
  json: { help: 'print one JSON document with names and diagnostics', empty: { names: [] } },
  exitStatus: { 0: 'the names are printed', 1: 'there are errors' },
  ownBundle: true,
  load: () => (require('./run') as typeof import('./run')).run,
});
