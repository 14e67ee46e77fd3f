import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** Waiting for the health of a service that reports none may wait for ever. */
export const healthUnknown = startRule(
  startChecks.healthUnknown,
  'Compose stops with "has no healthcheck configured" unless the image happens to define one.',
);
