/**
 * Runs the stack file for a command that needs its tree.
 *
 * @module
 */
export type { Library } from './library';
export type { Progress } from './progress';
export { type StackFileTask, useStackFile } from './use';
