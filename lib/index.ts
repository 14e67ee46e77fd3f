/**
 * The engine: knows Compose, knows no product.
 *
 * @module
 */
export * from './core';
export {
  type GeneratedFile,
  type GeneratedStack,
  generate,
  type GenerateOptions,
  type Generation,
  write,
  type Written,
  type WrittenStack,
} from './synth';
export { type Assembly } from './assembly';
