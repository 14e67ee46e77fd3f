/**
 * What teams compose.
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
export { StaticSite, type StaticSiteProps, WebApp, type WebAppProps } from './app';

// data
export { Database, type DatabaseProps, Engine } from './database';
export { DataVolume, type DataVolumeProps } from './storage';
export { SecretFile, type SecretFileProps, SecretSource } from './secrets';

// the way in
export {
  type ForwardOptions,
  Host,
  ReverseProxy,
  type ReverseProxyProps,
  type TlsTerminator,
  type Upstream,
} from './proxy';

// what constructs have in common
export {
  type Connection,
  type ConnectOptions,
  type Hardening,
  hardened,
  HealthCheck,
  isProvider,
  type Limits,
  type Provider,
  probe,
  type Publish,
  type SecretText,
  type SecretVariable,
} from './workload';
