/**
 * What we know about official images, one file per family, each fact with its source.
 *
 * @module
 */
export { type ImageFacts, type ImageUser, parseReference } from './facts';
export { type NginxFacts, nginxFacts } from './nginx';
export { type NodeFacts, nodeFacts } from './node';
export { type PhoenixFacts, phoenixFacts } from './phoenix';
export { type PostgresFacts, postgresFacts, postgresFactsOf } from './postgres';
