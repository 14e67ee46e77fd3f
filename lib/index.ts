/**
 * The engine: knows Compose, knows no product.
 *
 * @module
 */

export type { Assembly } from './assembly';
export * from './core';
export {
  type GeneratedFile,
  type GeneratedStack,
  type GenerateOptions,
  type Generation,
  generate,
  type Written,
  type WrittenStack,
  write,
} from './synth';
