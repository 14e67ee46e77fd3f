/**
 * The common parts of databases, caches and queues, and the products that run them.
 *
 * @module
 */
export type { CacheEngine, DatabaseEngine, ServerEngine } from './engine';
export { Engine } from './factories';
export { answeringCache, answeringDatabase, cacheEngineForm, databaseEngineForm, nameForm } from './form';
export { clientsNetwork, dataIn, engineOf, givenVolume, SERVER_PROPERTIES, type ServerProps, serve } from './server';
