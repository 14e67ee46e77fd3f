/**
 * Warnings of an import, each once.
 *
 * @module
 */
import type { Diagnostic } from '../core';
import { checkStart, type Project, sectionOf } from '../languages/compose';
import { several } from './errors';
import type { Remark } from './recognize';
import type { Recognized } from './write';

/** The number of places to report. */
const MOST_PLACES = 10;

/** One warning for all of a kind that a person decides about at once, at the place of the first. */
export function eachOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const kinds = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) {
    const isAlone = one.severity === 'error' || one.related !== undefined || one.location === undefined;
    const kind = isAlone ? `${kinds.size} alone` : one.id;
    kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  }
  return [...kinds.values()].flatMap((all) => {
    const [first, ...others] = all;
    if (first === undefined || others.length === 0) return all;
    const places = all.slice(0, MOST_PLACES).map(({ message, location }) => {
      return { message, ...(location && { location }) };
    });
    const one = several(first, places, all.length);
    return one ? [one] : all;
  });
}

/**
 * The warnings that still hold where constructs take the place of services, without what a remark says already.
 *
 * @param project the one that was read
 * @param rest the one without what constructs say
 */
export function stillTrue(
  diagnostics: readonly Diagnostic[],
  project: Project,
  rest: { readonly project: Project; readonly recognized?: Recognized; readonly remarks: readonly Remark[] },
): readonly Diagnostic[] {
  const { recognized, remarks } = rest;
  if (recognized === undefined) return diagnostics;
  // every server of ours has a check
  const servers = recognized.servers.map((server) => [server.id, { healthcheck: CHECK, ...server.rest }] as const);
  const services = { ...Object.fromEntries(servers), ...sectionOf(rest.project, 'services') };
  const told = new Set(remarks.flatMap(({ pointers = [] }) => pointers.map((pointer) => pointer.join('\n'))));
  const left = checkStart({ ...rest.project, services } as Project); // the same services, in fewer words
  const holding = new Set(left.filter(({ pointer }) => !told.has(pointer.join('\n'))).map(({ message }) => message));
  const gone = checkStart(project).flatMap(({ message }) => (holding.has(message) ? [] : [message]));
  return diagnostics.filter(({ message }) => !gone.some((one) => message.endsWith(one)));
}

const CHECK = { test: ['CMD', 'true'] };
