/**
 * The catalogue of what can go wrong with rules themselves.
 *
 * @module
 */
import type { PlacedProblem } from '../assembly';
import { nearest, quoted } from '../words';

export const ruleUnknown = (rule: string, rules: readonly string[]): PlacedProblem => {
  const guess = nearest(String(rule), rules);
  return {
    id: 'rule-unknown',
    message: `There is no rule ${quoted(rule)} that could be accepted.`,
    remedy: guess === undefined ? `The rules are ${rules.join(', ')}.` : `Did you mean ${quoted(guess)}?`,
  };
};

export const acceptanceUnused = (rule: string): PlacedProblem => ({
  id: 'acceptance-unused',
  severity: 'warning',
  message: `The rule ${quoted(rule)} is accepted here, and nothing in here breaks it.`,
  remedy: 'Remove the call of accept, so that the rule speaks when something does.',
});
