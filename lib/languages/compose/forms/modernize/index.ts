/**
 * Files of other times in the words of today, with the same meaning.
 *
 * @module
 */
import { isPlainMap, type PlainMap } from '../../data';
import type { Project } from '../../model.generated';
import { EXTERNAL } from '../../sections';
import { expandExternal } from '../external';
import { readMount } from '../mounts';
import { renameFormerKeys } from './former-keys';
import { type Aliases, addAliases, replaceLinks } from './links';
import type { Modernizing, ModernizingNote } from './note';
import { isVersionOne, nameVolume, wrapServices } from './version-one';
import { replaceVolumesFrom } from './volumes-from';

export type { ModernizingNote } from './note';

/** The project of today, and a note for each thing that was changed or could not be. */
export interface Modernized {
  readonly project: Project;
  readonly notes: readonly ModernizingNote[];
}

/**
 * Replaces former properties by today's: services at the top level, `version`, `net`, `log_driver`, `dockerfile` beside
 * `build`, `volume_driver`, `links`, `volumes_from`, `external: { name: … }`. Old properties that are still valid stay.
 *
 * @example
 * ```ts
 * modernize({ version: '3', services: { web: { image: 'web' } } }).project; // { services: { web: { image: 'web' } } }
 * ```
 */
export function modernize(project: Project): Modernized {
  const notes: ModernizingNote[] = [];
  let current: PlainMap = { ...project };
  const isOne = isVersionOne(current);
  if (isOne) current = wrapServices(current, notes);
  if (current['version'] !== undefined) {
    const { version: _, ...rest } = current;
    current = rest;
    notes.push({ pointer: ['version'], message: '"version" is gone: Compose ignores it.' });
  }
  for (const section of EXTERNAL) current = externals(current, section, notes);
  const services = current['services'];
  if (isPlainMap(services)) current = modernizeServices(current, services, isOne, notes);
  return { project: notes.length === 0 ? project : (current as Project), notes }; // as much a project as it was
}

function modernizeServices(project: PlainMap, services: PlainMap, isOne: boolean, notes: ModernizingNote[]): PlainMap {
  // the services of version 1 stand at the top
  const above = isOne ? [] : ['services'];
  const note: Modernizing['note'] = (service, property, message) =>
    notes.push({ pointer: [...above, service, ...property.split('.')], message });
  const aliases: Aliases = new Map();
  const renamed = mapServices(services, (name, service) => renameFormerKeys(name, service, { services, note }));
  const volumes: Record<string, unknown> = {};
  const undriven = mapServices(renamed, (name, service) => takeVolumes(name, service, { isOne, volumes, note }));
  const context: Modernizing = { services: undriven, note };
  const unlinked = mapServices(undriven, (name, service) =>
    replaceVolumesFrom(name, replaceLinks(name, service, context, aliases), context),
  );
  const named = mapServices(unlinked, (name, service) => addAliases(service, aliases.get(name)));
  const declared = isPlainMap(project['volumes']) ? project['volumes'] : {};
  return {
    ...project,
    services: named,
    ...(Object.keys(volumes).length === 0 ? {} : { volumes: { ...volumes, ...declared } }),
  };
}

/** Where the volumes of services go. */
interface VolumesTaken extends Pick<Modernizing, 'note'> {
  readonly isOne: boolean;
  readonly volumes: Record<string, unknown>;
}

/** Takes `volume_driver` from a service, and declares what it mounts by name where the file could not. */
function takeVolumes(name: string, service: PlainMap, { isOne, volumes, note }: VolumesTaken): PlainMap {
  const { volume_driver: driver, ...rest } = service;
  const entries = Array.isArray(service['volumes']) ? service['volumes'] : [];
  for (const [index, entry] of isOne ? entries.entries() : []) {
    const read = readMount(entry);
    const source = 'value' in read && read.value.type === 'volume' ? read.value.source : undefined;
    if (typeof source !== 'string' || Object.hasOwn(volumes, source)) continue;
    volumes[source] = nameVolume(source, driver);
    const message = `The volume "${source}" is now declared; its name stays "${source}", without that of the project.`;
    note(name, `volumes.${index}`, message);
  }
  if (driver === undefined) return service;
  note(
    name,
    'volume_driver',
    isOne
      ? `${name}: "volume_driver" is now the "driver" of the volumes.`
      : `${name}: "volume_driver" is gone, since Compose reads it no more: give the volumes of the file a "driver".`,
  );
  return rest;
}

function externals(project: PlainMap, section: string, notes: ModernizingNote[]): PlainMap {
  const resources = project[section];
  if (!isPlainMap(resources)) return project;
  const entries = Object.entries(resources).map(([name, resource]) => {
    const long = expandExternal(resource);
    if (long !== resource) {
      notes.push({
        pointer: [section, name, 'external'],
        message: `${section}.${name}: "external.name" is now "name".`,
      });
    }
    return [name, long] as const;
  });
  const isSame = entries.every(([name, resource]) => resource === resources[name]);
  return isSame ? project : { ...project, [section]: Object.fromEntries(entries) };
}

function mapServices(services: PlainMap, change: (name: string, service: PlainMap) => PlainMap): PlainMap {
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => [name, isPlainMap(service) ? change(name, service) : service]),
  );
}
