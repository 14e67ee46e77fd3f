/**
 * Checks what a project means: everything that Compose asks of it beyond its schema.
 *
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/loader/validate.go
 * @module
 */
import type { Finding } from '../../finding';
import type { Section } from '../../sections';
import { type Check, findingsOf } from './check';
import { commandCut } from './checks/command-cut';
import { containerNameConflict } from './checks/container-name-conflict';
import { contextNotBuilt } from './checks/context-not-built';
import { dependencyDisabled } from './checks/dependency-disabled';
import { deviceCountAndIds } from './checks/device-count-and-ids';
import { dockerfileTwice } from './checks/dockerfile-twice';
import { extendsBroken } from './checks/extends-broken';
import { externalWithProperties } from './checks/external-with-properties';
import { fileSource } from './checks/file-source';
import { healthTest } from './checks/health-test';
import { imageMissing } from './checks/image-missing';
import { limitsConflict } from './checks/limits-conflict';
import { malformedValue } from './checks/malformed-value';
import { networkModeConflict } from './checks/network-mode-conflict';
import { platformNotBuilt } from './checks/platform-not-built';
import { repeatedEntry } from './checks/repeated-entry';
import { scaleConflict } from './checks/scale-conflict';
import { serviceCycle } from './checks/service-cycle';
import { undefinedElement } from './checks/undefined-element';
import { undefinedService } from './checks/undefined-service';
import { watchIncomplete } from './checks/watch-incomplete';
import { viewOf } from './view';

/** Every check, in reporting order. */
export const checks: readonly Check[] = [
  extendsBroken,
  malformedValue,
  imageMissing,
  dockerfileTwice,
  platformNotBuilt,
  undefinedService,
  dependencyDisabled,
  contextNotBuilt,
  serviceCycle,
  undefinedElement,
  networkModeConflict,
  healthTest,
  scaleConflict,
  limitsConflict,
  containerNameConflict,
  watchIncomplete,
  deviceCountAndIds,
  fileSource,
  externalWithProperties,
  repeatedEntry,
  commandCut,
];

export interface MeaningOptions {
  /**
   * Whether other files define the rest of the project, so undefined names are no mistake. Or a list of the names that
   * they define. @default false
   */
  readonly fragment?: boolean | readonly string[];
  /** Whether something that the project does not define is there all the same. @default nothing is */
  readonly known?: (section: Section, name: string) => boolean;
  /** Profiles that are active; `*` is all. A mistake in a service that is off is a warning. @default none */
  readonly profiles?: readonly string[];
}

/**
 * Everything that Compose rejects in a project that has the right form, and as warnings what it silently drops.
 * `checkStart` reports failures at the project's start. Values that a variable hides pass.
 *
 * @param project one that `checkCompose` has nothing against; with a wrong one this says less, and does not throw
 * @example
 * ```ts
 * checkMeaning({ services: { web: { image: 'nginx:1.27', depends_on: ['bd'] }, db: { image: 'postgres:17' } } });
 * // [{ id: 'undefined-service', pointer: ['services', 'web', 'depends_on', '0'], message: …, remedy: … }]
 * ```
 */
export function checkMeaning(project: unknown, options: MeaningOptions = {}): Finding[] {
  const { fragment = false, profiles = [], known = () => false } = options;
  return findingsOf(checks, viewOf(project, { fragment, active: profiles, known }));
}

/** The names of what Compose rejects a project for because nothing in it defines them, each once. */
export function missingNames(project: unknown): readonly string[] {
  const view = viewOf(project, { fragment: false, active: [], known: () => false });
  const missing = [imageMissing, undefinedService, undefinedElement].flatMap((check) => [...check.check(view)]);
  return [...new Set(missing.flatMap((violation) => violation.missing?.name ?? []))];
}
