/**
 * The order of declared services: after those that they refer to, otherwise the file's order.
 *
 * @module
 */
import { isPlainMap, type PlainMap } from '../../languages/yaml';

/** The names of services, each after those that it refers to; in a cycle, the file's order. */
export function declarationOrder(services: PlainMap): readonly string[] {
  const ordered = new Set<string>();
  const begun = new Set<string>();
  for (const first of Object.keys(services)) {
    const stack = [{ name: first, rest: begin(first) }];
    for (let top = stack[stack.length - 1]; top; top = stack[stack.length - 1]) {
      const next = top.rest.pop();
      if (next === undefined) {
        ordered.add(top.name);
        stack.pop();
      } else if (!begun.has(next) && Object.hasOwn(services, next)) {
        stack.push({ name: next, rest: begin(next) });
      }
    }
  }
  return [...ordered];

  /** Names still to visit, the last one first. */
  function begin(name: string): string[] {
    if (begun.has(name)) return [];
    begun.add(name);
    return [...servicesOf(services[name])].reverse();
  }
}

/** The services that a service names. */
function servicesOf(service: unknown): readonly string[] {
  if (!isPlainMap(service)) return [];
  const { depends_on: after, links, volumes_from: from } = service;
  const names = isPlainMap(after) ? Object.keys(after) : stringsOf(after);
  const shared = [service['network_mode'], service['ipc'], service['pid']].flatMap((mode) =>
    typeof mode === 'string' && mode.startsWith('service:') ? [mode.slice('service:'.length)] : [],
  );
  return [...names, ...[...stringsOf(links), ...stringsOf(from)].map((entry) => entry.split(':')[0] ?? ''), ...shared];
}

function stringsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}
