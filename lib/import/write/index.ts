/**
 * Compose projects as programs.
 *
 * @module
 */
export type { NotCarried, WriteEnvironment, WriteRequest, WrittenStack } from './request';
export { writeStack } from './write';
