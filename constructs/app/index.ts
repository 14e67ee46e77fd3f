/**
 * Programs and sites: what runs all the time, what ends, and what answers visitors.
 *
 * @module
 */
export { Job, type JobProps, type JobSettings, type LikeJobProps, type OwnJobProps } from './job';
export { SharedFile, type SharedFileProps } from './shared-file';
export { StaticSite, type StaticSiteProps } from './static-site';
export type { UrlDetail } from './url';
export { WebApp, type WebAppProps } from './web-app';
export { Worker, type WorkerProps } from './worker';
