/**
 * Checks over an assembly: what Compose accepts, or notices too late.
 *
 * @module
 */

import { type Accepted, type Assembly, diagnoseAt, diagnosePlace } from '../assembly';
import type { Diagnostic } from '../core';
import { buildFolderMissing } from './build-folder-missing';
import { dataPath } from './data-path';
import { acceptanceUnused, ruleUnknown } from './errors';
import { filesUnreadable } from './files-unreadable';
import { healthUnknown } from './health-unknown';
import { hostPortTaken } from './host-port-taken';
import { imageUnpinned } from './image-unpinned';
import { mountInsideReadOnly } from './mount-inside-read-only';
import { mountTargetTaken } from './mount-target-taken';
import type { Rule } from './rule';
import { secretUnreadable } from './secret-unreadable';
import { sourceMissing } from './source-missing';
import { variableNamesItself } from './variable-names-itself';

/** Every rule, in reporting order. */
export const rules: readonly Rule[] = [
  hostPortTaken,
  mountTargetTaken,
  mountInsideReadOnly,
  dataPath,
  buildFolderMissing,
  sourceMissing,
  secretUnreadable,
  filesUnreadable,
  healthUnknown,
  imageUnpinned,
  variableNamesItself,
];

/**
 * The findings of the rules about an assembly.
 *
 * @param known its other mistakes: rules skip elements in error, so nobody knows whether it breaks one
 */
export function applyRules(assembly: Assembly, known: readonly Diagnostic[] = []): Diagnostic[] {
  const used = new Set<Accepted>();
  const found = rules.flatMap(({ id, severity, check }) =>
    [...check(assembly)].flatMap((violation) => {
      const at = assembly.origins.of(violation.pointer);
      const accepted = assembly.accepted.filter(({ rule, by }) => rule === id && isWithin(at.path, by));
      for (const one of accepted) used.add(one);
      return accepted.length > 0 ? [] : [diagnosePlace({ ...violation, id, severity }, assembly.origins)];
    }),
  );
  const broken = known.flatMap(({ severity, path }) => (severity === 'error' && path !== undefined ? [path] : []));
  const isOpen = ({ rule, by }: Accepted): boolean => isRule(rule) && broken.some((path) => isWithin(path, by));
  const unused = assembly.accepted.filter((one) => !used.has(one) && !isOpen(one));
  return [
    ...found,
    ...unused.map(({ rule, origin }) =>
      diagnoseAt(origin, isRule(rule) ? acceptanceUnused(rule) : ruleUnknown(rule, ids)),
    ),
  ];
}

const ids = rules.map(({ id }) => id);

function isRule(id: string): boolean {
  return ids.includes(id);
}

function isWithin(path: string, around: string): boolean {
  return path === around || path.startsWith(`${around}/`);
}

export type { Rule } from './rule';
