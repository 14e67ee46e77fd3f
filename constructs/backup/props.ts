/**
 * The properties of a backup.
 *
 * @module
 */
import { type DiagnosticProps, type Forms, string, strings, type Volume, type VolumeHolder } from '../../lib/core';
import { durationInvalid, secondsOf } from '../checked';
import { type SecretSource, secretSourceForm } from '../secrets';
import type { Dumpable } from '../storage';
import { LIMITS, type ResourceLimits } from '../workload';
import { cloneInvalid, keepInvalid, scheduleChoice, timeInvalid } from './errors';
import { type BackupRetention, isRetention, KINDS } from './keep';
import type { BackupTarget } from './target';

/** A thing that can be backed up: a database, or a volume. */
export type BackupSource = Dumpable | Volume | VolumeHolder;

/** The properties of a {@link Backup}. */
export interface BackupProps extends ResourceLimits {
  /** The databases and volumes whose content must not be lost. A database is copied by its own client. */
  readonly of: readonly BackupSource[];
  /** Where the backups are kept. */
  readonly to: BackupTarget;
  /** The time between two rounds, such as `6h`. @default '24h', unless there is `at` */
  readonly every?: string;
  /** A time of every day, such as `03:00`, in `timeZone`. @default none: `every` says when */
  readonly at?: string;
  /** Time zone of `at`, such as `Europe/Berlin`. @default UTC */
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
  every: string,
  at: string,
  timeZone: string,
  keep: true,
  password: secretSourceForm,
  exclude: strings,
  cloneFrom: string,
  ...LIMITS,
};

const DAY = 86_400;

/** When rounds take place: the seconds between two of them, and since midnight. */
export function scheduleOf({ every, at }: Requested): { readonly every: number; readonly at?: number } {
  const time = minutesOf(at);
  if (at !== undefined) return { every: DAY, ...(time !== undefined && { at: time * 60 }) };
  return { every: secondsOf(every ?? '24h') ?? DAY };
}

/** The mistakes in properties that no verb would find. */
export function problemsOfProps(props: Requested, stack: string): readonly DiagnosticProps[] {
  const { every, at, keep, cloneFrom } = props;
  const isOther = cloneFrom === undefined || (/^[a-z0-9][a-z0-9_-]*$/.test(cloneFrom) && cloneFrom !== stack);
  return [
    ...(every !== undefined && at !== undefined ? [scheduleChoice()] : []),
    ...(every !== undefined && secondsOf(every) === undefined ? [durationInvalid('`every` of the backup', every)] : []),
    ...(at !== undefined && minutesOf(at) === undefined ? [timeInvalid(at)] : []),
    ...(keep !== undefined && keep !== 'all' && !isRetention(keep) ? [keepInvalid(KINDS)] : []),
    ...(isOther ? [] : [cloneInvalid(cloneFrom)]),
  ];
}

function minutesOf(time: unknown): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(String(time)) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
