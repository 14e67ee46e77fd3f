/**
 * Two Compose files as one, as Compose merges them, and the file that makes one of another.
 *
 * @module
 */

export { deriveOverlay } from './derive';
export { type MergeOptions, mergeElement, mergeForExtends, mergeProjects } from './merge';
export type { Overlay, OverlayValue } from './overlay';
export { applyPatch, type PatchOperation } from './patch';
export { type Applied, applyOverride, type PropertyPath } from './path';
