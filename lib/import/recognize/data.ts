/**
 * The volume with the data of a server.
 *
 * @module
 */
import type { ImageFamily, ServerFacts } from '../../images';
import { interpolate, isText, sectionOf, text, Variable } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import type { OrWhy } from './credentials';
import type { RecognizedVolume, ServerClass } from './model';
import { isNothing, visible } from './texts';
import type { ProjectView } from './view';

/** The facts about a server before its data. */
export interface KnownServer {
  readonly id: string;
  readonly className: ServerClass;
  readonly family: ImageFamily;
  readonly facts: ServerFacts;
  /** Whether its command lets it keep nothing. */
  readonly isForgetful: boolean;
}

export interface ServerData {
  /** @default it keeps nothing */
  readonly volume?: RecognizedVolume;
  /** Scripts of the first start, as mounts in long syntax. */
  readonly scripts: readonly PlainMap[];
  /** Its changes, one sentence each. */
  readonly changes: readonly string[];
}

/** Where images of databases look for scripts of their first start. */
const SCRIPTS = '/docker-entrypoint-initdb.d';

/** The volume that has all data, or why there is none that a construct can take over. */
export function dataOf(server: KnownServer, view: ProjectView): OrWhy<ServerData> {
  const { id, className, facts } = server;
  const service = view.services.get(id) ?? {};
  const mounts = Array.isArray(service['volumes']) ? service['volumes'].filter(isPlainMap) : [];
  const { dataPath } = facts;
  const data = mounts.find(({ target }) => dataPath !== undefined && clean(target) === dataPath);
  const others = mounts.filter((mount) => mount !== data);
  const scripts = others.filter((mount) => className === 'Database' && isScript(mount));
  const hidden = scripts.find(({ source }) => view.request.look(visible(source) ?? '') === 'private');
  if (hidden) return { why: `only the owner of ${shown(hidden)} may read it, and its server is another user` };
  const volume = data ? given(data, server, view) : without(others, server, view);
  if ('why' in volume) return volume;
  const other = others.find((mount) => !scripts.includes(mount));
  if (other) return { why: `it mounts ${shown(other)} at ${clean(other['target'])}` };
  return { ...volume, scripts: scripts.map(withoutDefaults) };
}

type Volume = OrWhy<Omit<ServerData, 'scripts'>>;

/** A server with no mount where its image keeps data. */
function without(mounts: readonly PlainMap[], server: KnownServer, view: ProjectView): Volume {
  const { id, className, family, facts, isForgetful } = server;
  const { dataPath, release } = facts;
  const near = mounts
    .map(({ target }) => clean(target))
    .find((target) => family.elsewhere.some((folder) => target === folder || target.startsWith(`${folder}/`)));
  if (near !== undefined) return { why: `its volume is at ${near}, and ${release} keeps its data in ${dataPath}` };
  if (className === 'Database') return { why: `it has no volume at ${dataPath}, where ${release} keeps its data` };
  if (isForgetful || dataPath === undefined) return { changes: [] };
  const own = `${id}-data`;
  if (isTaken(own, view)) return { why: `there is a ${own} already` };
  const changes = [`Starts empty once: what it kept was in a volume without a name. From now on that is ${own}.`];
  return { volume: { id: own, definition: {} }, changes };
}

function given(data: PlainMap, { id }: KnownServer, view: ProjectView): Volume {
  const { source, type, target: _, bind, ...options } = withoutDefaults(data);
  const strange = Object.entries({ ...options, bind }).find(([, value]) => value !== false && !isNothing(value));
  const own = `${id}-data`;
  if (type === 'bind') {
    const folder = isText(source) ? interpolate(source) : undefined;
    if (folder === undefined || strange) return { why: `the mount of its data says ${strange?.[0] ?? 'no folder'}` };
    if (isTaken(own, view)) return { why: `its data is in ${folder}, a folder of the host, and there is a ${own}` };
    // Compose takes the path from its own folder only where the driver is named: https://docs.docker.com/reference/compose-file/volumes/#driver_opts
    const definition = { driver: 'local', driver_opts: { type: 'none', o: 'bind', device: source } };
    return {
      volume: { id: own, definition, folder },
      changes: [
        `Keeps its data in ${folder}, which has to be there before a first start, and to belong to the user of its image.`,
      ],
    };
  }
  if (type !== 'volume' || typeof source !== 'string') return { why: 'its data is in a volume without a name' };
  if (strange) return { why: `the mount of its data says ${strange[0]}` };
  const volumes = sectionOf(view.canonical, 'volumes');
  if (!Object.hasOwn(volumes, source)) return { why: `its volume ${source} is not defined here` };
  const definition = volumes[source] ?? {};
  if (!isPlainMap(definition)) return { why: `its volume ${source} is no map` };
  const { driver = 'local', driver_opts } = definition;
  // a server that does not start as root cannot make a strange folder its own
  if (driver !== 'local' || !isNothing(driver_opts)) return { why: `its volume ${source} has a driver of its own` };
  if (source !== id) return { volume: { id: source }, changes: [] };
  // constructs have one namespace for all: the volume gets another id, and keeps its name on the engine
  if (isTaken(own, view) || isMountedByOthers(source, id, view)) return { volume: { id: source }, changes: [] };
  const name = definition['name'] ?? text`${Variable.of('COMPOSE_PROJECT_NAME')}_${source}`;
  return { volume: { id: own, was: source, definition: { ...definition, name } }, changes: [] };
}

function isMountedByOthers(volume: string, id: string, { services, changes }: ProjectView): boolean {
  const isChanged = changes.some((layer) => Object.hasOwn(sectionOf(layer, 'volumes'), volume));
  const mounting = [...services].filter(([other, service]) => {
    const mounts = Array.isArray(service['volumes']) ? service['volumes'].filter(isPlainMap) : [];
    return other !== id && mounts.some(({ source }) => source === volume);
  });
  return isChanged || mounting.length > 0;
}

function isTaken(id: string, { taken, services }: ProjectView): boolean {
  return services.has(id) || taken.whyNot('volumes', id) !== undefined || taken.has('volumes', id);
}

function isScript({ type, target, source }: PlainMap): boolean {
  const at = clean(target);
  return type === 'bind' && source !== undefined && (at === SCRIPTS || at.startsWith(`${SCRIPTS}/`));
}

/** A mount without what it says by default. */
function withoutDefaults({ bind, ...mount }: PlainMap): PlainMap {
  const { create_host_path: _, ...options } = isPlainMap(bind) ? bind : {};
  return isNothing(options) ? mount : { ...mount, bind: options };
}

function shown({ source }: PlainMap): string {
  return visible(source) ?? 'something';
}

function clean(path: unknown): string {
  return (visible(path) ?? '').replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
}
