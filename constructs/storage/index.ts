/**
 * Where data outlives containers.
 *
 * @module
 */
export { DataVolume, type DataVolumeProps } from './data-volume';
