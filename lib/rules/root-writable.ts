import type { Assembly } from '../assembly';
import type * as compose from '../languages/compose';
import type { Violation } from '../languages/compose';
import type { Rule } from './rule';

/** A root file system that is writable for the sake of a value that Compose copies into it. */
export const rootWritable: Rule = {
  id: 'root-writable',
  severity: 'warning',
  reason:
    'Compose copies a value that is no file into the container before it starts, which a read-only root prevents.',
  *check({ canonical: project }): Iterable<Violation> {
    for (const [name, service] of Object.entries(project.services ?? {})) {
      const [copied] = service.read_only === false ? copiedInto(service, project) : [];
      if (copied === undefined) continue;
      yield {
        pointer: ['services', name, 'read_only'],
        message: `The root file system of service "${name}" is writable, because Compose copies the ${copied} into it.`,
        remedy:
          "Take the value from a file, and the root is read-only again. Or accept it: `accept('root-writable', why)`.",
      };
    }
  },
};

type Canonical = Assembly['canonical'];

/** Names of values that Compose copies, in words. */
function copiedInto({ secrets, configs }: compose.CanonicalService, project: Canonical): string[] {
  return [
    ...(secrets ?? []).flatMap(({ source }) =>
      project.secrets?.[String(source)]?.environment === undefined
        ? []
        : [`secret "${String(source)}" from the environment`],
    ),
    ...(configs ?? []).flatMap(({ source }) => {
      const { content, environment } = project.configs?.[String(source)] ?? {};
      return content === undefined && environment === undefined
        ? []
        : [`config "${String(source)}", which is no file,`];
    }),
  ];
}
