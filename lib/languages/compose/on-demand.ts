/**
 * Functions that most stacks never need, loaded at the first call. In the package, each is a file of its own.
 *
 * @module
 */
import type * as age from './check/age';
import type * as merge from './merge';

type Merge = typeof merge;

// The types of the modules that are loaded here, and only here.
const merging = (): Merge => require('./merge') as Merge;
const ageing = (): typeof age => require('./check/age') as typeof age;

export const checkAge: typeof age.checkAge = (project, oldest) => ageing().checkAge(project, oldest);

export const applyOverride: Merge['applyOverride'] = (element, path, value) =>
  merging().applyOverride(element, path, value);

export const applyPatch: Merge['applyPatch'] = (element, operations) => merging().applyPatch(element, operations);

export const deriveOverlay: Merge['deriveOverlay'] = (from, to) => merging().deriveOverlay(from, to);

export const mergeElement: Merge['mergeElement'] = (section, base, overlay, options) =>
  merging().mergeElement(section, base, overlay, options);

export const mergeForExtends: Merge['mergeForExtends'] = (base, service, options) =>
  merging().mergeForExtends(base, service, options);

export const mergeProjects: Merge['mergeProjects'] = (base, overlay, options) =>
  merging().mergeProjects(base, overlay, options);
