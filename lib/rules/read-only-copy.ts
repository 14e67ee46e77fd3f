import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** A value that Compose copies into a container whose root is read-only. */
export const readOnlyCopy = startRule(
  startChecks.readOnlyCopy,
  'Compose writes such a value into the container before it starts, and refuses to where the root is read-only.',
);
