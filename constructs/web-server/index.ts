/**
 * The nginx that a static site and a proxy have in common.
 *
 * @module
 */
export { configuration, HEALTH_URL, MAX_HEADERS, PORT, type Settings, safeHeaders, v } from './base';
export {
  CORS,
  CORS_HEADERS,
  type Cors,
  corsHeaders,
  corsPreflight,
  corsProblems,
  corsVariables,
  type Headers,
} from './cors';
export { HIDDEN } from './hidden';
export { type ScriptAnswers, scriptServer } from './scripts';
export { SITE_FOLDER, type SiteAnswers, siteServer } from './site';
