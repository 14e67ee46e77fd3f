/**
 * The common parts of databases, caches, queues, search engines and object stores, and the products that run them.
 *
 * @module
 */
export type { CacheEngine, DatabaseEngine, ObjectStoreEngine, QueueEngine, SearchEngine, ServerEngine } from './engine';
export { Engine } from './factories';
export {
  answeringCache,
  answeringDatabase,
  answeringObjectStore,
  answeringQueue,
  answeringSearch,
  cacheEngineForm,
  databaseEngineForm,
  nameForm,
  objectStoreEngineForm,
  queueEngineForm,
  searchEngineForm,
} from './form';
export {
  bytesOf,
  clientsNetwork,
  dataIn,
  engineOf,
  givenVolume,
  SERVER_PROPERTIES,
  type ServerProps,
  serve,
} from './server';
