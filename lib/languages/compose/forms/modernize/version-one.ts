/**
 * Files without `services:`, whose top level is the services: Compose 2 reads them no more.
 *
 * @see https://docs.docker.com/reference/compose-file/legacy-versions/
 * @module
 */
import { inWords } from '../../../../words';
import { entriesOf, isPlainMap, type PlainMap } from '../../data';
import { SECTIONS } from '../../sections';
import type { ModernizingNote } from './note';

/** Whether the services stand at the top level. */
export function isVersionOne(project: PlainMap): boolean {
  if (['include', ...SECTIONS].some((key) => project[key] !== undefined)) return false;
  const version = project['version'];
  if (version !== undefined && !/^1(?:\.0)?$/.test(inWords(version))) return false;
  const others = entriesOf(project).filter(([key]) => key !== 'name' && key !== 'version' && !key.startsWith('x-'));
  return others.length > 0 && others.every(([, value]) => isService(value));
}

/** The file as a project, and what to say about it. */
export function wrapServices(project: PlainMap, notes: ModernizingNote[]): PlainMap {
  const entries = entriesOf(project);
  const isTop = ([key]: readonly [string, unknown]): boolean =>
    key === 'name' || key === 'version' || key.startsWith('x-');
  const [[first = ''] = []] = entries.filter((entry) => !isTop(entry));
  const message =
    'The file had its services at the top level, as in version 1 of the format; they are now below "services". ' +
    'They used to reach each other by links alone and now share the network "default".';
  notes.push({ pointer: [first], message });
  return {
    ...Object.fromEntries(entries.filter(isTop)),
    services: Object.fromEntries(entries.filter((entry) => !isTop(entry))),
  };
}

/**
 * In version 1, a named volume was the engine's volume of exactly that name. Compose created a missing one with the
 * service's `volume_driver`.
 */
export function nameVolume(name: string, driver: unknown): PlainMap {
  return { name, ...(driver === undefined ? {} : { driver }) };
}

function isService(value: unknown): boolean {
  return isPlainMap(value) && ['image', 'build', 'extends'].some((key) => value[key] !== undefined);
}
