/**
 * The sections of a Compose file: the maps of elements by name at its top.
 *
 * @see https://docs.docker.com/reference/compose-file/
 * @module
 */
import { entryOf, mapOf, type PlainMap } from './data';
import type { Config, Network, Project, Secret, Service, Volume } from './model.generated';

/** The type of the elements in each section. */
export interface Elements {
  readonly services: Service;
  readonly networks: Network;
  readonly volumes: Volume;
  readonly secrets: Secret;
  readonly configs: Config;
  readonly models: NonNullable<Project['models']>[string];
}

export type Section = keyof Elements;

/** The word for an element of each section in messages. */
const SINGULAR: Readonly<Record<Section, string>> = {
  services: 'service',
  networks: 'network',
  volumes: 'volume',
  secrets: 'secret',
  configs: 'config',
  models: 'model',
};

/** All sections, the services first. */
export const SECTIONS = Object.keys(SINGULAR) as readonly Section[]; // what its type says

/** Those whose elements can be there already, made by somebody else: `external: true`. */
export const EXTERNAL = ['networks', 'volumes', 'secrets', 'configs'] as const satisfies readonly Section[];

/** Whether a key at the top of a Compose file names a section. */
export function isSection(key: string): key is Section {
  return Object.hasOwn(SINGULAR, key);
}

/** The word for an element of a section in messages: `service`. */
export function singular(section: Section): string {
  return SINGULAR[section];
}

/** The elements of a section by name; none where the project has none. */
export function sectionOf(project: unknown, section: Section): PlainMap {
  return mapOf(entryOf(project, section));
}
