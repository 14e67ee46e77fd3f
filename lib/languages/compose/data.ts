/**
 * Plain data, and what of it no Compose file can hold.
 *
 * @module
 */

export { DEEPEST, isPlainMap, type PlainMap } from '../yaml';
