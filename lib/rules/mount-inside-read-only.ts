import { resolve } from 'node:path';
import { isOfDeployHost } from '../core';
import { type Mounted, mountsOf, type Violation } from '../languages/compose';
import { look } from './look';
import type { Rule } from './rule';

/** A mount point inside a read-only mount cannot be created. */
export const mountInsideReadOnly: Rule = {
  id: 'mount-inside-read-only',
  severity: 'error',
  reason:
    'The engine creates a missing mount point, and cannot inside a mount that is read-only: the container does not start.',
  *check({ project, paths }): Iterable<Violation> {
    for (const [name, service] of Object.entries(project.services ?? {})) {
      const mounts = mountsOf(service, ['services', name]);
      const byTarget = new Map(mounts.map((mount) => [mount.target, mount]));
      for (const mount of mounts) {
        const around = nearestAround(mount, byTarget);
        if (!around?.readOnly || hasPoint(around, mount.target, paths.root)) continue;
        yield {
          pointer: mount.pointer,
          message: `Service "${name}" mounts ${mount.what} at "${mount.target}", inside ${around.what}, which is mounted read-only at "${around.target}".`,
          remedy: 'Mount one of them elsewhere, or let the outer mount be writable.',
        };
      }
    }
  },
};

/** The mount that the engine would have to create the mount point in. */
function nearestAround({ target }: Mounted, byTarget: ReadonlyMap<string, Mounted>): Mounted | undefined {
  for (let end = target.lastIndexOf('/'); end > 0; end = target.lastIndexOf('/', end - 1)) {
    const around = byTarget.get(target.slice(0, end));
    if (around) return around;
  }
  return undefined;
}

/** Whether the mount point exists already; known only for a folder of this machine, else assumed. */
function hasPoint({ folder, target: at }: Mounted, target: string, from: string): boolean {
  if (folder === undefined) return false;
  return isOfDeployHost(folder) || look(resolve(from, folder, `.${target.slice(at.length)}`)) !== 'nothing';
}
