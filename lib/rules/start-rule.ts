import { checkStart, type StartCheck } from '../languages/compose';
import type { Rule } from './rule';

/** A rule about the Compose project alone, which `synth import` holds the files against that it reads, too. */
export function startRule(check: StartCheck, reason: string, silentIn?: Rule['silentIn']): Rule {
  return {
    id: check.id,
    severity: check.severity,
    reason,
    ...(silentIn && { silentIn }),
    check: ({ project }) => checkStart(project, [check]),
  };
}
