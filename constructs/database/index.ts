/**
 * Databases and the products that run them.
 *
 * @module
 */
export { Database, type DatabaseDetail, type DatabaseProps } from './database';
export type { DatabaseEngine } from './engine';
export { Engine } from './factories';
