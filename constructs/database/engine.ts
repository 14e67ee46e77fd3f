/**
 * Which database runs.
 *
 * @module
 */

/** A database product in a version. */
export interface Engine {
  readonly product: 'postgres';
  readonly version: string;
}

/** Factories of engines. */
export const Engine = {
  /** PostgreSQL; the version is a tag of the official image such as `17`, `17.6` or `18-alpine`. */
  postgres: (version: string): Engine => ({ product: 'postgres', version: String(version) }),
} as const;
