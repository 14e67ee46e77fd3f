/**
 * Compose projects as programs.
 *
 * @module
 */
export type { BrokenRule, NotCarried, ProgramRequest, Recognized, WriteEnvironment, WrittenProgram } from './request';
export { writeStack } from './write';
