/**
 * Links: services of one network find each other by name without them.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#links
 * @module
 */
import { excerpt, inWords } from '../../../../words';
import { isPlainMap, type PlainMap } from '../../data';
import { readLink, readNames } from '../services';
import type { Modernizing } from './note';

/** The names that services answer to besides their own: service → network → aliases. */
export type Aliases = Map<string, Map<string, Set<string>>>;

/**
 * The service without the links that `depends_on` and aliases of the other service can replace. The aliases are added
 * to `aliases`. A link stays if the other service is not in the file, or shares no network. It also stays if its alias
 * would hide another service.
 */
export function replaceLinks(
  name: string,
  service: PlainMap,
  { services, note }: Modernizing,
  aliases: Aliases,
): PlainMap {
  const links = service['links'];
  if (!Array.isArray(links)) return service;
  const dependencies = dependenciesOf(service);
  const mine = networksOf(service);
  if (dependencies === undefined || mine === undefined) return service;

  const kept: unknown[] = [];
  const added: Record<string, unknown> = {};
  for (const [index, entry] of links.entries()) {
    const say = (message: string): void => note(name, `links.${index}`, `${name}: ${message}`);
    const read = readLink(entry);
    const { service: other, alias = other } = 'value' in read ? read.value : { service: '' };
    const target = typeof other === 'string' && Object.hasOwn(services, other) ? services[other] : undefined;
    const shared = isPlainMap(target) ? networksOf(target)?.filter((network) => mine.includes(network)) : undefined;
    if (typeof other !== 'string' || typeof alias !== 'string' || shared === undefined || shared.length === 0) {
      kept.push(entry);
      say(`the link ${excerpt(inWords(other))} stays, since the two share no network that the file tells.`);
    } else if (alias !== other && !addAlias(other, alias, shared, services, aliases)) {
      kept.push(entry);
      say(`the link "${other}:${alias}" stays, since another service has the name "${alias}".`);
    } else if (!Object.hasOwn(dependencies, other)) {
      // Compose's own reading of a link.
      added[other] = { condition: 'service_started', restart: true };
    }
  }
  if (kept.length === links.length) return service;
  const { links: _, ...rest } = service;
  note(name, 'links', `${name}: links are now depends_on, and aliases of the other services.`);
  const all = { ...dependencies, ...added };
  return {
    ...rest,
    ...(kept.length === 0 ? {} : { links: kept }),
    ...(Object.keys(added).length === 0 ? {} : { depends_on: all }),
  };
}

/** The service with the aliases that links gave it. */
export function addAliases(service: PlainMap, aliases: ReadonlyMap<string, ReadonlySet<string>> | undefined): PlainMap {
  if (aliases === undefined) return service;
  const given = service['networks'];
  const read = Array.isArray(given) ? readNames(given, () => null) : undefined;
  const networks: Record<string, unknown> = {
    ...(isPlainMap(given) ? given : {}),
    ...(read !== undefined && 'value' in read ? Object.fromEntries(read.value) : {}),
  };
  for (const [network, names] of aliases) {
    const attachment = networks[network];
    const has = isPlainMap(attachment) ? attachment : {};
    const list = Array.isArray(has['aliases']) ? has['aliases'] : [];
    networks[network] = { ...has, aliases: [...list, ...[...names].filter((alias) => !list.includes(alias))] };
  }
  return { ...service, networks };
}

/** The networks of a service by their names in the file; undefined where it has none of its own. */
function networksOf(service: PlainMap): readonly string[] | undefined {
  if (service['network_mode'] !== undefined) return undefined;
  const networks = service['networks'] ?? [];
  if (isPlainMap(networks)) return Object.keys(networks).length === 0 ? ['default'] : Object.keys(networks);
  const read = readNames(networks, () => null);
  if (!('value' in read)) return undefined;
  return read.value.size === 0 ? ['default'] : [...read.value.keys()];
}

/** `depends_on` as a map; undefined where a variable hides a name. */
export function dependenciesOf(service: PlainMap): PlainMap | undefined {
  const given = service['depends_on'] ?? {};
  if (isPlainMap(given)) return given;
  const read = readNames(given, () => ({ condition: 'service_started' }));
  return 'value' in read ? Object.fromEntries(read.value) : undefined;
}

function addAlias(
  other: string,
  alias: string,
  networks: readonly string[],
  services: PlainMap,
  aliases: Aliases,
): boolean {
  if (Object.hasOwn(services, alias)) return false;
  for (const [service, taken] of aliases) {
    if (service !== other && networks.some((network) => taken.get(network)?.has(alias) === true)) return false;
  }
  const own = aliases.get(other) ?? new Map<string, Set<string>>();
  aliases.set(other, own);
  for (const network of networks) own.set(network, (own.get(network) ?? new Set()).add(alias));
  return true;
}
