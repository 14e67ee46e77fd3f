import type { Kind } from '../core';
import type * as compose from '../languages/compose';
import type { Finding, Rule } from './rule';

type References = readonly (readonly [kind: Kind, name: string])[];

/** Everything that a service names must be in the stack. */
export const undefinedReference: Rule = {
  id: 'undefined-reference',
  severity: 'error',
  reason: 'Compose refuses a project that names what it does not define.',
  *check({ project, origins }): Iterable<Finding> {
    const defined: Readonly<Record<Kind, object>> = {
      services: project.services ?? {},
      networks: { default: {}, ...project.networks },
      volumes: project.volumes ?? {},
      secrets: project.secrets ?? {},
      configs: project.configs ?? {},
    };
    for (const [service, properties] of Object.entries(project.services ?? {})) {
      for (const [kind, name] of referencesOf(properties)) {
        // an element that is itself in error is left out of the project, but not forgotten
        if (Object.hasOwn(defined[kind], name) || origins.find(kind, name)) continue;
        yield {
          at: origins.get('services', service),
          message: `Service "${service}" refers to ${kind.slice(0, -1)} "${name}", which the stack does not define.`,
          remedy: remedy(kind, defined[kind]),
        };
      }
    }
  },
};

function referencesOf(service: compose.Service): References {
  const sources = (kind: Kind, list: readonly { readonly source?: unknown }[] | undefined): References =>
    (list ?? []).flatMap(({ source }) => (typeof source === 'string' ? [[kind, source] as const] : []));
  return [
    ...Object.keys(service.depends_on ?? {}).map((name) => ['services', name] as const),
    ...Object.keys(service.networks ?? {}).map((name) => ['networks', name] as const),
    ...sources(
      'volumes',
      service.volumes?.filter(({ type }) => type === 'volume'),
    ),
    ...sources('secrets', service.secrets),
    ...sources('configs', service.configs),
  ];
}

function remedy(kind: Kind, defined: object): string {
  const names = Object.keys(defined).map((name) => `"${name}"`);
  const has = names.length === 0 ? `it has no ${kind}` : `its ${kind} are ${names.slice(0, 8).join(', ')}`;
  return `Create it in this stack, or correct the name; ${has}.`;
}
