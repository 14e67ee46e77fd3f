/**
 * Compose projects as programs.
 *
 * @module
 */
export type { BrokenRule, NotCarried, WriteEnvironment, WriteRequest, WrittenStack } from './request';
export { writeStack } from './write';
