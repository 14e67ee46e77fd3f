/**
 * What answers visitors: apps and sites.
 *
 * @module
 */
export { StaticSite, type StaticSiteProps } from './static-site';
export { WebApp, type WebAppProps } from './web-app';
