/**
 * Where data outlives containers.
 *
 * @module
 */
export { DataVolume, type DataVolumeProps } from './data-volume';
export type { VolumeUser } from './owner-job';
