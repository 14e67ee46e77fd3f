import type * as compose from '../languages/compose';
import type { Violation } from '../languages/compose';
import { quoted } from '../words';
import type { Rule } from './rule';

/** A service that more, or fewer, services reach than its author promised. */
export const reachWider: Rule = {
  id: 'reach-wider',
  severity: 'error',
  reason: 'Somebody relies on the promise of `reachableOnlyFrom`: the service may believe all who reach it.',
  *check({ canonical: { services = {} }, intents }): Iterable<Violation> {
    for (const { service: target, from } of intents.reach) {
      const own = services[target];
      if (!own) continue;
      const named = [target, ...from];
      const tasks = intents.tasks.filter(({ like }) => named.includes(like)).map(({ service }) => service);
      const known = new Set([...named, ...tasks]);
      const who = from.length === 0 ? 'nobody' : `only ${from.map(quoted).join(', ')}`;
      const promise = `${who} may reach ${quoted(target)}`;
      if ((own.ports?.length ?? 0) > 0) {
        yield {
          pointer: ['services', target, 'ports'],
          message: `The host reaches ${quoted(target)} through a published port, and ${promise}.`,
          remedy: 'Leave the port out, or take the promise back.',
        };
      }
      for (const [name, other] of Object.entries(services)) {
        const way = wayFrom(services, name, target);
        if (way !== undefined && !known.has(name)) {
          yield {
            pointer: ['services', name, other.network_mode === undefined ? 'networks' : 'network_mode'],
            message: `Service ${quoted(name)} reaches ${quoted(target)} ${way}, and ${promise}.`,
            remedy:
              "Keep it out of that network: a stack with `isolation: 'pair'` has one for each connection. Or name it in `reachableOnlyFrom`.",
          };
        }
        if (way === undefined && from.includes(name)) {
          yield {
            pointer: ['services', name, 'networks'],
            message: `Service ${quoted(name)} may reach ${quoted(target)}, and has no network in common with it.`,
            remedy: 'Connect it, or leave it out of `reachableOnlyFrom`.',
          };
        }
      }
    }
  },
};

type Services = Readonly<Record<string, compose.Service>>;

/** How one service reaches another; undefined where it does not. */
function wayFrom(services: Services, from: string, to: string): string | undefined {
  const [one, other] = [placeOf(services, from), placeOf(services, to)];
  if (one === 'host' || other === 'host') return 'through the network of the host';
  if (one === other) return 'in the network of one container';
  const shared = networksAt(services, one).find((network) => networksAt(services, other).includes(network));
  return shared === undefined ? undefined : `in the network ${quoted(shared)}`;
}

/** The service whose networks a service has: its own, or another one's by `network_mode: service:…`. */
function placeOf(services: Services, name: string, seen: readonly string[] = []): string {
  const mode = services[name]?.network_mode;
  if (mode === 'host') return 'host';
  const of = typeof mode === 'string' ? /^service:(.+)$/.exec(mode)?.[1] : undefined;
  return of === undefined || seen.includes(of) ? name : placeOf(services, of, [...seen, name]);
}

function networksAt(services: Services, name: string): readonly string[] {
  const { network_mode: mode, networks } = services[name] ?? {};
  if (mode === 'none') return [];
  if (typeof mode === 'string' && mode !== 'bridge') return [mode];
  const names = Array.isArray(networks) ? networks.map(String) : Object.keys(networks ?? {});
  return names.length === 0 ? ['default'] : names;
}
