/**
 * What the build stamps into the command.
 *
 * @module
 */

declare const STAMPED_VERSION: string;
declare const STAMPED_LOADER: string;

/** Version of the package; `0.0.0` when the sources run without a build. */
export const packageVersion: string = typeof STAMPED_VERSION === 'undefined' ? '0.0.0' : STAMPED_VERSION;

/** Changes whenever the loader or esbuild change, so that results of another loader are never used. */
export const loaderVersion: string = typeof STAMPED_LOADER === 'undefined' ? 'unbuilt' : STAMPED_LOADER;
