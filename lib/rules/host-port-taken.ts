import type { Origin } from '../assembly';
import type * as compose from '../languages/compose';
import type { Finding, Rule } from './rule';

interface Claim {
  readonly service: string;
  readonly address: string;
  readonly origin: Origin;
}

/** One port of one address of the host can be published once. */
export const hostPortTaken: Rule = {
  id: 'host-port-taken',
  severity: 'error',
  reason: 'The second container fails to start: the engine cannot bind a port twice.',
  *check({ project, origins }): Iterable<Finding> {
    const claims = new Map<string, Claim[]>();
    for (const [service, { ports }] of Object.entries(project.services ?? {})) {
      for (const port of ports ?? []) {
        const origin = origins.get('services', service);
        for (const [published, protocol] of publishedPorts(port)) {
          const key = `${published}/${protocol}`;
          const claim = { service, address: addressOf(port), origin };
          const others = claims.get(key) ?? [];
          const other = others.find(({ address }) => overlap(address, claim.address));
          if (other) yield clash(key, claim, other);
          claims.set(key, [...others, claim]);
        }
      }
    }
  },
};

function clash(port: string, claim: Claim, other: Claim): Finding {
  return {
    at: claim.origin,
    message: `Services "${other.service}" and "${claim.service}" both publish port ${port} of the host.`,
    remedy: 'Publish one of them on another port or on another address.',
    related: [{ message: 'the first one', origin: other.origin }],
  };
}

const EVERY_ADDRESS = new Set(['', '0.0.0.0', '::']);

function overlap(one: string, other: string): boolean {
  return one === other || EVERY_ADDRESS.has(one) || EVERY_ADDRESS.has(other);
}

function addressOf(port: compose.ServicePort): string {
  return typeof port.host_ip === 'string' ? port.host_ip : '';
}

/** The host ports of an entry: none where the engine chooses, several for a range. */
function* publishedPorts(port: compose.ServicePort): Iterable<readonly [number, string]> {
  const protocol = typeof port.protocol === 'string' ? port.protocol : 'tcp';
  const range = /^(\d+)(?:-(\d+))?$/.exec(String(port.published ?? ''));
  if (!range?.[1]) return;
  const first = Number(range[1]);
  // a range for a single container port means "any one of these"
  if (range[2] !== undefined) return;
  yield [first, protocol];
}
