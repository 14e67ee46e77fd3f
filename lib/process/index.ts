/**
 * State that all loaded copies of this library share within one process. The command, and the library that a stack file
 * imports, are separate bundles.
 *
 * @module
 */

/** Source maps of the files that the loader transformed: JSON by absolute file name. */
export const sourceMaps: Map<string, string> = shared('compose-constructs.sourceMaps', () => new Map<string, string>());

/**
 * The value that all copies share under `Symbol.for(name)`; the first to ask makes it.
 *
 * @param name says what the value is: all who use a name mean the same type
 */
export function shared<T>(name: string, make: () => T): T {
  const key = Symbol.for(name);
  // globalThis has no type for symbols that only we know; the name fixes the type of the value.
  const values = globalThis as unknown as Record<symbol, T | undefined>;
  values[key] ??= make();
  return values[key];
}

/**
 * Node's `crypto`, loaded when first needed, because loading takes about 6 milliseconds. A run that changes nothing
 * needs neither digests nor random bytes.
 */
export function crypto(): typeof import('node:crypto') {
  return require('node:crypto') as typeof import('node:crypto'); // what Node has under that name
}
