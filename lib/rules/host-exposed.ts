import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** Mounts and modes that make a container as powerful as root of the host. */
export const hostExposed = startRule(startChecks.hostExposed, 'An intruder in the container has the host.');
