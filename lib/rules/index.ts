/**
 * Checks over an assembly: what Compose accepts, or notices too late.
 *
 * @module
 */

import { type Accepted, type Assembly, diagnoseAt, diagnosePlace } from '../assembly';
import { type Diagnostic, hasErrors } from '../core';
import { buildFolderMissing } from './build-folder-missing';
import { dataPath } from './data-path';
import { databasePublished } from './database-published';
import { dollarDoubled } from './dollar-doubled';
import { acceptanceUnused, ruleUnknown } from './errors';
import { filesUnreadable } from './files-unreadable';
import { healthNeverFails } from './health-never-fails';
import { healthUnknown } from './health-unknown';
import { hostExposed } from './host-exposed';
import { hostNameUnderscore } from './host-name-underscore';
import { hostPortTaken } from './host-port-taken';
import { hostSetting } from './host-setting';
import { imageUnpinned } from './image-unpinned';
import { localhostCalled } from './localhost-called';
import { mountInsideReadOnly } from './mount-inside-read-only';
import { mountTargetTaken } from './mount-target-taken';
import { portOfHost } from './port-of-host';
import { portUnreachable } from './port-unreachable';
import { quotesKept } from './quotes-kept';
import { reachWider } from './reach-wider';
import { readOnlyCopy } from './read-only-copy';
import { rootWritable } from './root-writable';
import type { Rule } from './rule';
import { scriptQuoted } from './script-quoted';
import { secretBlank } from './secret-blank';
import { secretInClear } from './secret-in-clear';
import { secretUnreadable } from './secret-unreadable';
import { sourceMissing } from './source-missing';
import { stacksSharePort } from './stacks-share-port';
import { tlsMissing } from './tls-missing';
import { unusedElement } from './unused-element';
import { valueLost } from './value-lost';
import { valueRefused } from './value-refused';
import { variableNamesItself } from './variable-names-itself';
import { volumeNotWritable } from './volume-not-writable';
import { volumeOfImage } from './volume-of-image';

/** Every rule, in reporting order. */
export const rules: readonly Rule[] = [
  hostPortTaken,
  stacksSharePort,
  mountTargetTaken,
  mountInsideReadOnly,
  dataPath,
  volumeOfImage,
  volumeNotWritable,
  buildFolderMissing,
  sourceMissing,
  secretUnreadable,
  secretBlank,
  rootWritable,
  filesUnreadable,
  healthUnknown,
  hostSetting,
  imageUnpinned,
  variableNamesItself,
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
  reachWider,
];

/**
 * The findings of the rules about an assembly.
 *
 * @param known its other mistakes: rules skip elements in error, so nobody knows whether it breaks one
 * @param all the assemblies of all stacks
 * @param others ids that are no rules, and that an author may accept as one
 */
export function applyRules(
  assembly: Assembly,
  known: readonly Diagnostic[] = [],
  all: readonly Assembly[] = [assembly],
  others: readonly string[] = [],
): Diagnostic[] {
  const used = new Set<Accepted>();
  const isWhole = !hasErrors(known);
  const broken = known.flatMap(({ severity, path }) => (severity === 'error' && path !== undefined ? [path] : []));
  const found = rules.flatMap(({ id, severity, silentIn, toldBy, check }) =>
    (silentIn === 'stack' && !isWhole ? [] : [...check(assembly, all)]).flatMap((violation) => {
      const at = assembly.origins.of(violation.pointer);
      if (silentIn === 'construct' && broken.includes(at.path)) return [];
      if (known.some((one) => one.id === toldBy && isWithin(at.path, one.path ?? ''))) return [];
      const accepted = assembly.accepted.filter(({ rule, by }) => rule === id && isWithin(at.path, by));
      for (const one of accepted) used.add(one);
      return accepted.length > 0 ? [] : [diagnosePlace({ ...violation, id, severity }, assembly.origins)];
    }),
  );
  const isOpen = ({ rule, by }: Accepted): boolean =>
    isRule(rule) && broken.some((path) => isWithin(path, by) || silentInStack.has(rule));
  const unused = assembly.accepted.filter((one) => !used.has(one) && !isOpen(one) && !others.includes(one.rule));
  return [
    ...found,
    ...unused.map(({ rule, origin }) =>
      diagnoseAt(origin, isRule(rule) ? acceptanceUnused(rule) : ruleUnknown(rule, [...ids, ...others])),
    ),
  ];
}

const ids = rules.map(({ id }) => id);
const silentInStack = new Set(rules.filter(({ silentIn }) => silentIn === 'stack').map(({ id }) => id));

function isRule(id: string): boolean {
  return ids.includes(id);
}

function isWithin(path: string, around: string): boolean {
  return path === around || path.startsWith(`${around}/`);
}

export type { Rule } from './rule';
