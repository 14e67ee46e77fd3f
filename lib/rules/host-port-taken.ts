import type { Origin } from '../assembly';
import type * as compose from '../languages/compose';
import type { Finding, Rule } from './rule';

interface Claim {
  readonly service: string;
  readonly address: string;
  readonly profiles: readonly unknown[];
  readonly origin: Origin;
}

/** One port of one address of the host can be published once. */
export const hostPortTaken: Rule = {
  id: 'host-port-taken',
  severity: 'error',
  reason: 'The second container fails to start: the engine cannot bind a port twice.',
  *check({ canonical: project, origins }): Iterable<Finding> {
    const claims = new Map<string, Claim[]>();
    for (const [service, { ports, profiles = [] }] of Object.entries(project.services ?? {})) {
      for (const port of ports ?? []) {
        const key = publishedPort(port);
        if (key === undefined) continue;
        const claim = { service, address: addressOf(port), profiles, origin: origins.get('services', service) };
        const others = claims.get(key) ?? [];
        const other = others.find((other) => overlap(other.address, claim.address) && together(other, claim));
        if (other) yield clash(key, claim, other);
        others.push(claim);
        claims.set(key, others);
      }
    }
  },
};

/** Services of different profiles may be alternatives, of which one runs. */
function together({ profiles: one }: Claim, { profiles: other }: Claim): boolean {
  return one.length === 0 || other.length === 0 || one.some((profile) => other.includes(profile));
}

function clash(port: string, claim: Claim, other: Claim): Finding {
  const who =
    claim.service === other.service
      ? `Service "${claim.service}" publishes`
      : `Services "${other.service}" and "${claim.service}" both publish`;
  return {
    at: claim.origin,
    message: `${who} port ${port} of the host${claim.service === other.service ? ' twice' : ''}.`,
    remedy: 'Publish one of them on another port or on another address.',
    related: [{ message: 'the first one', origin: other.origin }],
  };
}

/** Whether two host addresses have one in common. The wildcards of IPv4 and IPv6 are bound apart from each other. */
function overlap(one: string, other: string): boolean {
  if (one === other || one === '' || other === '') return true;
  const [family, otherFamily] = [one, other].map((address) => (address.includes(':') ? '::' : '0.0.0.0'));
  return family === otherFamily && (one === family || other === family);
}

/** The host's address without the brackets that IPv6 addresses may have; empty for all of them. */
function addressOf({ host_ip }: compose.ServicePort): string {
  return typeof host_ip === 'string' ? host_ip.replace(/^\[|\]$/g, '') : '';
}

/** `8080/tcp`; nothing where the engine or the deploying host chooses: a range means "any one of these". */
function publishedPort({ published, protocol }: compose.ServicePort): string | undefined {
  if (typeof published === 'object' || !/^\d+$/.test(String(published))) return undefined;
  return `${Number(published)}/${typeof protocol === 'string' ? protocol : 'tcp'}`;
}
