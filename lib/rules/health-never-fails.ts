import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** A health check that says "healthy" whatever happens. */
export const healthNeverFails = startRule(
  startChecks.healthNeverFails,
  'Who waits for its health starts at once, and a program that hangs stays unnoticed.',
);
