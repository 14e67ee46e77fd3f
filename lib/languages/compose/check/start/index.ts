/**
 * Checks how a project starts: what Compose reads, and the engine then refuses or does otherwise than its author meant.
 *
 * @module
 */
import type { Finding } from '../../finding';
import { type Check, findingsOf } from '../meaning/check';
import { viewOf } from '../meaning/view';
import { healthUnknown } from './checks/health-unknown';
import { hostPortTaken } from './checks/host-port-taken';
import { mountTargetTaken } from './checks/mount-target-taken';

/** Every check, in the order in which they report. */
export const startChecks = { hostPortTaken, mountTargetTaken, healthUnknown } as const;

/**
 * What goes wrong when a project starts, or silently. Most of these are warnings, because Compose reads the file and its
 * author may have a reason; an error is one that Compose finds when it reads the file. Values that a variable hides pass.
 *
 * @param project one that `checkCompose` has nothing against; with a wrong one this says less, and does not throw
 * @param checks those to make @default all
 * @example
 * ```ts
 * checkStart({ services: { a: { image: 'a:1', ports: ['80:80'] }, b: { image: 'b:1', ports: ['80:8080'] } } });
 * // [{ id: 'host-port-taken', severity: 'warning', pointer: ['services', 'b', 'ports', '0'], message: …, remedy: … }]
 * ```
 */
export function checkStart(project: unknown, checks: readonly Check[] = Object.values(startChecks)): Finding[] {
  return findingsOf(checks, viewOf(project, { isFragment: false, active: [], known: () => false }));
}
