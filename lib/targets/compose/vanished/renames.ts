/**
 * Guesses which new part is an old one under another name: it looks like it, and no other does.
 *
 * @module
 */
import type { NetworkShape, ServiceShape, Snapshot, VolumeShape } from './snapshot';

/** New names by old ones, as they are on the engine. */
export type Renames = ReadonlyMap<string, string>;

/** Those that only the first of two maps has. */
export function missingIn<T>(
  from: ReadonlyMap<string, T>,
  other: ReadonlyMap<string, unknown>,
): readonly [string, T][] {
  return [...from].filter(([name]) => !other.has(name));
}

/** The services that have another name now: all alike, or at least the image, where one of each is left. */
export function renamedServices(before: Snapshot, now: Snapshot): Renames {
  const gone = missingIn(before.services, now.services);
  const fresh = missingIn(now.services, before.services);
  return paired(gone, fresh, [
    (one: ServiceShape, other: ServiceShape) => one.whole === other.whole,
    (one, other) => one.runs === other.runs,
  ]);
}

/** The volumes whose place is taken by a new one, in the file or in a service. */
export function renamedVolumes(before: Snapshot, now: Snapshot, services: Renames): Renames {
  const gone = missingIn(before.volumes, now.volumes);
  const fresh = missingIn(now.volumes, before.volumes);
  return paired(gone, fresh, [
    (one: VolumeShape, other: VolumeShape) => one.key === other.key,
    (one, other) =>
      one.users.some(({ service, at }) =>
        other.users.some((user) => user.at === at && user.service === (services.get(service) ?? service)),
      ),
  ]);
}

/** The networks whose members are all in a new one. */
export function renamedNetworks(before: Snapshot, now: Snapshot, services: Renames): Renames {
  const gone = missingIn(before.networks, now.networks);
  const fresh = missingIn(now.networks, before.networks);
  const members = ({ members }: NetworkShape): string => JSON.stringify([...members].sort());
  const renamed = ({ members }: NetworkShape): string =>
    JSON.stringify(members.map((member) => services.get(member) ?? member).sort());
  return paired(gone, fresh, [
    (one: NetworkShape, other: NetworkShape) => one.key === other.key,
    (one, other) => one.members.length > 0 && renamed(one) === members(other),
  ]);
}

type Alike<T> = (one: T, other: T) => boolean;

/** Pairs that are alike, each part at most once; the strictest sense of "alike" comes first. */
function paired<T>(
  gone: readonly (readonly [string, T])[],
  fresh: readonly (readonly [string, T])[],
  senses: readonly Alike<T>[],
): Renames {
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  for (const isAlike of senses) {
    const open = gone.filter(([name]) => !pairs.has(name));
    const free = fresh.filter(([name]) => !taken.has(name));
    for (const [name, shape] of open) {
      const [match, ...others] = free.filter(([, other]) => isAlike(shape, other));
      // of two that look alike, nobody knows which one it is
      const rivals = match ? open.filter(([, other]) => isAlike(other, match[1])) : [];
      if (!match || others.length > 0 || rivals.length > 1) continue;
      pairs.set(name, match[0]);
      taken.add(match[0]);
    }
  }
  return pairs;
}
