/**
 * Caches.
 *
 * @module
 */
export { Cache, type CacheDetail, type CacheProps } from './cache';
