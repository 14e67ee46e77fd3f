/**
 * The rest of a project, without the services that constructs replace.
 *
 * @module
 */
import { canonicalService, type Project, sectionOf } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import type { RecognizedServer, RecognizeRequest } from './model';
import { isNothing } from './texts';

export interface Remainder {
  readonly project: Project;
  readonly overlays: readonly unknown[];
  /** Secrets that nobody reads any more. */
  readonly unread: ReadonlySet<string>;
}

/** @param secrets ids of secrets that only servers may have read */
export function remainderOf(
  { project, environments }: RecognizeRequest,
  servers: readonly RecognizedServer[],
  secrets: readonly string[],
): Remainder {
  const gone = new Set(servers.map(({ id }) => id));
  const clients = new Set(servers.flatMap((server) => server.clients.map(({ id }) => id)));
  const overlays = environments.map(({ overlay }) => overlay);
  const staying = [project, ...overlays].flatMap((layer) =>
    Object.entries(sectionOf(layer, 'services')).flatMap(([id, service]) => (gone.has(id) ? [] : [service])),
  );
  const read = new Set(staying.flatMap(secretsIn));
  const unread = new Set(secrets.filter((id) => !read.has(id)));
  if (servers.length === 0) return { project, overlays, unread };

  const services = Object.entries(sectionOf(project, 'services'))
    .filter(([id]) => !gone.has(id))
    .map(([id, service]) => [id, clients.has(id) ? inDefault(service) : service] as const);
  const kept = Object.entries(sectionOf(project, 'secrets')).filter(([id]) => !unread.has(id));
  const networks = sectionOf(project, 'networks');
  const isInDefault = servers.some((server) => server.networks.some(({ id }) => id === 'default'));
  return {
    // entries of the same maps, with `networks` as Compose takes it
    project: {
      ...project,
      services: Object.fromEntries(services),
      ...(isInDefault && !Object.hasOwn(networks, 'default') && { networks: { ...networks, default: null } }),
      ...volumesOf(project, servers),
      ...(project.secrets && { secrets: Object.fromEntries(kept) }),
    } as Project,
    overlays: overlays.map((overlay) => ofOthers(overlay, sectionOf(project, 'services'), clients)),
    unread,
  };
}

/** The volumes with those that the constructs name otherwise, or get for themselves. */
function volumesOf(project: Project, servers: readonly RecognizedServer[]): { readonly volumes?: PlainMap } {
  const changed = servers.flatMap(({ volume }) => (volume?.definition ? [volume] : []));
  if (changed.length === 0) return {};
  const kept = Object.entries(sectionOf(project, 'volumes')).flatMap(([id, definition]) => {
    const renamed = changed.find(({ was }) => was === id);
    return [[renamed?.id ?? id, renamed?.definition ?? definition] as const];
  });
  const added = changed.filter(({ was }) => was === undefined).map(({ id, definition }) => [id, definition] as const);
  return { volumes: Object.fromEntries([...kept, ...added]) };
}

/** Services that an environment adds. */
function ofOthers(overlay: unknown, known: PlainMap, clients: ReadonlySet<string>): unknown {
  if (!isPlainMap(overlay) || !isPlainMap(overlay['services'])) return overlay;
  const services = Object.entries(overlay['services']).map(
    ([id, service]) => [id, clients.has(id) && !Object.hasOwn(known, id) ? inDefault(service) : service] as const,
  );
  return { ...overlay, services: Object.fromEntries(services) };
}

/** Compose puts only those services into `default` that join no other network. */
function inDefault(service: unknown): unknown {
  if (!isPlainMap(service) || !isNothing(service['networks']) || !isNothing(service['network_mode'])) return service;
  const { networks: _, ...others } = service;
  return { ...others, networks: ['default'] };
}

function secretsIn(service: unknown): readonly string[] {
  if (!isPlainMap(service)) return [];
  const canonical: PlainMap = { ...canonicalService(service) };
  const { build } = canonical;
  return [canonical['secrets'], isPlainMap(build) ? build['secrets'] : undefined].flatMap((list) =>
    Array.isArray(list)
      ? list.flatMap((entry: unknown) => {
          const source = isPlainMap(entry) ? entry['source'] : entry;
          return typeof source === 'string' ? [source] : [];
        })
      : [],
  );
}
