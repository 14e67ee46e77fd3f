/**
 * Parts of the last output that the new one no longer has. Docker keeps them: the data of a volume above all, which a new
 * name does not find.
 *
 * @module
 */
import { type Assembly, diagnoseAt, type GeneratedFile, type Previous } from '../../../assembly';
import type { Diagnostic } from '../../../core';
import { type UpgradeNeed, upgradeNeed } from '../../../images';
import { COMPOSE_FILE } from '../commands';
import * as errors from './errors';
import { judged } from './refusal';
import { missingIn, renamedNetworks, renamedServices, renamedVolumes } from './renames';
import { type Snapshot, snapshotOf } from './snapshot';

export { REFUSED } from './refusal';

/** All that has vanished since the output that is on disk. A first output has nothing to lose. */
export function vanished(
  assembly: Assembly,
  files: ReadonlyMap<string, GeneratedFile>,
  previous: Previous,
): readonly Diagnostic[] {
  const content = files.get(COMPOSE_FILE)?.content;
  const last = previous.read(COMPOSE_FILE);
  if (content === undefined || last === content) return [];
  const now = (): Snapshot => snapshotOf(content, assembly.name);
  if (last === undefined) return judged(assembly, renamedStack(assembly, content, now, previous));
  if (isOtherCopy(last, content)) return [];
  return judged(assembly, changesOf(assembly, snapshotOf(last, assembly.name), now()));
}

/** Whether the files are two copies of one stack: copies run beside each other, and nothing has vanished. */
function isOtherCopy(last: string, content: string): boolean {
  const [before, now] = [last, content].map(copyOf);
  return before?.instance !== now?.instance && before?.stack === now?.stack;
}

function copyOf(text: string): { readonly stack: string; readonly instance: string | undefined } {
  const instance = / and the instance "([^"]+)": /.exec(firstLineOf(text))?.[1];
  const { name } = snapshotOf(text, '');
  return { stack: instance === undefined ? name : name.slice(0, -instance.length - 1), instance };
}

/** A stack with a new name has a new folder. The old folder then belongs to no stack, and looks the same. */
function renamedStack(
  assembly: Assembly,
  content: string,
  now: () => Snapshot,
  { abandoned }: Previous,
): readonly Diagnostic[] {
  const looks = ({ services, volumes, networks }: Snapshot): string =>
    JSON.stringify([[...services.keys()], ...[volumes, networks].map((all) => [...all.values()])]);
  const header = firstLineOf(content);
  const found = abandoned(COMPOSE_FILE)
    .filter((text) => firstLineOf(text) === header)
    .map((text) => snapshotOf(text, ''))
    .filter((before) => before.name !== assembly.name && looks(before) === looks(now()));
  const [before] = found;
  return before !== undefined && found.length === 1 ? changesOf(assembly, before, now()) : [];
}

/** It names the environment of the file. */
function firstLineOf(text: string): string {
  return text.slice(0, text.indexOf('\n'));
}

function changesOf(assembly: Assembly, before: Snapshot, now: Snapshot): readonly Diagnostic[] {
  if (before.name === now.name) return [...partsOf(assembly, before, now)];
  const { stack } = assembly.origins;
  const moved = lostVolumes(before, now).filter(({ key }) => keysOf(now.volumes).has(key));
  return [
    diagnoseAt(
      stack,
      errors.projectRenamed(
        before.name,
        now.name,
        moved.map(({ name }) => name),
      ),
    ),
    ...partsOf(assembly, before, now, true),
  ];
}

