/**
 * Rules that are broken in every environment, and in some of them.
 *
 * @module
 */
import type { Project } from '../languages/compose';
import type { BrokenRule } from './write';

interface Judged {
  readonly project: Project;
  readonly broken: readonly BrokenRule[];
}

/** The rules to accept for an element everywhere, and those to accept in one environment only, in order. */
export function brokenIn(environments: readonly Judged[]): {
  readonly everywhere: readonly BrokenRule[];
  readonly somewhere: readonly (readonly BrokenRule[])[];
} {
  const all = new Map(environments.flatMap(({ broken }) => broken).map((one) => [keyOf(one), one]));
  const keys = environments.map(({ broken }) => new Set(broken.map(keyOf)));
  const isEverywhere = (one: BrokenRule): boolean =>
    environments.every(({ project }, index) => !has(project, one) || keys[index]?.has(keyOf(one)));
  const everywhere = [...all.values()].filter(isEverywhere);
  const common = new Set(everywhere.map(keyOf));
  return {
    everywhere,
    somewhere: keys.map((own) => [...all.values()].filter((one) => own.has(keyOf(one)) && !common.has(keyOf(one)))),
  };
}

function has(project: Project, { section, name }: BrokenRule): boolean {
  return Object.hasOwn(project[section] ?? {}, name);
}

function keyOf({ rule, section, name }: BrokenRule): string {
  return JSON.stringify([section, name, rule]);
}
