/**
 * Merging as Compose does it when it is given several files.
 *
 * @see https://docs.docker.com/reference/compose-file/merge/
 * @module
 */
import { isPlainMap } from '../data';
import type { Finding } from '../finding';
import type { Project, Service } from '../model.generated';
import type { Elements, Section } from '../sections';
import type { Way } from './family';
import type { Overlay } from './overlay';
import { PROJECT } from './places';
import { mergeAt, placeOf } from './plain';

export interface MergeOptions {
  /** Told of what Compose would refuse to merge, or ignore. @default nobody */
  readonly report?: (finding: Finding) => void;
  /**
   * Remembers the maps that Compose turns into lists: one set for all merges of one project. @default each merge begins
   * with the maps that are written
   */
  readonly lists?: WeakSet<object>;
}

/**
 * Compose's result of `-f base -f overlay`, in the written forms of both where possible. Neither is changed, and what
 * the overlay does not touch is the same object in the result.
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
 * @example
 * ```ts
 * mergeElement('services', { command: 'serve', dns: '1.1.1.1' }, { command: ['serve', '-v'], dns: '8.8.8.8' });
 * // { command: ['serve', '-v'], dns: ['1.1.1.1', '8.8.8.8'] }
 * ```
 */
export function mergeElement<S extends Section>(
  section: S,
  base: Elements[S],
  overlay: Overlay<Elements[S]>,
  options: MergeOptions = {},
): Elements[S] {
  const place = placeOf(placeOf(PROJECT, section), '');
  return mergeAt(base, overlay, place, wayOf([section, ''], true, options)) as Elements[S]; // the parts of one make one
}

/**
 * A service that extends another: as {@link mergeElement}, without the property `extends`. Compose has not expanded the
 * short forms of a service in the same file yet. So a `!reset` or `!override` within one has no effect there.
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

function wayOf(pointer: readonly string[], isCanonical: boolean, { report = () => {}, lists }: MergeOptions): Way {
  return { isCanonical, lists, pointer: [...pointer], report };
}
