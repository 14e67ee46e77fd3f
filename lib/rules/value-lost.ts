import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** Texts that a template made of a value that is no text. */
export const valueLost = startRule(
  startChecks.valueLost,
  'The program gets the words "undefined" or "[object Object]".',
  'construct',
);
