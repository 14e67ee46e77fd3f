import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** Values that the schema takes for any text, and the engine does not. */
export const valueRefused = startRule(
  startChecks.valueRefused,
  'The engine refuses to make or to start the container, after everything before it was started.',
  'construct',
);
