/**
 * Checks that an assembly is what Compose's schema allows, and says so in terms of the tree.
 *
 * @module
 */
import type { Diagnostic } from '../core';
import { checkCompose } from '../languages/compose';
import { type Assembly, diagnoseAt } from './assembly';

/** What the Compose schema has against an assembly. */
export function validate(assembly: Assembly): Diagnostic[] {
  return checkCompose(assembly.project).map(({ id, pointer, message, remedy }) => {
    const [kind = '', name = ''] = pointer;
    return diagnoseAt(assembly.origins.get(kind, name), { id, message, remedy });
  });
}
