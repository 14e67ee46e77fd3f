/**
 * Code that somebody edits while it runs.
 *
 * @module
 */
export { type LiveCode, livened } from './live';
export { LIVE, type Live } from './props';
