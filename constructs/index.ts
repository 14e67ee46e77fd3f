/**
 * What teams compose.
 *
 * @module
 */
// biome-ignore-all assist/source/organizeImports: grouped by what they are for

// apps and sites
export { Image, type BuiltImage, type RegistryImage } from './image';
export type { FilesImageProps } from './image-files';
export type { NodeImageProps } from './image-node';
export type { PhoenixImageProps } from './image-phoenix';
export type { RegistryImageProps } from './image-registry';
export { StaticSite, type StaticSiteProps } from './static-site';
export { WebApp, type WebAppProps } from './web-app';

// data
export { Database, type DatabaseProps } from './database';
export { DataVolume, type DataVolumeProps } from './data-volume';
export { Engine } from './engine';
export { SecretFile, type SecretFileProps } from './secret-file';
export { SecretSource } from './secret-source';

// the way in
export { Host, type ForwardOptions, type Upstream } from './host';
export type { Publish } from './publish';
export { ReverseProxy, type ReverseProxyProps, type TlsTerminator } from './reverse-proxy';

// what constructs have in common
export {
  type Connection,
  type ConnectOptions,
  isProvider,
  type Provider,
  type SecretText,
  type SecretVariable,
} from './connection';
export { type Hardening, hardened, type Limits } from './hardening';
export { HealthCheck, probe } from './health-check';
