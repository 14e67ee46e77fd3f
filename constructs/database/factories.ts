/**
 * @module
 */
import type { DatabaseEngine } from './engine';
import { mariadbEngine } from './engines/mariadb';
import { postgresEngine } from './engines/postgres';

/** A database product in one version: all facts to run it and to reach it. */
export type Engine = DatabaseEngine;

/**
 * Factories of engines.
 *
 * @example
 * ```ts
 * new Database(this, 'shop-db', { engine: Engine.mariadb('11.8'), database: 'shop' });
 * ```
 */
export const Engine = {
  /** PostgreSQL; the version is a tag of the official image such as `17`, `17.6` or `18-alpine`. */
  postgres: (version: string): Engine => postgresEngine(version),
  /** MariaDB; the version is a tag of the official image such as `11.8`, `11.8.8` or `12.3-ubi`. */
  mariadb: (version: string): Engine => mariadbEngine(version),
} as const;

/** One that there is, so that building can go on where none was given. */
export const anEngine: Engine = Engine.postgres('17');
