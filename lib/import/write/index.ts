/**
 * Compose projects as programs.
 *
 * @module
 */
export type { AcceptedRule, NotCarried, WriteEnvironment, WriteRequest, WrittenStack } from './request';
export { writeStack } from './write';
