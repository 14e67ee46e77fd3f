/**
 * Rules that the project breaks, and that its author lived with.
 *
 * @module
 */
import { call, expressionStatement, propertyAccess, type Statement, stringLiteral } from '../../languages/typescript';
import type { ProgramElements } from './elements';
import type { BrokenRule } from './request';

const REASON = 'the Compose file had it so';

/** `web.accept('host-port-taken', '…');` for each rule that an element breaks which is declared by now. */
export function acceptances(rules: readonly BrokenRule[], elements: ProgramElements): readonly Statement[] {
  return rules
    .filter(({ section, name }) => elements.isDeclared(section, name))
    .map(({ section, name, rule }) => {
      const accept = propertyAccess(elements.element(section, name), 'accept');
      return expressionStatement(call(accept, stringLiteral(rule), stringLiteral(REASON)));
    });
}
