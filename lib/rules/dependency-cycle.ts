import type { Assembly } from '../assembly';
import type { Finding, Rule } from './rule';

/** Services that wait for each other in a circle never start. */
export const dependencyCycle: Rule = {
  id: 'dependency-cycle',
  severity: 'error',
  reason: 'Each service of the circle waits for the next one, so that none of them starts.',
  check: ({ project, origins }) => cycles(project.services ?? {}).map((cycle) => finding(cycle, origins)),
};

function finding(cycle: readonly string[], origins: Assembly['origins']): Finding {
  const [first = '', ...others] = cycle;
  return {
    at: origins.get('services', first),
    message: `Services wait for each other in a circle: ${[...cycle, first].join(' → ')}.`,
    remedy: 'Remove one of these dependencies, or split what both need into a service of its own.',
    related: others.map((name) => ({ message: `service "${name}" takes part`, origin: origins.get('services', name) })),
  };
}

/**
 * The circles that a depth-first walk closes, each once. Every service is entered once, so that the walk is linear; it
 * keeps its own stack, so that a long chain cannot overflow the machine's.
 */
function cycles(services: NonNullable<Assembly['project']['services']>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  for (const root of Object.keys(services)) {
    const path: string[] = [];
    const depth = new Map<string, number>();
    const pending: { name: string; next: Iterator<string> }[] = [];
    const enter = (name: string): void => {
      depth.set(name, path.length);
      path.push(name);
      pending.push({ name, next: Object.keys(services[name]?.depends_on ?? {})[Symbol.iterator]() });
    };
    if (!done.has(root)) enter(root);
    for (let top = pending.at(-1); top; top = pending.at(-1)) {
      const { value, done: finished } = top.next.next();
      if (finished) {
        done.add(top.name);
        depth.delete(top.name);
        path.pop();
        pending.pop();
      } else if (depth.has(value)) found.push(path.slice(depth.get(value)));
      else if (!done.has(value) && services[value]) enter(value);
    }
  }
  return found;
}
