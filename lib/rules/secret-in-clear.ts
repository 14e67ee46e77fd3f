import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** A password that stands in the Compose file. */
export const secretInClear = startRule(
  startChecks.secretInClear,
  'Everybody who reads the file, its history or `docker inspect` knows the password.',
);
