import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** Signs for a shell where none reads them. */
export const scriptQuoted = startRule(
  startChecks.scriptQuoted,
  'The command fails at each start, or the check says "unhealthy" for ever.',
);
