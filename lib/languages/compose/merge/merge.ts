/**
 * Merging as Compose does it when it is given several files.
 *
 * @see https://docs.docker.com/reference/compose-file/merge/
 * @module
 */
import { isPlainMap } from '../data';
import type { Finding } from '../finding';
import type { Config, Network, Project, Secret, Service, Volume } from '../model.generated';
import type { Way } from './family';
import type { Overlay } from './overlay';
import { PROJECT } from './places';
import { mergeAt, placeOf } from './plain';

export interface MergeOptions {
  /** Told of what Compose would refuse to merge, or ignore. @default nobody */
  readonly report?: (finding: Finding) => void;
}

/** The elements of a project by the sections in which they stand. */
export interface Elements {
  readonly services: Service;
  readonly networks: Network;
  readonly volumes: Volume;
  readonly secrets: Secret;
  readonly configs: Config;
  readonly models: NonNullable<Project['models']>[string];
}

/**
 * What Compose makes of `-f base -f overlay`, in the forms in which both were written where those can be kept. Neither
 * is changed, and what the overlay does not touch is the same object in the result.
 *
 * Where Compose refuses to merge, the overlay's value is taken, and `report` told.
 *
 * @example
 * ```ts
 * mergeProjects({ services: { web: { image: 'nginx', ports: ['80:80'] } } }, { services: { web: { ports: ['443:443'] } } });
 * // { services: { web: { image: 'nginx', ports: ['80:80', '443:443'] } } }
 * ```
 */
export function mergeProjects(base: Project, overlay: Overlay<Project>, options: MergeOptions = {}): Project {
  return mergeAt(base, overlay, PROJECT, wayOf([], true, options)) as Project; // the parts of projects make a project
}

/**
 * One element as {@link mergeProjects} merges it.
 *
 * @param kind the section in which the element stands
 * @example
 * ```ts
 * mergeElement('services', { command: 'serve', dns: '1.1.1.1' }, { command: ['serve', '-v'], dns: '8.8.8.8' });
 * // { command: ['serve', '-v'], dns: ['1.1.1.1', '8.8.8.8'] }
 * ```
 */
export function mergeElement<Kind extends keyof Elements>(
  kind: Kind,
  base: Elements[Kind],
  overlay: Overlay<Elements[Kind]>,
  options: MergeOptions = {},
): Elements[Kind] {
  const place = placeOf(placeOf(PROJECT, kind), '');
  return mergeAt(base, overlay, place, wayOf([kind, ''], true, options)) as Elements[Kind]; // the parts of one make one
}

/**
 * A service that extends another: as {@link mergeElement}, without the property `extends`. Compose has not expanded the
 * short forms of a service in the same file yet, so a `!reset` or `!override` within one has no effect there.
 *
 * @param sameFile whether both services stand in one file
 * @see https://docs.docker.com/reference/compose-file/services/#extends
 */
export function mergeForExtends(
  base: Service,
  service: Overlay<Service>,
  options: MergeOptions & { readonly sameFile: boolean },
): Service {
  const place = placeOf(placeOf(PROJECT, 'services'), '');
  const merged = mergeAt(base, service, place, wayOf(['services', ''], !options.sameFile, options));
  if (!isPlainMap(merged) || merged['extends'] === undefined) return merged as Service; // the parts of one make one
  const { extends: _, ...rest } = merged;
  return rest;
}

function wayOf(pointer: readonly string[], isCanonical: boolean, { report = () => {} }: MergeOptions): Way {
  return { isCanonical, pointer: [...pointer], report };
}
