import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** Port 443 with a program behind it that speaks plain HTTP. */
export const tlsMissing = startRule(
  startChecks.tlsMissing,
  'Browsers speak TLS at port 443, and a program that does not ends each connection.',
);
