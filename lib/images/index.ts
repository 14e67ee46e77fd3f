/**
 * Facts about official images, one file per family, each with its source. A family is loaded when somebody asks for it.
 *
 * @module
 */
export type { CacheFacts, CacheFamily, CacheSettings } from './cache';
export type {
  DatabaseFacts,
  DatabaseFamily,
  DatabaseLogin,
  DatabaseName,
  DriverWords,
  OwnedDatabase,
} from './database';
export type { ClientLogin, DatabaseClientFacts } from './database-client';
export { declaredVolumes, volumesOfDockerfile } from './declared-volumes';
export {
  type DataFolders,
  type ImageFacts,
  type ImageUser,
  parseReference,
  type ServerFacts,
} from './facts';
export { argumentsAfter, type DataImage, type ImageFamily, type NamedFolder, type ServerWords } from './family';
export { type HttpClient, type HttpQuestion, httpProbe, isHttpClient } from './http-probes';
export { family, familyOf, type KnownFamily, known, type RunFamily, runFamiliesOf } from './known';
export { type NginxFacts, nginxFacts } from './nginx';
export { nodeFacts } from './node';
export type { ObjectStoreFacts, ObjectStoreFamily, ObjectStoreRun, ObjectStoreSettings } from './object-store';
export { type PhoenixFacts, phoenixFacts } from './phoenix';
export { PHP_PING, type PhpFacts, phpFacts, phpProbe } from './php';
export { isBuiltIn, type PhpExtension, phpExtension, phpExtensions } from './php-extensions';
export { lacksWritable } from './plain';
export { imageOfDockerfile } from './plain-dockerfile';
export type { QueueFacts, QueueFamily, QueueRun, QueueSettings, QueueVariables } from './queue';
export { type ResticFacts, resticFacts } from './restic';
export type { SearchFacts, SearchFamily, SearchRun, SearchSettings } from './search';
export { type UpgradeNeed, type UpgradePlace, upgradeNeed } from './upgrades';
