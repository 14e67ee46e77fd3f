import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** The escape of YAML files in a text that is data. */
export const dollarDoubled = startRule(startChecks.dollarDoubled, 'The shell puts the number of its process there.');
