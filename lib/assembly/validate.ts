/**
 * Checks that an assembly is what Compose accepts, and says so in terms of the tree.
 *
 * @module
 */
import { basename } from 'node:path';
import type { Diagnostic } from '../core';
import { canonicalProject, checkCompose, checkMeaning, type Finding, SECTIONS } from '../languages/compose';
import { isPlainMap } from '../languages/yaml';
import { quoted } from '../words';
import type { Lowered } from './lower';
import { diagnoseFinding } from './origins';

export interface Validated {
  readonly diagnostics: readonly Diagnostic[];
  /** The assembly without what Compose rejects, so that the rest is judged, too. */
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
  const isRejected = new Set(misshapen.map(({ pointer }) => pointer.slice(0, 2).join('.')));
  const follows = ({ id, pointer }: Finding): boolean =>
    FOLLOWS.includes(id) && isRejected.has(pointer.slice(0, 2).join('.'));
  const wrong = [...misshapen, ...meaning.filter((finding) => !isKnown(finding) && !follows(finding))];
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

/** Findings about what is missing: it was there, and rejected. */
const FOLLOWS: readonly string[] = ['image-missing', 'file-source'];

/**
 * The assembly as Compose would accept it: without the properties that it rejects, so that the others are judged. An
 * element that is no such thing without them is left out.
 */
function without(lowered: Lowered, findings: readonly Finding[]): Lowered {
  const rejected = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { pointer, severity } = finding;
    if (severity === 'warning') continue;
    const key = pointer.slice(0, 2).join('.');
    rejected.set(key, [...(rejected.get(key) ?? []), finding]);
  }
  if (rejected.size === 0) return lowered;
  const kept = SECTIONS.flatMap((section) => {
    const elements = lowered.project[section];
    if (elements === undefined) return [];
    const entries = Object.entries(elements).flatMap(([name, element]) => {
      const wrong = rejected.get(`${section}.${name}`);
      const rest: unknown = wrong ? wrong.reduce(pruned, element) : element;
      return rest === undefined || (wrong && checkCompose({ [section]: { [name]: rest } }).length > 0)
        ? []
        : [[name, rest]];
    });
    return [[section, Object.fromEntries(entries)]];
  });
  const project = { ...lowered.project, ...Object.fromEntries(kept) };
  return { ...lowered, project, canonical: canonicalProject(project) };
}

/** An element without what a finding is about: the very key that Compose does not know, else the whole property. */
function pruned(element: unknown, { id, pointer: [, , ...keys] }: Finding): unknown {
  const [property] = keys;
  if (property === undefined) return undefined;
  if (id === 'unknown-property') return withoutKey(element, keys);
  // others wait for its health
  return property === 'healthcheck' ? undefined : withoutKey(element, [property]);
}

function withoutKey(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || (!isPlainMap(value) && !Array.isArray(value))) return value;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (String(index) === key ? withoutKey(item, rest) : item));
  const { [key]: below, ...others } = value;
  return rest.length === 0 || below === undefined ? others : { ...value, [key]: withoutKey(below, rest) };
}
