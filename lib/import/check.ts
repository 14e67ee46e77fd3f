/**
 * The mistakes of a project that was read, at the places of its files.
 *
 * @module
 */
import type { Diagnostic, RelatedLocation } from '../core';
import {
  checkCompose,
  checkMeaning,
  checkStart,
  type Finding,
  missingNames,
  type Project,
  type StartFinding,
} from '../languages/compose';
import { quoted } from '../words';
import * as errors from './errors';
import type { Loaded } from './load';

export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  /** The names that other files have to define, if nothing else is wrong. */
  readonly missing: readonly string[];
}

/** The number of undefined names to report. */
const MOST_MISSING = 10;

/** Everything that is wrong with the form of a project. */
export function checkForm(loaded: Loaded, project: Project): readonly Diagnostic[] {
  return checkCompose(project).map((finding) => diagnose(finding, loaded));
}

/**
 * Everything that Compose would refuse, and, as warnings, what it reads and its author would not have wanted.
 *
 * @param project the one that was loaded, or what became of it
 */
export function checkLoaded(loaded: Loaded, project = loaded.project): Checked {
  const misshapen = checkCompose(project);
  const broken = new Set(misshapen.filter(isError).map(elementOf));
  // what an element means is for later where its form is wrong: most of that would follow from it
  const found = [...checkMeaning(project, { fragment: true }), ...checkStart(project).map(asRead)];
  const senseless = found.filter((finding) => !broken.has(elementOf(finding)));
  const wrong = [...misshapen, ...senseless];
  const diagnostics = wrong.map((finding) => diagnose(finding, loaded));
  if (wrong.some(isError)) return { diagnostics, missing: [] };
  const known = new Set(senseless.map(keyOf));
  const missing = checkMeaning(project).filter((finding) => isError(finding) && !known.has(keyOf(finding)));
  if (missing.length === 0) return { diagnostics, missing: [] };
  const places = missing.map((finding) => related(finding, loaded)).sort(byPlace);
  const fragment = errors.isFragment(places.slice(0, MOST_MISSING), missing.length);
  return { diagnostics: [...diagnostics, fragment], missing: missingNames(project) };
}

/** Compose accepted the project, so its author was content: the stack accepts the broken rule. */
function asRead(finding: StartFinding): Finding {
  return finding.isRefused ? finding : { ...finding, severity: 'warning' };
}

function diagnose(
  { id, severity = 'error', pointer, message, remedy, related = [] }: Finding,
  loaded: Loaded,
): Diagnostic {
  const location = loaded.locate(pointer, NAMED_BY_KEY.has(id) ? 'key' : 'value');
  const place = placeOf(pointer);
  const others = related.map((other): RelatedLocation => {
    const at = loaded.locate(other.pointer, 'value');
    return { message: other.message, ...(at && { location: at }) };
  });
  return {
    id,
    severity,
    message: place === '' || isNamed(pointer, message) ? message : `${place}: ${message}`,
    remedy,
    ...(location && { location }),
    ...(others.length > 0 && { related: others }),
  };
}

/** Whether a message names the element, so that its place would only repeat it. */
function isNamed([, id]: readonly string[], message: string): boolean {
  return id !== undefined && message.includes(quoted(id));
}

/** A mistake in a name, not in the element of that name. */
const NAMED_BY_KEY: ReadonlySet<string> = new Set([
  'unknown-property',
  'bad-name',
  'swallowed-name',
  'bad-variable-name',
]);

function related({ pointer, message, remedy }: Finding, loaded: Loaded): RelatedLocation {
  const location = loaded.locate(pointer, 'value');
  const [, guess] = /: (did you mean .*)$/.exec(remedy) ?? [];
  return {
    message: guess === undefined ? message : `${message.replace(/\.$/, '')}; ${guess}`,
    ...(location && { location }),
  };
}

/** `services.web.ports.0`, of a length that a person reads. */
function placeOf(pointer: readonly string[]): string {
  return pointer.map((key) => (key.length > 80 ? `${key.slice(0, 79)}…` : key)).join('.');
}

function isError({ severity }: Finding): boolean {
  return severity !== 'warning';
}

function elementOf({ pointer }: Finding): string {
  return JSON.stringify(pointer.slice(0, 2));
}

function keyOf({ id, pointer, message }: Finding): string {
  return JSON.stringify([id, pointer, message]);
}

function byPlace({ location: a }: RelatedLocation, { location: b }: RelatedLocation): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
