import type { Assembly } from '../assembly';
import { hostPortsOf, portsOverlap, type Violation } from '../languages/compose';
import type { Rule } from './rule';

/** Two stacks of an app that want one port of one host. */
export const stacksSharePort: Rule = {
  id: 'stacks-share-port',
  severity: 'warning',
  reason: 'Both start alone, and the second one fails while the first one runs.',
  *check(assembly, all): Iterable<Violation> {
    const before = all.slice(0, all.indexOf(assembly)).filter((other) => isBeside(other, assembly));
    if (before.length === 0) return;
    const known = before.flatMap((other) => hostPortsOf(other.project).map((port) => ({ other, port })));
    const told = new Set<string>();
    for (const port of hostPortsOf(assembly.project)) {
      const first = known.find((one) => portsOverlap(one.port, port));
      if (!first || told.has(port.port)) continue;
      told.add(port.port);
      yield {
        pointer: port.pointer,
        message: `Service "${port.service}" publishes port ${port.port} of the host, as "${first.port.service}" of the stack "${nameOf(first.other)}" does.`,
        remedy: 'Publish one of them on another port or address, or accept the rule if they never run on one host.',
      };
    }
  },
};

/** Whether two stacks may run on one host. Stacks of one project take each other's place. */
function isBeside(one: Assembly, other: Assembly): boolean {
  if (one.name === other.name) return false;
  const [first, second] = [one.environment, other.environment];
  return (first.isDevelopment && second.isDevelopment) || isOneServer(first, second);
}

/** Environments of one name and one domain are one place. */
function isOneServer(one: Assembly['environment'], other: Assembly['environment']): boolean {
  return one.kind === other.kind && one.name === other.name && one.domain === other.domain;
}

/** Of several stacks, the folder has the name that differs. */
function nameOf({ paths }: Assembly): string {
  return paths.folder.slice(paths.folder.lastIndexOf('/') + 1);
}
