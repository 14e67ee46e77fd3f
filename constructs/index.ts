/**
 * The constructs that teams compose.
 *
 * @module
 */
// biome-ignore-all assist/source/organizeImports: grouped by what they are for

// apps and sites
export {
  Image,
  type BuiltImage,
  type FilesImageProps,
  type NodeImageProps,
  type PhoenixImageProps,
  type RegistryImage,
  type RegistryImageProps,
} from './image';
export {
  Job,
  type JobProps,
  type LikeJobProps,
  type OwnJobProps,
  StaticSite,
  type StaticSiteProps,
  type UrlDetail,
  WebApp,
  type WebAppProps,
  Worker,
  type WorkerProps,
} from './app';

// data
export { Database, type DatabaseDetail, type DatabaseEngine, type DatabaseProps, Engine } from './database';
export { DataVolume, type DataVolumeProps } from './storage';
export { SecretFile, type SecretFileProps, SecretSource } from './secrets';

// the way in
export {
  type Buffering,
  type FilesOptions,
  type ForwardOptions,
  ProxyHost,
  type PassageProps,
  type RateLimit,
  type RedirectOptions,
  ReverseProxy,
  type ReverseProxyProps,
  type TerminatedTls,
  Tls,
  type TlsTerminator,
  type Upstream,
} from './proxy';
export type { Cors } from './web-server';

// what constructs have in common
export {
  type Hardening,
  hardened,
  HealthCheck,
  type ResourceLimits,
  probe,
  type PublishedPort,
  type TaskOptions,
  Workload,
  type WorkloadMountOptions,
  type WorkloadProps,
  type WorkloadSettings,
} from './workload';
