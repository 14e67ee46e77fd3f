/**
 * Version of the loader, which the build stamps into the command.
 *
 * @module
 */

declare const STAMPED_LOADER: string;

/** Changes whenever the loader or esbuild change, so that results of another loader are never used. */
export const loaderVersion: string = typeof STAMPED_LOADER === 'undefined' ? 'unbuilt' : STAMPED_LOADER;
