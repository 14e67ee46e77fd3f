/**
 * The common parts of databases, caches and queues, and the products that run them.
 *
 * @module
 */
export type { CacheEngine, DatabaseEngine, QueueEngine, ServerEngine } from './engine';
export { Engine } from './factories';
export {
  answeringCache,
  answeringDatabase,
  answeringQueue,
  cacheEngineForm,
  databaseEngineForm,
  nameForm,
  queueEngineForm,
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
