import { excerpt } from '../../../../../words';
import { readMount, valueIn } from '../../../forms';
import { cleanPath } from '../../../forms/clean-path';
import { listOf } from '../../meaning/view';
import type { StartCheck } from '../check';

/** Folders and sockets of the host with which a container is as good as root there. */
export const hostExposed: StartCheck = {
  id: 'host-exposed',
  severity: 'warning',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      for (const [index, entry] of listOf(service.volumes).entries()) {
        const { type, source } = valueIn(readMount(entry)) ?? {};
        const what = type === 'bind' && typeof source === 'string' ? exposedBy(cleanPath(source)) : undefined;
        if (what === undefined || typeof source !== 'string') continue;
        yield {
          pointer: [...pointer, 'volumes', String(index)],
          message: `Service "${name}" mounts ${excerpt(source)}, ${what}.`,
          remedy: 'Mount only what it needs; if it is a tool that manages the host, accept the rule with your reason.',
        };
      }
      if (service.network_mode !== 'host') continue;
      yield {
        pointer: [...pointer, 'network_mode'],
        message: `Service "${name}" stands in the network of the host: it reaches every container, and its ports are open without \`ports\`.`,
        remedy: 'Let it join networks and publish its ports, or accept the rule with your reason.',
      };
    }
  },
};

/** https://docs.docker.com/engine/security/#docker-daemon-attack-surface */
function exposedBy(path: string): string | undefined {
  if (/\/(docker|podman|containerd)\.sock$/.test(path))
    return 'with which it can start a container as root of the host';
  if (path === '/') return 'which is the whole host';
  return FOLDERS.has(path) ? 'which holds settings and secrets of the whole host' : undefined;
}

const FOLDERS: ReadonlySet<string> = new Set([
  ...['/boot', '/dev', '/etc', '/home', '/lib', '/proc', '/root', '/run', '/sbin', '/sys', '/usr', '/var', '/var/lib'],
  ...['/var/lib/docker', '/var/run', '~', '~/.ssh', '/etc/shadow', '/etc/ssh', '/root/.ssh'],
]);
