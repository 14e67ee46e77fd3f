/**
 * The volume with the data of a server.
 *
 * @module
 */
import type { DatabaseFacts, DatabaseFamily } from '../../images';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import { isNothing, visible } from './texts';

/**
 * The id of the volume that has all data, or why there is none that a Database can take over.
 *
 * @param service in long syntax
 * @param volumes the project's volumes
 */
export function dataOf(
  service: PlainMap,
  volumes: PlainMap,
  { elsewhere }: DatabaseFamily,
  { dataPath, release }: DatabaseFacts,
): string | { readonly why: string } {
  const mounts = Array.isArray(service['volumes']) ? service['volumes'].filter(isPlainMap) : [];
  const data = mounts.find(({ target }) => clean(target) === dataPath);
  if (!data) {
    const near = mounts
      .map(({ target }) => clean(target))
      .find((target) => elsewhere.some((folder) => target === folder || target.startsWith(`${folder}/`)));
    return {
      why:
        near === undefined
          ? `it has no volume at ${dataPath}, where ${release} keeps its data`
          : `its volume is at ${near}, and ${release} keeps its data in ${dataPath}`,
    };
  }
  const { source, type, target: _, ...options } = data;
  if (type === 'bind') return { why: `its data is in ${String(visible(source))}, a folder of the host and no volume` };
  if (type !== 'volume' || typeof source !== 'string') return { why: 'its data is in a volume without a name' };
  const other = mounts.find((mount) => mount !== data);
  if (other)
    return { why: `it mounts ${String(visible(other['source']) ?? 'something')} at ${clean(other['target'])}` };
  const strange = Object.entries(options).find(([, value]) => value !== false && !isNothing(value));
  if (strange) return { why: `the mount of its data says ${strange[0]}` };
  if (!Object.hasOwn(volumes, source)) return { why: `its volume ${source} is not defined here` };
  const definition = volumes[source];
  if (definition === null || definition === undefined) return source;
  if (!isPlainMap(definition)) return { why: `its volume ${source} is no map` };
  const { driver = 'local', driver_opts } = definition;
  // a server that does not start as root cannot make a strange folder its own
  if (driver !== 'local' || !isNothing(driver_opts)) return { why: `its volume ${source} has a driver of its own` };
  return source;
}

function clean(path: unknown): string {
  return (visible(path) ?? '').replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
}
