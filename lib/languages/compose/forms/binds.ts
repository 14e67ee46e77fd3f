/**
 * Bind mounts in the form that every Compose takes for the same: containers keep running when Compose is upgraded.
 *
 * Compose recreates a container when the hash of its service differs. Since compose-go 2.10 a true `create_host_path`
 * is left out of the hash; before, it was part of it. The long syntax without `bind` is the same for all of them. It
 * means the same as the short syntax. Compose passes both to the engine as `Binds`, and the engine makes a missing
 * folder (measured with 2.40.3 and 5.6.0).
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
 * The project with the long syntax, without `create_host_path: true`, for each bind mount whose meaning stays the same.
 * Mounts that only the deploying host can distinguish from volumes stay as they are. So do mounts with a propagation or
 * an SELinux label. Compose would no longer make a missing folder, or set the label.
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

/** A short mount in the long syntax; undefined for other mounts, and with more than source and target. */
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
