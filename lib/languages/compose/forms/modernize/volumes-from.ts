/**
 * `volumes_from`: the mounts of another service, said by themselves.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#volumes_from
 * @module
 */
import { isPlainMap, type PlainMap } from '../../data';
import type { LongServiceVolume } from '../../model.generated';
import { printMount, readMount } from '../mounts';
import { readVolumesFrom } from '../services';
import { sameForm } from '../texts';
import { dependenciesOf } from './links';
import type { Modernizing } from './note';

/**
 * The service with the mounts of the others among its own. An entry stays if the other's mounts are unknown: it is a
 * container, shares anonymous volumes, or has `volumes_from` itself.
 */
export function replaceVolumesFrom(name: string, service: PlainMap, { services, note }: Modernizing): PlainMap {
  const entries = service['volumes_from'];
  const dependencies = dependenciesOf(service);
  const own = mountsOf(service);
  if (!Array.isArray(entries) || dependencies === undefined || own === undefined) return service;

  const kept: unknown[] = [];
  const added: LongServiceVolume[] = [];
  const needed: Record<string, unknown> = {};
  for (const [index, entry] of entries.entries()) {
    const say = (message: string): void => note(name, `volumes_from.${index}`, `${name}: ${message}`);
    const other = otherOf(entry, services);
    const mounts = other === undefined ? undefined : sharedMounts(other.service);
    if (other === undefined || mounts === undefined) {
      kept.push(entry);
      say(`an entry of volumes_from stays, since the file does not tell what it mounts.`);
      continue;
    }
    for (const mount of mounts) {
      // The service's own mounts come first.
      if ([...own, ...added].some((taken) => sameForm(taken.target, mount.target))) continue;
      added.push(other.readOnly ? { ...mount, read_only: true } : mount);
    }
    if (!Object.hasOwn(dependencies, other.name)) needed[other.name] = { condition: 'service_started' };
    say(
      `the mounts of "${other.name}" are now its own; volumes that only the image of "${other.name}" declares are not among them.`,
    );
  }
  if (kept.length === entries.length) return service;
  const { volumes_from: _, ...rest } = service;
  const volumes = [...(Array.isArray(service['volumes']) ? service['volumes'] : []), ...added.map(shortest)];
  return {
    ...rest,
    ...(kept.length === 0 ? {} : { volumes_from: kept }),
    ...(volumes.length === 0 ? {} : { volumes }),
    ...(Object.keys(needed).length === 0 ? {} : { depends_on: { ...dependencies, ...needed } }),
  };
}

interface Other {
  readonly name: string;
  readonly service: PlainMap;
  readonly readOnly: boolean;
}

function otherOf(entry: unknown, services: PlainMap): Other | undefined {
  const read = readVolumesFrom(entry);
  if (!('value' in read) || read.value.kind === 'container') return undefined;
  const { name, options = 'rw' } = read.value;
  if (typeof name !== 'string' || !Object.hasOwn(services, name) || (options !== 'ro' && options !== 'rw')) {
    return undefined;
  }
  const service = services[name];
  return isPlainMap(service) ? { name, service, readOnly: options === 'ro' } : undefined;
}

/** The mounts that another service can have as well; undefined where not all can be told. */
function sharedMounts(service: PlainMap): readonly LongServiceVolume[] | undefined {
  if (service['volumes_from'] !== undefined || service['extends'] !== undefined) return undefined;
  const mounts = mountsOf(service);
  return mounts?.every(({ source }) => source !== undefined) === true && mounts.length > 0 ? mounts : undefined;
}

function mountsOf(service: PlainMap): readonly LongServiceVolume[] | undefined {
  const volumes = service['volumes'] ?? [];
  if (!Array.isArray(volumes)) return undefined;
  const mounts: LongServiceVolume[] = [];
  for (const entry of volumes) {
    const read = readMount(entry);
    if (!('value' in read)) return undefined;
    mounts.push(read.value);
  }
  return mounts;
}

function shortest(mount: LongServiceVolume): unknown {
  return printMount(mount) ?? mount;
}
