/**
 * Search engines.
 *
 * @module
 */
export { Search, type SearchDetail, type SearchProps } from './search';
