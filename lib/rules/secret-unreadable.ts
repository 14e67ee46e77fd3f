import type { Stats } from 'node:fs';
import { isOfDeployHost } from '../core';
import type { Violation } from '../languages/compose';
import { look } from './look';
import type { Rule } from './rule';

/** A secret file with a mode that keeps the container's own process out. */
export const secretUnreadable: Rule = {
  id: 'secret-unreadable',
  severity: 'warning',
  reason: 'Compose mounts a secret file with the mode that it has on the host and ignores `uid`, `gid` and `mode`.',
  *check({ canonical: project, paths, secrets: generated }): Iterable<Violation> {
    const ours = new Set(generated.map(({ file }) => file));
    for (const [name, service] of Object.entries(project.services ?? {})) {
      const [uid, gid] = typeof service.user === 'string' ? service.user.split(':') : [];
      if (uid === undefined || uid === '0' || uid === 'root') continue;
      for (const [index, { source }] of (service.secrets ?? []).entries()) {
        const path = typeof source === 'string' ? project.secrets?.[source]?.file : undefined;
        if (typeof path !== 'string' || isOfDeployHost(path)) continue;
        const file = paths.absolute(path);
        const status = look(file);
        if (ours.has(file) || typeof status === 'string' || mayRead(status, uid, gid)) continue;
        yield {
          pointer: ['services', name, 'secrets', String(index)],
          message: `Service "${name}" runs as user ${uid}, who may not read the file of secret "${String(source)}" (mode ${(status.mode & 0o777).toString(8).padStart(4, '0')}).`,
          remedy:
            'Keep the file with mode 0444 in a folder with mode 0700, or take the secret from an environment variable.',
        };
      }
    }
  },
};

function mayRead({ mode, uid, gid }: Stats, user: string, group: string | undefined): boolean {
  if (String(uid) === user) return (mode & 0o400) !== 0;
  return String(gid) === group ? (mode & 0o040) !== 0 : (mode & 0o004) !== 0;
}
