import { normalAddress, readPort } from '../../../forms';
import type { ServicePort } from '../../../model.generated';

import { listOf, type ServiceView, viewOf } from '../../meaning/view';
import type { StartCheck, StartViolation } from '../check';

/** One published port of the host. */
interface Claim {
  readonly service: ServiceView;
  readonly pointer: readonly string[];
  /** `8080/tcp` */
  readonly port: string;
  /** Empty for all addresses of both families. */
  readonly address: string;
}

/** One port of one address of the host can be published once: the engine refuses the second when it starts. */
export const hostPortTaken: StartCheck = {
  id: 'host-port-taken',
  severity: 'error',
  *check(view) {
    const known = new Map<string, Claim[]>();
    for (const service of view.services) {
      let told: readonly string[] | undefined; // of a range, the first port that is taken says enough
      for (const claim of claimsOf(service)) {
        const others = known.get(claim.port) ?? [];
        const first = others.find((other) => overlap(other.address, claim.address) && together(other, claim));
        if (first !== undefined && told !== claim.pointer) {
          yield clash(first, claim);
          told = claim.pointer;
        }
        others.push(claim);
        known.set(claim.port, others);
      }
    }
  },
};

function clash(first: Claim, { service, pointer, port }: Claim): StartViolation {
  const isOne = first.service === service;
  const who = isOne
    ? `Service "${service.name}" publishes`
    : `Services "${first.service.name}" and "${service.name}" both publish`;
  return {
    pointer,
    message: `${who} port ${port} of the host${isOne ? ' twice' : ''}.`,
    remedy: 'Publish one of them on another port or on another address.',
    related: [{ message: 'the first one', pointer: first.pointer }],
  };
}

/** Services of different profiles may be alternatives: only one of them runs. */
function together({ service: one }: Claim, { service: other }: Claim): boolean {
  if (one === other || one.isEnabled || other.isEnabled) return true;
  return one.profiles?.some((profile) => other.profiles?.includes(profile)) ?? false;
}

/**
 * Whether two addresses have one in common. The engine binds the wildcards of IPv4 and IPv6 separately, and both where
 * no address is given: https://docs.docker.com/engine/network/port-publishing/
 */
function overlap(one: string, other: string): boolean {
  if (one === other || one === '' || other === '') return true;
  const [all, otherAll] = [one, other].map((address) => (address.includes(':') ? '::' : '0.0.0.0'));
  return all === otherAll && (one === all || other === all);
}

/** A published port of a service. The engine has no ports to publish for one in the host's network, or in none. */
function claimsOf(service: ServiceView): Iterable<Claim> {
  const claims = new Map<string, Claim>();
  const { ports, network_mode: mode } = service.service;
  if (mode === 'host' || mode === 'none') return [];
  for (const [index, entry] of listOf(ports).entries()) {
    const read = readPort(entry);
    const pointer = [...service.pointer, 'ports', String(index)];
    for (const published of 'value' in read ? read.value : []) {
      const port = publishedPort(published);
      const address = addressOf(published);
      if (port !== undefined && address !== undefined) {
        claims.set(keyOf(port, published), { service, pointer, port, address });
      }
    }
  }
  return claims.values();
}

/**
 * Of ports with one key, Compose keeps the last. All IPv4 addresses have the same key as all addresses.
 *
 * https://github.com/compose-spec/compose-go/blob/v2.9.1/override/uncity.go
 */
function keyOf(port: string, { target, host_ip: address = '' }: ServicePort): string {
  return JSON.stringify([
    address === '' ? '0.0.0.0' : address,
    port,
    typeof target === 'object' ? target : String(target),
  ]);
}

/** `8080/tcp`; nothing where the engine or the deploying host chooses: a range means "any one of these", 0 any at all. */
function publishedPort({ published, protocol = 'tcp' }: ServicePort): string | undefined {
  if (typeof published === 'object' || !/^\d+$/.test(String(published))) return undefined;
  if (typeof protocol !== 'string' || Number(published) === 0) return undefined;
  return `${Number(published)}/${protocol.toLowerCase() || 'tcp'}`;
}

/** Without the brackets that IPv6 addresses may have; undefined where only the deploying host knows. */
function addressOf({ host_ip: address = '' }: ServicePort): string | undefined {
  return typeof address === 'string' ? normalAddress(address.replace(/^\[|\]$/g, '')) : undefined;
}

/** A port of the host that a service publishes. */
export interface HostPort {
  readonly service: string;
  readonly pointer: readonly string[];
  /** `8080/tcp` */
  readonly port: string;
  /** Empty for all addresses of both families. */
  readonly address: string;
}

/** The ports that the services of a project publish when it starts; services with a profile start later. */
export function hostPortsOf(project: unknown): readonly HostPort[] {
  const { services } = viewOf(project, { fragment: false, active: [], known: () => false });
  return services
    .filter(({ isEnabled }) => isEnabled)
    .flatMap((service) => [...claimsOf(service)].map((claim) => ({ ...claim, service: service.name })));
}

/** Whether only one of two can be published. */
export function portsOverlap(one: HostPort, other: HostPort): boolean {
  return one.port === other.port && overlap(one.address, other.address);
}
