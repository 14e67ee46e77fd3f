/**
 * Version of the package, which the build stamps into the command.
 *
 * @module
 */

declare const STAMPED_VERSION: string;

/** `0.0.0` when the sources run without a build. */
export const packageVersion: string = typeof STAMPED_VERSION === 'undefined' ? '0.0.0' : STAMPED_VERSION;
