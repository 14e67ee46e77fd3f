/**
 * Checks that an assembly is what Compose accepts, and says so in terms of the tree.
 *
 * @module
 */
import type { Diagnostic } from '../core';
import {
  canonicalProject,
  checkAge,
  checkCompose,
  checkMeaning,
  type Finding,
  isSection,
  SECTIONS,
} from '../languages/compose';
import type { Lowered } from './lower';
import { diagnosePlace } from './origins';

export interface Validated {
  readonly diagnostics: readonly Diagnostic[];
  /** The assembly without the elements that Compose rejects: nobody needs to judge those any further. */
  readonly lowered: Lowered;
}

/**
 * Holds an assembly against the Compose schema, and what is well-formed against the rest of what Compose checks.
 *
 * @param known what is wrong with the tree: what follows from that is not said a second time
 */
export function validate(lowered: Lowered, known: readonly Diagnostic[]): Validated {
  const { oldestCompose } = lowered;
  const misshapen = checkCompose(lowered.project);
  const wellFormed = without(lowered, misshapen);
  const broken = new Set(known.flatMap(({ severity, path }) => (severity === 'error' && path ? [path] : [])));
  const isKnown = ({ pointer: [section = '', name = ''] }: Finding): boolean =>
    broken.size > 0 && broken.has(lowered.origins.get(section, name).path);
  const meaning = checkMeaning(wellFormed.project, {
    fragment: lowered.isFragment,
    // what is itself in error is left out, but not forgotten
    known: (section, name) => lowered.origins.find(section, name) !== undefined,
  });
  const wrong = [
    ...misshapen,
    ...meaning.filter((finding) => !isKnown(finding)),
    ...(oldestCompose === undefined ? [] : checkAge(wellFormed.project, oldestCompose)),
  ];
  return { diagnostics: wrong.map((finding) => diagnose(finding, lowered)), lowered: wellFormed };
}

function diagnose(finding: Finding, { origins }: Lowered): Diagnostic {
  const { pointer, message } = finding;
  const [section = '', , ...rest] = pointer;
  // the path of the construct says which element it is
  const keys = isSection(section) ? rest : pointer.slice(pointer.length > 1 ? 0 : 1);
  const place = keys.length > 0 ? `${keys.join('.')}: ` : '';
  return diagnosePlace({ ...finding, message: `${place}${message}` }, origins);
}

function without(lowered: Lowered, findings: readonly Finding[]): Lowered {
  const rejected = new Set(
    findings
      .filter(({ severity }) => severity !== 'warning')
      .map(({ pointer: [section, name] }) => `${section}.${name}`),
  );
  if (rejected.size === 0) return lowered;
  const kept = SECTIONS.flatMap((section) => {
    if (lowered.project[section] === undefined) return [];
    const elements = Object.entries(lowered.project[section]);
    return [[section, Object.fromEntries(elements.filter(([name]) => !rejected.has(`${section}.${name}`)))]];
  });
  const project = { ...lowered.project, ...Object.fromEntries(kept) };
  return { ...lowered, project, canonical: canonicalProject(project) };
}
