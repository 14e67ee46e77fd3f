/**
 * Backups, and the way back.
 *
 * @module
 */
export { Backup } from './backup';
export type { BackupRetention } from './keep';
export type { BackupProps, BackupSource } from './props';
export { type BackupBucket, type BackupFolder, BackupTarget, type BackupVolume, type BucketProps } from './target';
