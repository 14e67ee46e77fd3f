import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** What makes a container as good as root of the host. */
export const hostExposed = startRule(startChecks.hostExposed, 'Whoever breaks into the container has the host.');
