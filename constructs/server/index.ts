/**
 * The common parts of databases, caches, queues and search engines, and the products that run them.
 *
 * @module
 */
export type { CacheEngine, DatabaseEngine, QueueEngine, SearchEngine, ServerEngine } from './engine';
export { Engine } from './factories';
export {
  answeringCache,
  answeringDatabase,
  answeringQueue,
  answeringSearch,
  cacheEngineForm,
  databaseEngineForm,
  nameForm,
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
