import { readPort } from '../../../forms';
import { listOf, type ServiceView } from '../../meaning/view';
import { callsOf } from '../calls';
import type { StartCheck } from '../check';
import { portNumber } from '../port-number';

/**
 * A service that is called at the port that it has on the host. Between containers its own port counts:
 * https://docs.docker.com/compose/how-tos/networking/
 */
export const portOfHost: StartCheck = {
  id: 'port-of-host',
  severity: 'warning',
  *check(view) {
    for (const caller of view.services) {
      if (caller.service.network_mode === 'host') continue;
      for (const { host, port, pointer } of callsOf(caller)) {
        const called = port === undefined || host === caller.name ? undefined : view.service(host);
        if (called === undefined || port === undefined || called.service.network_mode === 'host') continue;
        const own = ownPortOf(called, port);
        if (own === undefined) continue;
        yield {
          pointer: [...caller.pointer, ...pointer],
          message: `Service "${caller.name}" calls "${host}" at port ${port}, which only the host has. In its networks "${host}" has port ${own}.`,
          remedy: `Write ${host}:${own}.`,
        };
      }
    }
  },
};

/** The port of the container behind a port of the host, unless the container may have that one, too. */
function ownPortOf({ service }: ServiceView, port: number): number | undefined {
  const all = listOf(service.ports).map(readPort);
  if (all.some((read) => !('value' in read))) return undefined;
  const ports = all.flatMap((read) => ('value' in read ? read.value : []));
  const exposed = listOf(service.expose).map((entry) =>
    (typeof entry === 'object' ? '' : String(entry)).replace(/\/.*/, ''),
  );
  // a program that was told its port listens there
  if (exposed.includes(String(port)) || said(service).includes(String(port))) {
    return undefined;
  }
  if (ports.some(({ target }) => portNumber(target) === port)) return undefined;
  const own = ports.find(({ published }) => portNumber(published) === port)?.target;
  return portNumber(own);
}

function said({ command, entrypoint, environment }: ServiceView['service']): string {
  return JSON.stringify([command, entrypoint, environment], (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}
