import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding, Rule } from './rule';

/** A secret file with a mode that keeps the container's own process out. */
export const secretUnreadable: Rule = {
  id: 'secret-unreadable',
  severity: 'warning',
  reason: 'Compose mounts a secret file with the mode that it has on the host and ignores `uid`, `gid` and `mode`.',
  *check({ project, origins, paths, secrets: generated }): Iterable<Finding> {
    const ours = new Set(generated.map(({ file }) => file));
    for (const [name, service] of Object.entries(project.services ?? {})) {
      const user = typeof service.user === 'string' ? service.user.split(':')[0] : undefined;
      if (user === undefined || user === '0' || user === 'root') continue;
      for (const { source } of service.secrets ?? []) {
        const path = typeof source === 'string' ? project.secrets?.[source]?.file : undefined;
        if (typeof path !== 'string') continue;
        const file = resolve(paths.folder, path);
        const status = statSync(file, { throwIfNoEntry: false });
        if (ours.has(file) || !status || (status.mode & 0o004) !== 0 || String(status.uid) === user) continue;
        yield {
          at: origins.get('services', name),
          message: `Service "${name}" runs as user ${user}, who may not read the file of secret "${String(source)}" (mode ${(status.mode & 0o777).toString(8).padStart(4, '0')}).`,
          remedy: 'Keep the file in a folder with mode 0700 and give the file itself mode 0444, or take the secret from an environment variable.',
        };
      }
    }
  },
};
