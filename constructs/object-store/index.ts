/**
 * Object stores.
 *
 * @module
 */
export { ObjectStore, type ObjectStoreDetail, type ObjectStoreProps } from './object-store';
