import { type DataImage, familyOf, type ImageFamily, type NamedFolder } from '../images';
import { type CanonicalService, isDeferred, mountsOf, partsOf, type Violation } from '../languages/compose';
import { isPlainMap } from '../languages/yaml';
import type { Rule } from './rule';

/** A volume beside the folder where a database keeps its data. */
export const dataPath: Rule = {
  id: 'data-path',
  severity: 'error',
  reason:
    'The data lands in an anonymous volume, which the next container does not have. No other mistake with Compose loses more databases.',
  *check({ canonical: project }): Iterable<Violation> {
    for (const [name, service] of Object.entries(project.services ?? {})) {
      const server = serverIn(service);
      if (!server) continue;
      for (const { pointer, message, remedy } of lossesOf(server)) {
        yield { pointer: ['services', name, ...pointer], message: `Service "${name}" ${message}`, remedy };
      }
    }
  },
};

/** With a pointer within the service, and a message that begins behind its name. */
type Loss = Pick<Violation, 'pointer' | 'message' | 'remedy'>;

/** A service that runs a database. */
interface Server {
  readonly service: CanonicalService;
  readonly family: ImageFamily;
  readonly image: DataImage;
  /** Folders that the service names for its data. */
  readonly named: readonly NamedFolder[];
  readonly places: readonly KeptFolder[];
}

/** A folder of the container that is not in the container itself. */
interface KeptFolder {
  readonly at: string;
  /** An anonymous volume is new with each container; a `volume` has a name; a `folder` is the host's. */
  readonly kind: 'declared' | 'volume' | 'folder' | 'other';
  /** The setting's place within the service; empty for an anonymous volume of the image. */
  readonly pointer: readonly string[];
}

function serverIn(service: CanonicalService): Server | undefined {
  const { image: reference, environment, command, volumes_from } = service;
  // what another container mounts is not looked up
  if (typeof reference !== 'string' || volumes_from?.length) return undefined;
  const family = familyOf(reference);
  const image = family?.dataOf(reference);
  if (!family || !image) return undefined;
  const words = Array.isArray(command) ? command.map((word) => (typeof word === 'string' ? word : '')) : [];
  const named = image.named({ environment: isPlainMap(environment) ? environment : {}, command: words });
  const places = placesOf(service, image);
  return named && places && { service, family, image, named, places };
}

/** Everything that is mounted; undefined if only the deploying host knows where. */
function placesOf(service: CanonicalService, { declared }: DataImage): readonly KeptFolder[] | undefined {
  const places: KeptFolder[] = [];
  for (const [index, entry] of (service.volumes ?? []).entries()) {
    const place = placeOf(entry, ['volumes', String(index)]);
    if (place === undefined) return undefined;
    places.push(place);
  }
  const { volumes: _, ...others } = service;
  for (const { target: at, pointer } of mountsOf(others, [])) places.push({ at, kind: 'other', pointer });
  const taken = new Set(places.map(({ at }) => at));
  const own = declared.filter((at) => !taken.has(at));
  return [...places, ...own.map((at): KeptFolder => ({ at, kind: 'declared', pointer: [] }))];
}

/** @param entry in long syntax, or a text with a variable in it, whose end may tell where it is mounted */
function placeOf(entry: unknown, pointer: readonly string[]): KeptFolder | undefined {
  if (isDeferred(entry)) {
    const end = partsOf(entry).at(-1);
    const [, at] = /:(\/[^:]*)(?::[A-Za-z,]+)?$/.exec(typeof end === 'string' ? end : '') ?? [];
    return at === undefined ? undefined : { at: clean(at), kind: 'folder', pointer };
  }
  const { type, source, target, read_only } = isPlainMap(entry) ? entry : {};
  if (typeof target !== 'string') return undefined;
  const isForData = read_only !== true && source !== undefined;
  const kind = type === 'volume' ? 'volume' : type === 'bind' ? 'folder' : 'other';
  return { at: clean(target), kind: isForData ? kind : 'other', pointer: [...pointer, 'target'] };
}

