/**
 * A command that only tests have: they copy its folder beside those of the others, and add a line to the table.
 */
import { command } from '../../../../../lib/cli/shared/command';
import { OPTIONS } from './options';

export const greet = command({
  name: 'greet',
  summary: 'greets who is named',
  description: 'Greets who is named.',
  positional: { placeholder: 'NAME', most: 2 },
  options: OPTIONS,
  json: { help: 'print one JSON document with greetings and diagnostics', empty: { greetings: [] } },
  exitStatus: { 0: 'everybody is greeted', 1: 'nobody is greeted' },
  ownBundle: true,
  load: () => (require('./run') as typeof import('./run')).run,
});
