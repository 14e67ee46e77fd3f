/**
 * Checks that an assembly is what Compose's schema allows, and says so in terms of the tree.
 *
 * @module
 */
import type { Diagnostic, Kind } from '../core';
import { checkCompose } from '../languages/compose';
import { type Assembly, diagnoseAt } from './assembly';

export interface Validated {
  readonly diagnostics: readonly Diagnostic[];
  /** The assembly without the elements that the schema rejects: nobody needs to judge those any further. */
  readonly assembly: Assembly;
}

/** Holds an assembly against the Compose schema. */
export function validate(assembly: Assembly): Validated {
  const findings = checkCompose(assembly.project);
  const diagnostics = findings.map(({ id, pointer: [kind = '', name = '', ...rest], message, remedy }) => {
    const place = rest.length > 0 ? `${rest.join('.')}: ` : '';
    return diagnoseAt(assembly.origins.get(kind, name), { id, message: `${place}${message}`, remedy });
  });
  const rejected = new Set(findings.map(({ pointer: [kind, name] }) => `${kind}.${name}`));
  return { diagnostics, assembly: rejected.size === 0 ? assembly : without(assembly, rejected) };
}

const KINDS: readonly Kind[] = ['services', 'networks', 'volumes', 'secrets', 'configs'];

function without(assembly: Assembly, rejected: ReadonlySet<string>): Assembly {
  const kept = KINDS.map((kind) => {
    const elements = Object.entries(assembly.project[kind] ?? {});
    return [kind, Object.fromEntries(elements.filter(([name]) => !rejected.has(`${kind}.${name}`)))];
  });
  return { ...assembly, project: { ...assembly.project, ...Object.fromEntries(kept) } };
}
