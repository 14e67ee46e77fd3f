/**
 * Checks how a project starts: what Compose reads, and the engine then refuses or does otherwise than its author meant.
 *
 * @module
 */
import { type View, viewOf } from '../meaning/view';
import type { StartCheck, StartFinding, StartViolation } from './check';
import { databasePublished } from './checks/database-published';
import { dollarDoubled } from './checks/dollar-doubled';
import { healthNeverFails } from './checks/health-never-fails';
import { healthUnknown } from './checks/health-unknown';
import { hostExposed } from './checks/host-exposed';
import { hostNameUnderscore } from './checks/host-name-underscore';
import { hostPortTaken } from './checks/host-port-taken';
import { localhostCalled } from './checks/localhost-called';
import { mountTargetTaken } from './checks/mount-target-taken';
import { portOfHost } from './checks/port-of-host';
import { portUnreachable } from './checks/port-unreachable';
import { quotesKept } from './checks/quotes-kept';
import { readOnlyCopy } from './checks/read-only-copy';
import { scriptQuoted } from './checks/script-quoted';
import { secretInClear } from './checks/secret-in-clear';
import { tlsMissing } from './checks/tls-missing';
import { unusedElement } from './checks/unused-element';
import { valueLost } from './checks/value-lost';
import { valueRefused } from './checks/value-refused';

/** Every check, in reporting order. */
export const startChecks = {
  hostPortTaken,
  mountTargetTaken,
  healthUnknown,
  valueRefused,
  readOnlyCopy,
  portUnreachable,
  tlsMissing,
  databasePublished,
  secretInClear,
  hostNameUnderscore,
  portOfHost,
  localhostCalled,
  hostExposed,
  healthNeverFails,
  scriptQuoted,
  dollarDoubled,
  quotesKept,
  valueLost,
  unusedElement,
} as const;

/**
 * Mistakes that fail at a project's start, or pass silently: Compose reads most of them. Values that a variable hides
 * pass.
 *
 * @param project one that `checkCompose` has nothing against; with a wrong one this says less, and does not throw
 * @example
 * ```ts
 * checkStart({ services: { a: { image: 'a:1', ports: ['80:80'] }, b: { image: 'b:1', ports: ['80:8080'] } } });
 * // [{ id: 'host-port-taken', severity: 'error', isRefused: false, pointer: ['services', 'b', 'ports', '0'], message: …, remedy: … }]
 * ```
 */
export function checkStart(project: unknown): StartFinding[];
/** @internal Some of the checks: each rule of ours makes one. */
export function checkStart(project: unknown, checks: readonly StartCheck[]): StartFinding[];
export function checkStart(
  project: unknown,
  checks: readonly StartCheck[] = Object.values(startChecks),
): StartFinding[] {
  const view = viewOf(project, { fragment: false, active: [], known: () => false });
  return checks.flatMap(({ id, severity, check }) =>
    [...check(view)].map(
      (violation): StartFinding => ({ id, severity, ...violation, isRefused: isRefused(violation, view) }),
    ),
  );
}

/** Compose looks at no service that is off. */
function isRefused({ isRefused = false, pointer: [, name = ''] }: StartViolation, view: View): boolean {
  return isRefused && view.service(name)?.isEnabled === true;
}
