import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** A port of a service whose networks let nobody in. */
export const portUnreachable = startRule(
  startChecks.portUnreachable,
  'The container is healthy and the port refuses every connection: the engine publishes none of an internal network.',
);
