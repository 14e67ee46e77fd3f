/**
 * The constructs that teams compose.
 *
 * @module
 */
// biome-ignore-all assist/source/organizeImports: grouped by what they are for

// apps, jobs and sites
export {
  WebApp,
  type WebAppProps,
  Worker,
  type WorkerProps,
  Job,
  type JobProps,
  type JobSettings,
  type OwnJobProps,
  type LikeJobProps,
  StaticSite,
  type StaticSiteProps,
  type UrlDetail,
} from './app';

// images
export {
  Image,
  type NodeImageProps,
  type PhoenixImageProps,
  type PhpImageProps,
  type FilesImageProps,
  type RegistryImageProps,
  type BuildInputProps,
  type BuildInputs,
  type BuiltImage,
  type RegistryImage,
  type ImageDescription,
  type FastCgi,
  type PublicFolder,
  type LiveFacts,
} from './image';

// servers that keep data
export {
  Database,
  type DatabaseProps,
  type DatabaseDetail,
  FurtherDatabase,
  type FurtherDatabaseProps,
} from './database';

// caches, queues, search engines and object stores
export { Cache, type CacheProps, type CacheDetail } from './cache';
export { Queue, type QueueProps, type QueueDetail } from './queue';
export { ObjectStore, type ObjectStoreProps, type ObjectStoreDetail } from './object-store';
export { Search, type SearchProps, type SearchDetail } from './search';

// the products that run them
export {
  Engine,
  type ServerProps,
  type ServerEngine,
  type DatabaseEngine,
  type CacheEngine,
  type QueueEngine,
  type SearchEngine,
  type ObjectStoreEngine,
} from './server';

// volumes, secrets and files
export {
  DataVolume,
  type DataVolumeProps,
  type VolumeUser,
  type Dumpable,
  type DumpClient,
} from './storage';
export { SharedFile, type SharedFileProps } from './app';
export type { ReadableFile, ReadFileOptions } from './workload';
export { SecretFile, type SecretFileProps, SecretSource } from './secrets';

// backups, and the way back
export {
  Backup,
  type BackupProps,
  type BackupSource,
  type BackupRetention,
  BackupTarget,
  type BackupFolder,
  type BackupVolume,
  type BackupBucket,
  type BucketProps,
} from './backup';

// the way in
export {
  ReverseProxy,
  type ReverseProxyProps,
  Tls,
  type TerminatedTls,
  type TlsTerminator,
  ProxyHost,
  type ForwardOptions,
  type FastCgiOptions,
  type FastCgiApp,
  type FilesOptions,
  type RedirectOptions,
  type Upstream,
  type PassageProps,
  type Buffering,
  type RateLimit,
} from './proxy';
export type { Cors } from './web-server';

// what containers have in common
export {
  Workload,
  type WorkloadProps,
  type WorkloadSettings,
  type Live,
  type TaskOptions,
  HealthCheck,
  type HttpHealthCheck,
  type CommandHealthCheck,
  type NoHealthCheck,
  probe,
  type PublishedPort,
  type ResourceLimits,
  hardened,
  type Hardening,
} from './workload';
