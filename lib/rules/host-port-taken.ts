import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** One port of one address of the host can be published once. */
export const hostPortTaken = startRule(
  startChecks.hostPortTaken,
  'The second container fails to start: the engine cannot bind a port twice.',
);