function lossesOf(server: Server): readonly Loss[] {
  const { service, image, named, places } = server;
  const data = named.find(({ part }) => part === undefined);
  const holder = holderOf(data?.path ?? image.folder, places);
  if (holder === undefined || holder.kind === 'declared') {
    const beside = meantForData(server);
    return beside.map((place) => (data ? besideNamed(place, data, holder?.at) : besideImage(place, image)));
  }
  // data that its author lets go, as in memory, needs no other folder that stays
  if (holder.kind === 'other') return [];
  return named.flatMap(({ path, by, part }) => {
    if (part === undefined || isMounted(holderOf(path, places))) return [];
    return {
      pointer: Object.hasOwn(service.environment ?? {}, by) ? ['environment', by] : ['command'],
      message: `mounts nothing at "${path}", where ${by} puts its ${part}, without which the rest of its data is worth nothing.`,
      remedy: `Mount a volume at "${path}", or leave ${by} out.`,
    };
  });
}

function isMounted(place: KeptFolder | undefined): boolean {
  return place !== undefined && place.kind !== 'declared';
}

/** The innermost place that a folder is in; undefined for the container itself. */
function holderOf(folder: string, places: readonly KeptFolder[]): KeptFolder | undefined {
  const around = places.filter(({ at }) => isWithin(folder, at));
  return around.sort((one, other) => other.at.length - one.at.length)[0];
}

/**
 * Mounts that seem meant for the data: around it, in it, at another packaging's data folder, or named like it.
 */
function meantForData({ family, image, named, places }: Server): readonly KeptFolder[] {
  const own = [image.folder, ...image.declared, ...named.map(({ path }) => path)];
  const words = [...family.elsewhere.map((path) => path.slice(path.lastIndexOf('/') + 1)), 'data', 'db'];
  return places.filter(({ at, kind }) => {
    if (kind !== 'volume' && kind !== 'folder') return false;
    if (PARTS.test(at)) return false;
    const isFile = kind === 'folder' && /\.[a-z]+$/i.test(at);
    const isNear = own.some((path) => isWithin(path, at) || isWithin(at, path));
    const isElsewhere = family.elsewhere.some((path) => isWithin(at, path));
    const isSaid = kind === 'volume' && words.some((word) => at.includes(word)) && !OTHERWISE.test(at);
    return !isFile && (isNear || isElsewhere || isSaid);
  });
}

/** Folders below data that people mount by themselves. */
const PARTS = /\/(dashboards|plugins|provisioning|user_files|user_scripts|format_schemas)(\/|$)/;

/** Other purposes of a database's volume. */
const OTHERWISE =
  /^\/(etc|run|tmp|usr|var\/run)\/|archive|backup|cert|conf|docker-entrypoint|dump|export|import|init|log|script|ssl|wal/;

function besideImage({ at, pointer }: KeptFolder, { name, dataPath: wanted, construct }: DataImage): Loss {
  const other = construct === undefined ? '' : `, or use ${construct}, which knows the place for each version`;
  return {
    pointer,
    message: `mounts "${at}", but ${name} keeps its data in "${wanted}".`,
    remedy: `Mount the volume at "${wanted}"${other}.`,
  };
}

/** @param declared the image's own volume that the folder is in */
function besideNamed({ at, pointer }: KeptFolder, { path, by }: NamedFolder, declared: string | undefined): Loss {
  const where =
    declared === undefined ? 'where nothing is mounted' : `in the volume that the image makes at "${declared}"`;
  const free = declared !== undefined && isWithin(declared, at) ? ` and not below "${declared}"` : '';
  return {
    pointer,
    message: `mounts "${at}", but ${by} puts its data into "${path}", ${where}.`,
    remedy: `Mount the volume at "${declared ?? path}", or let ${by} name a folder below "${at}"${free}.`,
  };
}

function isWithin(path: string, around: string): boolean {
  return path === around || path.startsWith(around === '/' ? '/' : `${around}/`);
}

function clean(path: string): string {
  return path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
}
