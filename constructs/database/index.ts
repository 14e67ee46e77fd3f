/**
 * Databases.
 *
 * @module
 */
export type { DatabaseDetail } from './connection';
export { Database, type DatabaseProps } from './database';
export { FurtherDatabase, type FurtherDatabaseProps } from './further-database';
