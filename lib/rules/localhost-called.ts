import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** A database that is called at `localhost`. */
export const localhostCalled = startRule(
  startChecks.localhostCalled,
  'Each container has a localhost of its own: the connection is refused.',
);
