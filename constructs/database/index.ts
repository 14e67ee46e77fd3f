/**
 * Databases.
 *
 * @module
 */
export { Database, type DatabaseDetail, type DatabaseProps } from './database';
