import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** An underscore in the host of an address. */
export const hostNameUnderscore = startRule(
  startChecks.hostNameUnderscore,
  'Java finds no host in such an address, Ruby and Django refuse it: the app fails at its first call.',
);
