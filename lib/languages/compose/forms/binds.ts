/**
 * Bind mounts in the form that every Compose takes for the same: containers keep running when Compose is upgraded.
 *
 * A container is recreated when the hash of its service differs, and what `create_host_path` adds to that hash differs
 * between releases: it is left out of the hash where it is true since compose-go 2.10, and was in it before. The long syntax
 * without `bind` is the same for all of them. It means the same as the short syntax: Compose hands both to the engine as
 * `Binds`, and the engine makes a folder that is missing (measured with 2.40.3 and 5.6.0).
 *
 * @see https://github.com/docker/compose/blob/v2.40.3/pkg/compose/create.go
 * @see https://github.com/compose-spec/compose-go/pull/846
 * @module
 */
import { isPlainMap, type PlainMap } from '../data';
import type { Project } from '../model.generated';
import { partsOf } from '../text/variable';
import { readMount, readMountSections } from './mounts';
import { valueIn } from './read';
import { asText } from './texts';

/**
 * The project with the long syntax, and without `create_host_path: true`, for each bind mount of which nothing else would
 * change. Mounts that only the deploying host can tell from volumes stay as they are, and so do those with a propagation or
 * an SELinux label, where Compose would not make a missing folder any more, or not set the label.
 *
 * @example
 * ```ts
 * withLongBinds({ services: { web: { image: 'nginx', volumes: ['./site:/srv:ro'] } } });
 * // { services: { web: { image: 'nginx', volumes: [{ type: 'bind', source: './site', target: '/srv', read_only: true }] } } }
 * ```
 */
export function withLongBinds<T extends Project>(project: T): T {
  const { services } = project;
  if (!isPlainMap(services)) return project;
  const hasVolumes = Object.keys(project.volumes ?? {}).length > 0;
  let isChanged = false;
  const entries = Object.entries(services).map(([name, service]) => {
    const long = inService(service, hasVolumes);
    isChanged ||= long !== service;
    return [name, long] as const;
  });
  return isChanged ? ({ ...project, services: Object.fromEntries(entries) } as T) : project; // mounts for mounts
}

function inService(service: unknown, hasVolumes: boolean): unknown {
  if (!isPlainMap(service) || !Array.isArray(service['volumes'])) return service;
  const volumes: readonly unknown[] = service['volumes'];
  const long = volumes.map((entry) => (isPlainMap(entry) ? lean(entry) : (expanded(entry, hasVolumes) ?? entry)));
  return long.every((entry, index) => entry === volumes[index]) ? service : { ...service, volumes: long };
}

/** A mount in short syntax in the long one; undefined where it is no bind mount, or says more than source and target. */
function expanded(entry: unknown, hasVolumes: boolean): PlainMap | undefined {
  const spec = asText(entry);
  const sections = spec === undefined ? undefined : valueIn(readMountSections(spec));
  if (sections?.source === undefined) return undefined;
  const [first, second] = partsOf(sections.source);
  const isPath = typeof first === 'string' || (typeof second === 'string' && /^[/\\]/.test(second));
  // a variable may have the name of a volume for a value, if there are any
  if (!isPath && hasVolumes) return undefined;
  // the value of a variable at the end may have options in it
  if (typeof partsOf(sections.target).at(-1) !== 'string') return undefined;
  const mount = valueIn(readMount(entry));
  return mount?.type === 'bind' && isAlone(mount.bind) ? lean({ ...mount }) : undefined;
}

/** A bind mount without what it says by itself. */
function lean(mount: PlainMap): PlainMap {
  const { bind, ...others } = mount;
  return mount['type'] === 'bind' && isAlone(bind) ? others : mount;
}

/** Whether the options of a bind mount say nothing but that a missing folder is made. */
function isAlone(bind: unknown): boolean {
  return isPlainMap(bind) && bind['create_host_path'] === true && Object.keys(bind).length === 1;
}
