import type { Assembly } from '../assembly';
import { checkStart, startChecks, type Violation } from '../languages/compose';
import type { Rule } from './rule';

/** Something that no service uses. */
export const unusedElement: Rule = {
  id: startChecks.unusedElement.id,
  severity: 'warning',
  reason: 'A volume that nobody mounts keeps nothing, and a config that nobody reads changes nothing.',
  silentIn: 'stack',
  *check(assembly, all): Iterable<Violation> {
    const found = unusedIn(assembly);
    if (found.length === 0) return;
    // what one environment of a project has no use for may be for another one
    const others = all.filter((other) => other !== assembly && other.name === assembly.name);
    const useless = others.map((other) => new Set(unusedIn(other).map(keyOf)));
    for (const violation of found) {
      const isDefined = ({ canonical }: Assembly): boolean => isIn(canonical, violation.pointer);
      const isUsed = others.some((other, at) => isDefined(other) && !useless[at]?.has(keyOf(violation)));
      if (!isUsed) yield violation;
    }
  },
};

function unusedIn({ project }: Assembly): readonly Violation[] {
  return checkStart(project, [startChecks.unusedElement]);
}

function isIn(project: Assembly['canonical'], [section = '', name = '']: readonly string[]): boolean {
  const elements = Object.entries(project).find(([key]) => key === section)?.[1];
  return typeof elements === 'object' && elements !== null && Object.hasOwn(elements, name);
}

function keyOf({ pointer }: Violation): string {
  return JSON.stringify(pointer);
}
