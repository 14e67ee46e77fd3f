import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** A service that is called at its port of the host. */
export const portOfHost = startRule(
  startChecks.portOfHost,
  'Nobody listens at that port between containers: the connection is refused.',
);
