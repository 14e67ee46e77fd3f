import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isRemote } from '../core';
import type { Finding, Rule } from './rule';

/** A folder to build from must be there. */
export const buildFolderMissing: Rule = {
  id: 'build-folder-missing',
  severity: 'error',
  reason: 'The build would fail when the stack is started.',
  *check({ project, origins, paths }): Iterable<Finding> {
    for (const [name, { build }] of Object.entries(project.services ?? {})) {
      if (typeof build?.context !== 'string' || isRemote(build.context)) continue;
      const folder = resolve(paths.folder, build.context);
      const status = statSync(folder, { throwIfNoEntry: false });
      if (status?.isDirectory()) continue;
      yield {
        at: origins.get('services', name),
        message: `Service "${name}" is built from the folder "${folder}", which ${status ? 'is a file' : 'does not exist'}.`,
        remedy: 'Create the folder or correct the path; it is relative to the folder of stack.ts.',
      };
    }
  },
};