/** @param isAway whether the project has another name: parts that keep their key are not told one by one */
function* partsOf({ origins }: Assembly, before: Snapshot, now: Snapshot, isAway = false): Iterable<Diagnostic> {
  const services = renamedServices(before, now);
  const volumes = renamedVolumes(before, now, services);
  for (const { key, name } of lostVolumes(before, now)) {
    const by = now.volumes.get(volumes.get(name) ?? '')?.key;
    if (isAway && keysOf(now.volumes).has(key)) continue;
    const origin = by === undefined ? origins.stack : origins.get('volumes', by);
    yield diagnoseAt(origin, errors.volumeVanished(key, name, by));
  }
  if (isAway) return; // the whole project is another one
  for (const [name, { key, made, isExternal }] of now.volumes) {
    const old = before.volumes.get(name);
    if (!old || isExternal || old.isExternal || old.users.length === 0 || old.made === made) continue;
    yield diagnoseAt(origins.get('volumes', key), errors.volumeChanged(key, name));
  }
  for (const { service, volume, need } of upgrades(before, now)) {
    yield diagnoseAt(origins.get('services', service), errors.dataOfAnother(service, volume, need));
  }
  const gone = missingIn(before.services, now.services).map(([name]) => name);
  for (const [name, by, volume] of writersLeft(before, now)) {
    yield diagnoseAt(origins.get('services', by), errors.writerStays(name, by, volume));
  }
  for (const [name, by] of services) yield diagnoseAt(origins.get('services', by), errors.servicesVanished([name], by));
  const removed = gone.filter((name) => !services.has(name));
  if (removed.length > 0) yield diagnoseAt(origins.stack, errors.servicesVanished(removed));
  const networks = renamedNetworks(before, now, services);
  const left = missingIn(before.networks, now.networks).filter(
    ([, { isExternal, members }]) => !isExternal && members.length > 0,
  );
  for (const [name] of left) {
    const by = now.networks.get(networks.get(name) ?? '')?.key;
    if (by !== undefined) yield diagnoseAt(origins.get('networks', by), errors.networksVanished([name], by));
  }
  const rest = left.filter(([name]) => !networks.has(name)).map(([name]) => name);
  if (rest.length > 0) yield diagnoseAt(origins.stack, errors.networksVanished(rest));
}

/** Services that are gone, whose containers keep writing a volume, each with the new service that writes it as well. */
function* writersLeft(before: Snapshot, now: Snapshot): Iterable<readonly [gone: string, by: string, volume: string]> {
  for (const [volume, { users }] of before.volumes) {
    const writers = users.filter(
      ({ isReader, service }) =>
        !isReader && !now.services.has(service) && before.services.get(service)?.keepsRunning === true,
    );
    const fresh = (now.volumes.get(volume)?.users ?? []).find(
      ({ isReader, service }) => !isReader && now.services.has(service) && !before.services.has(service),
    );
    for (const { service } of fresh ? writers : []) yield [service, fresh?.service ?? '', volume];
  }
}

/** Servers of another version than the one that has written their volume. */
function* upgrades(
  before: Snapshot,
  now: Snapshot,
): Iterable<{
  readonly service: string;
  readonly volume: string;
  readonly need: UpgradeNeed;
}> {
  for (const [volume, { users }] of now.volumes) {
    for (const { service } of users) {
      const { image, variables = {} } = now.services.get(service) ?? {};
      if (image === undefined) continue;
      const needs = (before.volumes.get(volume)?.users ?? []).flatMap((user) => {
        const old = before.services.get(user.service)?.image;
        return old === undefined ? [] : (upgradeNeed(old, image, variables) ?? []);
      });
      const [need] = needs;
      if (need) yield { service, volume, need };
    }
  }
}

/** Volumes that Docker has made, because a service mounts them, and whose names are no longer there. */
function lostVolumes(before: Snapshot, now: Snapshot): readonly { readonly key: string; readonly name: string }[] {
  return missingIn(before.volumes, now.volumes)
    .filter(([, { isExternal, users }]) => !isExternal && users.length > 0)
    .map(([name, { key }]) => ({ key, name }));
}

function keysOf(volumes: Snapshot['volumes']): ReadonlySet<string> {
  return new Set([...volumes.values()].map(({ key }) => key));
}
