/**
 * The changes that cost data are refused where a stack has data that counts: in every environment but development.
 *
 * @module
 */
import type { Assembly } from '../../../assembly';
import type { Diagnostic } from '../../../core';

/** Changes that orphan data, mix it or destroy it. An author accepts one as a rule is accepted. */
export const REFUSED: readonly string[] = [
  'volume-vanished',
  'volume-changed',
  'project-renamed',
  'writer-stays',
  'data-of-another-version',
];

/** The changes that the author has not accepted. In development, an error is a warning. */
export function judged({ accepted, environment }: Assembly, found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.flatMap((one) => {
    if (one.severity !== 'error') return [one];
    if (accepted.some(({ rule, by }) => rule === one.id && isWithin(one.path, by))) return [];
    if (environment.isDevelopment) return [{ ...one, severity: 'warning' as const }];
    return [{ ...one, remedy: `${one.remedy} Or say that you mean it: \`accept('${one.id}', why)\`.` }];
  });
}

function isWithin(path: string | undefined, around: string): boolean {
  return path === around || path?.startsWith(`${around}/`) === true;
}
