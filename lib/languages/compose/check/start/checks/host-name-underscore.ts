import { excerpt } from '../../../../../words';
import { isPlainMap } from '../../../data';
import { at, listOf, type ServiceView } from '../../meaning/view';
import { callsOf } from '../calls';
import type { StartCheck } from '../check';

/**
 * A service with an underscore in its name, which an address calls. No host name has one, so many programs refuse
 * the address: https://www.rfc-editor.org/rfc/rfc1123#section-2.1, https://bugs.openjdk.org/browse/JDK-6587184,
 * https://code.djangoproject.com/ticket/20264
 */
export const hostNameUnderscore: StartCheck = {
  id: 'host-name-underscore',
  severity: 'warning',
  *check(view) {
    const hosts = new Map(view.services.flatMap((service) => namesOf(service).map((name) => [name, service.name])));
    if (hosts.size === 0) return;
    for (const { name, pointer, service } of view.services) {
      const told = new Set<string>();
      for (const { scheme, host, pointer: place } of callsOf({ service })) {
        const other = hosts.get(host);
        if (other === undefined || scheme === '' || told.has(host)) continue;
        told.add(host);
        yield {
          pointer: [...pointer, ...place],
          message: `Service "${name}" calls ${excerpt(host)} in an address, and no host name has an underscore. Java, Ruby, Django and others refuse it.`,
          remedy: `Rename the service ${excerpt(other)}, or give it a network alias: ${excerpt(host.replaceAll('_', '-'))}.`,
        };
      }
    }
  },
};

/** The names with an underscore that other containers know a service by. */
function namesOf({ name, service }: ServiceView): readonly string[] {
  const { container_name: container, networks } = service;
  const aliases = isPlainMap(networks) ? Object.values(networks).flatMap((one) => listOf(at(one, 'aliases'))) : [];
  return [name, container, ...aliases].filter((one): one is string => typeof one === 'string' && one.includes('_'));
}
