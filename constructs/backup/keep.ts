/**
 * How many backups are kept.
 *
 * @module
 */
import type { PropertyNames } from '../../lib/core';

/**
 * How many backups are kept of each kind: the last one of so many days, of so many weeks. A backup that counts nowhere
 * is removed.
 */
export interface BackupRetention {
  /** The last ones, however close together. */
  readonly last?: number;
  /** Of so many hours. */
  readonly hourly?: number;
  /** Of so many days. */
  readonly daily?: number;
  /** Of so many weeks. */
  readonly weekly?: number;
  /** Of so many months. */
  readonly monthly?: number;
  /** Of so many years. */
  readonly yearly?: number;
}

export const RETENTION: PropertyNames<BackupRetention> = {
  last: true,
  hourly: true,
  daily: true,
  weekly: true,
  monthly: true,
  yearly: true,
};

/** The kinds of backups that are kept by number. */
export const KINDS = Object.keys(RETENTION) as readonly (keyof BackupRetention)[]; // its own keys, see above

/** A week of days, a month of weeks, half a year of months. */
export const USUAL: BackupRetention = { daily: 7, weekly: 4, monthly: 6 };

/** Whether something is kept at all. */
export function isRetention(candidate: unknown): candidate is BackupRetention {
  // a program without types can pass anything
  if (typeof candidate !== 'object' || candidate === null) return false;
  const keep: BackupRetention = candidate;
  if (Object.keys(keep).some((kind) => !KINDS.some((known) => known === kind))) return false;
  const counts = KINDS.map((kind) => keep[kind]).filter((count) => count !== undefined);
  return counts.length > 0 && counts.every((count) => Number.isInteger(count) && count > 0);
}

/** The options of `restic forget`, https://restic.readthedocs.io/en/stable/060_forget.html. */
export function keepOptions(keep: BackupRetention): readonly string[] {
  return KINDS.flatMap((kind) => (keep[kind] === undefined ? [] : [`--keep-${kind}`, String(keep[kind])]));
}
