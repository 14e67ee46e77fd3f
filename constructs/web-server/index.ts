/**
 * The nginx that a static site and a proxy have in common.
 *
 * @module
 */
export { configuration, HEALTH_URL, PORT, safeHeaders, v } from './base';
export { SITE_FOLDER, siteServer } from './site';
