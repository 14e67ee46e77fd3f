import { type Check, checkStart } from '../languages/compose';
import type { Rule } from './rule';

/** A rule about a project by itself, which `synth import` checks in files, too. There it is a warning, and is accepted. */
export function startRule(check: Check, { severity, reason }: Pick<Rule, 'severity' | 'reason'>): Rule {
  return { id: check.id, severity, reason, check: ({ project }) => checkStart(project, [check]) };
}
