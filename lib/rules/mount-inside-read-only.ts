import type * as compose from '../languages/compose';
import type { Finding, Rule } from './rule';

interface Mount {
  readonly what: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** A mount point inside a read-only mount cannot be created. */
export const mountInsideReadOnly: Rule = {
  id: 'mount-inside-read-only',
  severity: 'error',
  reason: 'The engine creates a missing mount point, and cannot inside a mount that is read-only: the container does not start.',
  *check({ project, origins }): Iterable<Finding> {
    for (const [name, service] of Object.entries(project.services ?? {})) {
      const outer = new Map<string, Mount>();
      const mounts = mountsOf(service).sort((a, b) => a.target.length - b.target.length);
      for (const mount of mounts) {
        for (const folder of foldersAbove(mount.target)) {
          const around = outer.get(folder);
          if (!around?.readOnly) continue;
          yield {
            at: origins.get('services', name),
            message: `Service "${name}" mounts ${mount.what} at "${mount.target}", inside ${around.what}, which is mounted read-only at "${around.target}".`,
            remedy: 'Mount one of them elsewhere, or let the outer mount be writable.',
          };
          break;
        }
        outer.set(mount.target, mount);
      }
    }
  },
};

function mountsOf(service: compose.Service): Mount[] {
  const volumes = (service.volumes ?? []).map((mount) => ({
    what: mount.source === undefined ? `a ${mount.type}` : `${mount.type} "${String(mount.source)}"`,
    target: clean(String(mount.target ?? '')),
    readOnly: mount.read_only === true,
  }));
  const configs = (service.configs ?? []).map(({ source, target }) => ({
    what: `config "${String(source)}"`,
    target: clean(String(target ?? `/${String(source)}`)),
    readOnly: true,
  }));
  return [...volumes, ...configs];
}

function clean(target: string): string {
  return target.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
}

/** `/a/b/c` → `/a/b`, `/a`. */
function* foldersAbove(target: string): Iterable<string> {
  for (let end = target.lastIndexOf('/'); end > 0; end = target.lastIndexOf('/', end - 1)) yield target.slice(0, end);
}
