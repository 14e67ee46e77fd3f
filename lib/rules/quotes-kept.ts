import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** Quotes around a value that nobody takes away. */
export const quotesKept = startRule(
  startChecks.quotesKept,
  'The quotes become a part of the value: a password, a path or a number that is none.',
);
