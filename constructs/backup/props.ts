/**
 * The properties of a backup.
 *
 * @module
 */
import {
  CONSTRUCT,
  type ConstructProps,
  type DiagnosticProps,
  type Forms,
  string,
  strings,
  type Volume,
  type VolumeHolder,
} from '../../lib/core';
import { readSchedule, scheduleInvalid } from '../schedule';
import { type SecretSource, secretSourceForm } from '../secrets';
import type { Dumpable } from '../storage';
import { LIMITS, type ResourceLimits } from '../workload';
import { cloneInvalid, keepInvalid } from './errors';
import { type BackupRetention, isRetention, KINDS } from './keep';
import type { BackupTarget } from './target';

/** A thing that can be backed up: a database, or a volume. */
export type BackupSource = Dumpable | Volume | VolumeHolder;

/** The properties of a {@link Backup}. */
export interface BackupProps extends ResourceLimits, ConstructProps {
  /** The databases and volumes whose content must not be lost. A database is copied by its own client. */
  readonly of: readonly BackupSource[];
  /** Where the backups are kept. */
  readonly to: BackupTarget;
  /**
   * Times of the rounds as cron writes them, such as `0 3 * * *`. Or the time between two rounds, such as `6h`.
   *
   * @default '24h'
   */
  readonly schedule?: string;
  /** Time zone of the times, such as `Europe/Berlin`. @default UTC */
  readonly timeZone?: string;
  /** How many backups are kept; `all` removes none. @default `{ daily: 7, weekly: 4, monthly: 6 }` */
  readonly keep?: BackupRetention | 'all';
  /** Where the password of the repository comes from, with which everything in it is encrypted. @default `SecretSource.generated()` */
  readonly password?: SecretSource;
  /**
   * Files that are left out, as patterns of restic, such as `cache` or `/volumes/uploads/thumbnails`.
   * https://restic.readthedocs.io/en/stable/040_backup.html#excluding-files
   *
   * @default nothing
   */
  readonly exclude?: readonly string[];
  /** Another stack with backups in the same repository, which a task takes over into this one. @default none */
  readonly cloneFrom?: string;
  /** @default '1g' */
  readonly memory?: string;
}

/** The properties as somebody passes them. The things to back up and the target are looked at by themselves. */
export type Requested = Omit<BackupProps, 'of' | 'to'> & Partial<Pick<BackupProps, 'of' | 'to'>>;

export const BACKUP: Forms<Requested> = {
  of: true,
  to: true,
  schedule: string,
  ...CONSTRUCT,
  timeZone: string,
  keep: true,
  password: secretSourceForm,
  exclude: strings,
  cloneFrom: string,
  ...LIMITS,
};

/** When rounds take place unless somebody says it. */
export const DAILY = '24h';

/** The mistakes in properties that no verb would find. */
export function problemsOfProps(props: Requested, stack: string): readonly DiagnosticProps[] {
  const { schedule = DAILY, keep, cloneFrom } = props;
  const read = readSchedule(schedule);
  const isOther = cloneFrom === undefined || (/^[a-z0-9][a-z0-9_-]*$/.test(cloneFrom) && cloneFrom !== stack);
  return [
    ...('why' in read ? [scheduleInvalid(schedule, read.why)] : []),
    ...(keep !== undefined && keep !== 'all' && !isRetention(keep) ? [keepInvalid(KINDS)] : []),
    ...(isOther ? [] : [cloneInvalid(cloneFrom)]),
  ];
}
