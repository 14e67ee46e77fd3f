/**
 * A Compose file as the engine knows it: the names that things have there, and what tells one from another.
 *
 * @module
 */
import { canonicalProject, mountsOf, parseCompose } from '../../../languages/compose';
import { entriesOf, isPlainMap, mapOf, type PlainMap } from '../../../languages/yaml';

/** A project, with its parts by their names on the engine. */
export interface Snapshot {
  /** Name of the project. */
  readonly name: string;
  readonly services: ReadonlyMap<string, ServiceShape>;
  readonly volumes: ReadonlyMap<string, VolumeShape>;
  readonly networks: ReadonlyMap<string, NetworkShape>;
}

/** A service: its image, and what else stays when its name changes. */
export interface ServiceShape {
  /** Whether its container runs until somebody stops it: a job's ends, and a task's is there for one run. */
  readonly keepsRunning: boolean;
  /** Name and tag of an image that is not built here, and that no variable names. */
  readonly image?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The image, or the folder that it is built from. */
  readonly runs: string;
  /** Command, ports and places of mounts as well. */
  readonly whole: string;
}

/** A volume: its name in the file, and where it is mounted. */
export interface VolumeShape {
  readonly key: string;
  /** Whether another project or a person made it. */
  readonly isExternal: boolean;
  readonly users: readonly { readonly service: string; readonly at: string; readonly isReader: boolean }[];
  /** Driver, options and labels: the engine keeps those that it made the volume with. */
  readonly made: string;
}

/** A network: its name in the file, and who joins it. */
export interface NetworkShape {
  readonly key: string;
  readonly isExternal: boolean;
  readonly members: readonly string[];
}

/**
 * Reads a Compose file, even one that a person or a merge has changed: what is wrong counts as missing.
 *
 * @param fallback the name of the project where the file has none
 */
export function snapshotOf(text: string, fallback: string): Snapshot {
  const project = mapOf(canonicalProject(parseCompose(withoutMarkers(text)).project));
  const name = typeof project['name'] === 'string' ? project['name'] : fallback;
  const services = entriesOf(project['services']).flatMap(([key, service]): (readonly [string, PlainMap])[] =>
    isPlainMap(service) && !isWithoutContainers(service) ? [[key, service]] : [],
  );
  const awaited = awaitedIn(services);
  return {
    name,
    services: new Map(services.map(([key, service]) => [key, shapeOf(service, awaited.has(key))])),
    volumes: named(project['volumes'], name, (key, isExternal, element) => ({
      key,
      isExternal,
      users: usersOf(key, services),
      made: madeOf(element),
    })),
    networks: named(project['networks'], name, (key, isExternal) => ({
      key,
      isExternal,
      members: services.flatMap(([service, { networks }]) => (Object.hasOwn(mapOf(networks), key) ? [service] : [])),
    })),
  };
}

type Services = readonly (readonly [name: string, service: PlainMap])[];

/** Both sides of a merge count. */
function withoutMarkers(text: string): string {
  return text.replace(/^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$\n?/gm, '');
}

function isWithoutContainers({ deploy }: PlainMap): boolean {
  return mapOf(deploy)['replicas'] === 0;
}

/** https://docs.docker.com/reference/compose-file/volumes/#name */
function named<T>(
  section: unknown,
  project: string,
  read: (key: string, isExternal: boolean, element: PlainMap) => T,
): Map<string, T> {
  return new Map(
    entriesOf(section).map(([key, element]) => {
      const { name, external } = mapOf(element);
      const isExternal = external !== undefined && external !== false;
      // the name that a variable gives has no better word than the key
      const own = typeof name === 'string' ? name : isExternal && name === undefined ? key : `${project}_${key}`;
      return [own, read(key, isExternal, mapOf(element))];
    }),
  );
}

function usersOf(volume: string, services: Services): VolumeShape['users'] {
  return services.flatMap(([service, { volumes }]) =>
    mountsOf({ volumes }, []).flatMap(({ entry, target, readOnly }) => {
      const { type, source } = mapOf(entry);
      return type === 'volume' && source === volume ? [{ service, at: target, isReader: readOnly }] : [];
    }),
  );
}

/** https://docs.docker.com/reference/compose-file/volumes/ */
function madeOf({ driver = 'local', driver_opts: options, labels }: PlainMap): string {
  const sorted = (map: unknown): unknown => Object.entries(mapOf(map)).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([driver, sorted(options), sorted(labels)]);
}

/** Services that others wait for until they have ended. */
function awaitedIn(services: Services): ReadonlySet<string> {
  const conditions = services.flatMap(([, { depends_on: others }]) => entriesOf(others));
  return new Set(
    conditions.flatMap(([name, other]) =>
      mapOf(other)['condition'] === 'service_completed_successfully' ? [name] : [],
    ),
  );
}

function shapeOf(service: PlainMap, isAwaited: boolean): ServiceShape {
  const { image, build, command, entrypoint, ports, environment } = service;
  const { context, dockerfile_inline: inline, target } = mapOf(build);
  // the Dockerfile and the name of an image that is built are often named after the service
  const runs = JSON.stringify(build === undefined ? [image] : [context, inline, target]);
  const mounts = mountsOf(service, []).map((mount) => mount.target);
  const isKnown = typeof image === 'string' && build === undefined && !image.includes('$');
  const { restart, profiles } = service;
  return {
    ...(isKnown && { image }),
    keepsRunning: !isAwaited && restart !== 'no' && (!Array.isArray(profiles) || profiles.length === 0),
    variables: mapOf(environment),
    runs,
    whole: JSON.stringify([runs, command, entrypoint, ports, mounts]),
  };
}
