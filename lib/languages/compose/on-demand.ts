/**
 * Functions that most stacks never need, loaded at the first call. In the package, each is a file of its own.
 *
 * @module
 */
import type * as age from './check/age';
import type { Finding } from './finding';
import type * as merge from './merge';
import type { Applied, MergeOptions, Overlay, PatchOperation, PropertyPath } from './merge';
import type { Project, Service } from './model.generated';
import type { Elements, Section } from './sections';

// The types of the modules that are loaded here, and only here.
const merging = (): typeof merge => require('./merge') as typeof merge;
const ageing = (): typeof age => require('./check/age') as typeof age;

/**
 * The properties and forms of a project that a release of Docker Compose rejects.
 *
 * @param oldest the oldest release that has to read the project: `2.26` or `2.26.1`
 */
export function checkAge(project: unknown, oldest: string): Finding[] {
  return ageing().checkAge(project, oldest);
}

/**
 * Puts a value at a path of an element, or removes the value there if it is a `Remove`. Maps on the way that are
 * missing are made. The element itself is not changed.
 */
export function applyOverride(element: unknown, path: PropertyPath, value: unknown): Applied {
  return merging().applyOverride(element, path, value);
}

/** Applies operations of JSON Patch to an element: all of them, or none. The element itself is not changed. */
export function applyPatch(element: unknown, operations: readonly PatchOperation[]): Applied {
  return merging().applyPatch(element, operations);
}

/**
 * The smallest overlay with which `from` means the same as `to`. It has additions to lists as additions, `Remove` for what
 * is gone, and `Replace` only where merging cannot say it.
 */
export function deriveOverlay(from: Project, to: Project): Overlay<Project> {
  return merging().deriveOverlay(from, to);
}

/** Merges an overlay into one element as {@link mergeProjects} merges elements. */
export function mergeElement<S extends Section>(
  section: S,
  base: Elements[S],
  overlay: Overlay<Elements[S]>,
  options?: MergeOptions,
): Elements[S] {
  return merging().mergeElement(section, base, overlay, options);
}

/**
 * Merges a service into the one that it extends, without the property `extends`. Short forms of a service in the same
 * file are not expanded yet. So a `!reset` or `!override` within one has no effect there.
 *
 * @param options.sameFile whether both services stand in one file
 */
export function mergeForExtends(
  base: Service,
  service: Overlay<Service>,
  options: MergeOptions & { readonly sameFile: boolean },
): Service {
  return merging().mergeForExtends(base, service, options);
}

/**
 * Merges two projects as `docker compose -f base -f overlay` does, in the written forms of both where possible. Neither
 * is changed. Where Compose refuses to merge, the overlay's value is taken, and `report` is called.
 */
export function mergeProjects(base: Project, overlay: Overlay<Project>, options?: MergeOptions): Project {
  return merging().mergeProjects(base, overlay, options);
}
