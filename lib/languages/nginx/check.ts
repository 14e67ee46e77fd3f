/**
 * Mistakes that `nginx -t` accepts.
 *
 * @module
 */
import { aliasSlashes } from './checks/alias-slash';
import { duplicateServers } from './checks/duplicate-server';
import { headersNotInherited } from './checks/headers-not-inherited';
import { ifInLocation } from './checks/if-in-location';
import { type Check, placesIn } from './checks/place';
import { swallowedDirectives } from './checks/swallowed-directive';
import { upstreamAddresses } from './checks/upstream-addresses';
import { variables } from './checks/variables';
import type { NginxFinding } from './finding';
import type { NginxNode } from './model';

const CHECKS: readonly Check[] = [
  swallowedDirectives,
  duplicateServers,
  headersNotInherited,
  aliasSlashes,
  upstreamAddresses,
  ifInLocation,
  variables,
];

/**
 * Every trap in the nodes, in the order of the checks. Only what is certain: where an `include` may hold what
 * would make it right, nothing is reported.
 *
 * @example
 * ```ts
 * checkNginx([location('/i', [directive('alias', '/data/')])]); // [{ id: 'alias-traversal', … }]
 * ```
 */
export function checkNginx(nodes: readonly NginxNode[]): readonly NginxFinding[] {
  // A copy of the list: the facts that checks remember must not outlive a change by the caller.
  const root = Object.freeze([...nodes]);
  const places = placesIn(root);
  return CHECKS.flatMap((check) => check(places, root));
}
