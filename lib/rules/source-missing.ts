import type { Assembly } from '../assembly';
import { isOfDeployHost } from '../core';
import type { Violation } from '../languages/compose';
import { look } from './look';
import type { Rule } from './rule';

/** A file of the project that a container is to read should be there. */
export const sourceMissing: Rule = {
  id: 'source-missing',
  severity: 'warning',
  reason: 'Compose would stop when the stack is started, or create an empty folder in its place.',
  *check(assembly): Iterable<Violation> {
    for (const file of assembly.envFiles) {
      if (look(file) !== 'nothing') continue;
      yield {
        pointer: [],
        message: `The env file of the stack is "${file}", which does not exist.`,
        remedy: 'Create it or correct the path; it is relative to the folder of stack.ts.',
      };
    }
    for (const [what, source, pointer] of sources(assembly)) {
      const file = assembly.paths.absolute(source);
      if (isOfDeployHost(source) || look(file) !== 'nothing') continue;
      yield {
        pointer,
        message: `${what} is "${file}", which does not exist.`,
        remedy: 'Create it or correct the path; it is relative to the folder of stack.ts.',
      };
    }
  },
};

function* sources({
  canonical: project,
  files,
  secrets,
  paths,
}: Assembly): Iterable<readonly [string, string, readonly string[]]> {
  const generated = new Set(secrets.map(({ file }) => file));
  for (const [name, { file }] of Object.entries(project.secrets ?? {})) {
    if (typeof file !== 'string' || generated.has(paths.absolute(file))) continue;
    yield [`The file of secret "${name}"`, file, ['secrets', name, 'file']];
  }
  for (const [name, { file }] of Object.entries(project.configs ?? {})) {
    if (typeof file === 'string' && !files.has(paths.generated(file) ?? ''))
      yield [`The file of config "${name}"`, file, ['configs', name, 'file']];
  }
  for (const [name, { volumes, env_file }] of Object.entries(project.services ?? {})) {
    for (const [index, { path, required }] of (env_file ?? []).entries()) {
      if (typeof path === 'string' && required !== false)
        yield [`An env_file of service "${name}"`, path, ['services', name, 'env_file', String(index), 'path']];
    }
    for (const [index, { type, source }] of (volumes ?? []).entries()) {
      if (type !== 'bind' || typeof source !== 'string') continue;
      yield [`The mounted path of service "${name}"`, source, ['services', name, 'volumes', String(index), 'source']];
    }
  }
}
