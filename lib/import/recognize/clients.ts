/**
 * The services that reach a server, and the names that they use.
 *
 * @module
 */
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import { runOf } from './image';
import type { RecognizedServer, ServerClient } from './model';
import { isNothing, textsIn } from './texts';

/** The properties where a service may name another. Labels and images are for others to read. */
const SAYING = ['environment', 'command', 'entrypoint', 'links', 'depends_on', 'healthcheck', 'extra_hosts', 'build'];

export interface Reach {
  readonly aliases: readonly string[];
  readonly networks: RecognizedServer['networks'];
  readonly clients: readonly ServerClient[];
}

/**
 * Everybody in a network of the service can reach it, whether or not the files show that they do.
 *
 * @param id of the service
 * @param services all of the project and its environments, in long syntax
 * @param networks the project's services
 */
export function reachOf(
  id: string,
  services: ReadonlyMap<string, PlainMap>,
  networks: PlainMap,
): Reach | { readonly why: string } {
  const service = services.get(id) ?? {};
  const own = networksOf(service);
  const aliases = new Set<string>();
  const kept: { readonly id: string; readonly options: PlainMap }[] = [];
  for (const [network, entry] of own) {
    const options = isPlainMap(entry) ? entry : {};
    const names: unknown = options['aliases'] ?? [];
    if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
      return { why: 'a variable says under which names others find it' };
    }
    for (const name of names) aliases.add(name);
    // Docker publishes no port of a container in networks without a way out alone
    const isPublished = !isNothing(service['ports']);
    if (isPublished || isShared(networks[network]) || Object.keys(options).some((key) => key !== 'aliases')) {
      kept.push({ id: network, options });
    }
  }
  const names = new Set([id, ...aliases, ...[service['container_name']].filter((name) => typeof name === 'string')]);
  const left = [...own.keys()].filter((network) => !kept.some((one) => one.id === network));
  const clients: ServerClient[] = [];
  for (const [other, theirs] of services) {
    if (other === id) continue;
    const sharing = ['network_mode', 'ipc', 'pid'].find((key) => theirs[key] === `service:${id}`);
    if (sharing !== undefined) return { why: `${other} shares its ${sharing}` };
    if (mentions(theirs['volumes_from'], new Set([id]))) return { why: `${other} mounts its volumes` };
    const joined = networksOf(theirs);
    const isNamed = saysOne(theirs, names);
    // servers call nobody, unless they say so
    if (!isNamed && runOf(theirs['image']).length > 0) continue;
    if (left.some((network) => joined.has(network))) clients.push({ id: other, isNamed });
  }
  return { aliases: [...aliases], networks: kept, clients };
}

/** The networks of a service, with how it stands in them: https://docs.docker.com/compose/how-tos/networking/ */
export function networksOf({ networks, network_mode }: PlainMap): ReadonlyMap<string, unknown> {
  if (network_mode !== undefined && network_mode !== null) return new Map();
  if (isNothing(networks)) return new Map([['default', null]]);
  return new Map(isPlainMap(networks) ? Object.entries(networks) : []);
}

/** Whether more than this project meets in a network. */
function isShared(network: unknown): boolean {
  return isPlainMap(network) && (!isNothing(network['external']) || !isNothing(network['name']));
}

function saysOne(service: PlainMap, names: ReadonlySet<string>): boolean {
  return SAYING.some((key) => mentions(service[key], names));
}

/** Whether a name stands in a value as a word, or as a key. */
function mentions(value: unknown, names: ReadonlySet<string>): boolean {
  for (const [path, text] of textsIn(value)) {
    if (path.some((key) => names.has(key)) || text.split(/[^\w.-]+/).some((word) => names.has(word))) return true;
  }
  return false;
}
