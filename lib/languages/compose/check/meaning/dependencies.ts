/**
 * Which services a service needs: what it says in `depends_on`, and what Compose concludes from other properties.
 *
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/loader/normalize.go
 * @module
 */
import { entriesOf, isPlainMap } from '../../data';
import { at, listOf, type Mention, mentionsIn, type ServiceView } from './view';

export interface Dependency {
  readonly name: string;
  readonly pointer: readonly string[];
  /** Whether the other service must be there. */
  readonly isRequired: boolean;
  /** `depends_on`, `links`, … */
  readonly property: string;
}

const PREFIX = 'service:';
const NAMESPACES = ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'] as const;

/** Several checks ask about each service. */
const known = new WeakMap<ServiceView, readonly Dependency[]>();

/** Each service that this one needs, once, with the first place that says so. */
export function dependenciesOf(service: ServiceView): readonly Dependency[] {
  const found = known.get(service) ?? findDependencies(service);
  known.set(service, found);
  return found;
}

function findDependencies({ service, pointer }: ServiceView): readonly Dependency[] {
  const found = new Map<string, Dependency>();
  const add = (dependency: Dependency): void => {
    if (!found.has(dependency.name)) found.set(dependency.name, dependency);
  };
  const property = 'depends_on';
  for (const mention of mentionsIn(service.depends_on, [...pointer, property])) {
    const condition = isPlainMap(service.depends_on) ? service.depends_on[mention.name] : undefined;
    add({ ...mention, property, isRequired: !isPlainMap(condition) || condition.required !== false });
  }
  listOf(service.links).forEach((link, index) => {
    const place = [...pointer, 'links', String(index)];
    if (typeof link === 'string') add({ name: linked(link), pointer: place, property: 'links', isRequired: true });
  });
  for (const namespace of NAMESPACES) {
    const name = sharedWith(service[namespace]);
    if (name !== undefined) add({ name, pointer: [...pointer, namespace], property: namespace, isRequired: true });
  }
  listOf(service.volumes_from).forEach((from, index) => {
    if (typeof from !== 'string' || from.startsWith('container:')) return;
    const place = [...pointer, 'volumes_from', String(index)];
    add({ name: from.split(':')[0] ?? '', pointer: place, property: 'volumes_from', isRequired: true });
  });
  return [...found.values()];
}

/** The service whose network or other namespace is meant by `service:name`. */
export function sharedWith(mode: unknown): string | undefined {
  return typeof mode === 'string' && mode.startsWith(PREFIX) ? mode.slice(PREFIX.length) : undefined;
}

/** `name` or `name:alias`; with more colons Compose takes all of it for the name. */
function linked(link: string): string {
  const parts = link.split(':');
  return parts.length === 2 ? (parts[0] ?? '') : link;
}

/** The services that a build takes files from: `additional_contexts: { base: 'service:base' }`. */
export function contextsOf({ service, pointer }: ServiceView): readonly Mention[] {
  const contexts = at(service, 'build', 'additional_contexts');
  const entries = Array.isArray(contexts)
    ? contexts.map((entry, index) => [String(index), valueIn(entry)] as const)
    : entriesOf(contexts);
  return entries.flatMap(([key, context]) => {
    const name = sharedWith(context);
    return name === undefined ? [] : [{ name, pointer: [...pointer, 'build', 'additional_contexts', key] }];
  });
}

function valueIn(entry: unknown): unknown {
  return typeof entry === 'string' ? entry.slice(entry.indexOf('=') + 1) : undefined;
}
