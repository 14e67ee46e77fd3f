/**
 * Databases and the products that run them.
 *
 * @module
 */
export { Database, type DatabaseProps } from './database';
export { Engine } from './engine';
