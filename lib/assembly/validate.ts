/**
 * Checks that an assembly is what Compose accepts, and says so in terms of the tree.
 *
 * @module
 */
import { basename } from 'node:path';
import type { Diagnostic } from '../core';
import { canonicalProject, checkCompose, checkMeaning, type Finding, SECTIONS } from '../languages/compose';
import { quoted } from '../words';
import type { Lowered } from './lower';
import { diagnoseFinding } from './origins';

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
  const misshapen = checkCompose(lowered.project);
  const wellFormed = without(lowered, misshapen);
  const broken = new Set(known.flatMap(({ severity, path }) => (severity === 'error' && path ? [path] : [])));
  const isKnown = ({ pointer: [section = '', name = ''] }: Finding): boolean =>
    broken.size > 0 && broken.has(lowered.origins.get(section, name).path);
  const meaning = checkMeaning(wellFormed.project, {
    // included files may define anything
    fragment: lowered.project.include === undefined ? lowered.fragment : true,
    // what is itself in error is left out, but not forgotten
    known: (section, name) => lowered.origins.find(section, name) !== undefined,
  });
  const wrong = [...misshapen, ...meaning.filter((finding) => !isKnown(finding))];
  const diagnostics = wrong.map((finding) => diagnoseFinding(withConnection(finding, lowered), lowered.origins));
  return { diagnostics, lowered: wellFormed };
}

/** A circle that a connection closes, with the line that can open it again. */
function withConnection(finding: Finding, { recorded, canonical }: Lowered): Finding {
  if (finding.id !== 'service-cycle') return finding;
  const members = [finding.pointer, ...(finding.related ?? []).map(({ pointer }) => pointer)].map(([, name]) => name);
  const connection = recorded.findLast(
    (intent) =>
      intent.kind === 'connection' &&
      members.includes(intent.from) &&
      members.includes(intent.to) &&
      canonical.services?.[intent.from]?.depends_on?.[intent.to] !== undefined,
  );
  if (connection?.kind !== 'connection') return finding;
  const { location } = connection.origin;
  const place = location ? ` (${basename(location.file)}:${location.line}:${location.column})` : '';
  const { from, to } = connection;
  const remedy = `Let ${quoted(from)} connect to ${quoted(to)} without waiting: pass { wait: false } to that connect()${place}.`;
  return { ...finding, remedy };
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
