/**
 * Facts about official images, one file per family, each with its source.
 *
 * @module
 */
import type { DatabaseFamily } from './database';
import { mariadb } from './mariadb';
import { postgres } from './postgres';

export {
  argumentsAfter,
  type DatabaseFacts,
  type DatabaseFamily,
  type DatabaseLogin,
  type DatabaseName,
  type DataFolders,
  type DataImage,
  type NamedFolder,
} from './database';
export type { ImageFacts, ImageUser } from './facts';
export { type HttpClient, type HttpQuestion, httpProbe, isHttpClient } from './http-probes';
export { mariadb } from './mariadb';
export { type NginxFacts, nginxFacts } from './nginx';
export { nodeFacts } from './node';
export { type PhoenixFacts, phoenixFacts } from './phoenix';
export { postgres } from './postgres';

/** Every database product that is known. */
export const databases: readonly DatabaseFamily[] = [postgres, mariadb];
