/**
 * Databases and the products that run them.
 *
 * @module
 */
export { Database, type DatabaseDetail, type DatabaseProps } from './database';
export { Engine } from './factories';
