/**
 * Where data outlives containers.
 *
 * @module
 */
export { DataVolume, type DataVolumeProps } from './data-volume';
export { type Dumpable, type DumpClient, isDumpable } from './dumpable';
export type { VolumeUser } from './owner-job';
