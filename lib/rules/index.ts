/**
 * Checks over an assembly: what Compose accepts, or notices too late.
 *
 * @module
 */

import { type Assembly, diagnoseAt } from '../assembly';
import type { Diagnostic } from '../core';
import { buildFolderMissing } from './build-folder-missing';
import { dataPath } from './data-path';
import { dependencyCycle } from './dependency-cycle';
import { healthUnknown } from './health-unknown';
import { hostPortTaken } from './host-port-taken';
import { imageOrBuild } from './image-or-build';
import { imageUnpinned } from './image-unpinned';
import { mountInsideReadOnly } from './mount-inside-read-only';
import { mountTargetTaken } from './mount-target-taken';
import type { Rule } from './rule';
import { secretUnreadable } from './secret-unreadable';
import { sourceMissing } from './source-missing';
import { undefinedReference } from './undefined-reference';
import { variableNamesItself } from './variable-names-itself';

/** Every rule, in the order in which they report. */
export const rules: readonly Rule[] = [
  imageOrBuild,
  undefinedReference,
  dependencyCycle,
  hostPortTaken,
  mountTargetTaken,
  mountInsideReadOnly,
  dataPath,
  buildFolderMissing,
  sourceMissing,
  secretUnreadable,
  healthUnknown,
  imageUnpinned,
  variableNamesItself,
];

/** What the rules have to say about an assembly. */
export function applyRules(assembly: Assembly): Diagnostic[] {
  return rules.flatMap(({ id, severity, check }) =>
    [...check(assembly)].map(({ at, ...finding }) => diagnoseAt(at, { id, severity, ...finding })),
  );
}

export type { Finding, Rule } from './rule';
