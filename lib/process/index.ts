/**
 * What the parts of this library share within one process, whichever copies of it are loaded: the command and the
 * library that the stack file imports are bundles of their own.
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
 * Node's `crypto`, loaded when it is first needed: that takes Node about 6 ms, and a run that changes nothing needs
 * neither a digest nor chance.
 */
export function crypto(): typeof import('node:crypto') {
  return require('node:crypto') as typeof import('node:crypto'); // what Node has under that name
}
