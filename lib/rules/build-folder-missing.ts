import { isOfDeployHost } from '../core';
import { isRemoteContext, type Violation } from '../languages/compose';
import { look } from './look';
import type { Rule } from './rule';

/** A folder to build from must be there. */
export const buildFolderMissing: Rule = {
  id: 'build-folder-missing',
  severity: 'error',
  reason: 'The build would fail when the stack is started.',
  *check({ canonical: project, paths }): Iterable<Violation> {
    for (const [name, { build }] of Object.entries(project.services ?? {})) {
      if (typeof build?.context !== 'string' || isRemoteContext(build.context) || isOfDeployHost(build.context))
        continue;
      const folder = paths.absolute(build.context);
      const found = look(folder);
      if (found === 'unknown' || (found !== 'nothing' && found.isDirectory())) continue;
      yield {
        pointer: ['services', name, 'build', 'context'],
        message: `Service "${name}" is built from the folder "${folder}", which ${found === 'nothing' ? 'does not exist' : 'is a file'}.`,
        remedy: 'Create the folder or correct the path; it is relative to the folder of stack.ts.',
      };
    }
  },
};
