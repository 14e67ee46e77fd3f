/**
 * The catalogue of what backups can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { quoted, quotedList } from '../../lib/words';

export const backupOfNothing = (): DiagnosticProps => ({
  id: 'backup-of-nothing',
  message: 'The backup holds nothing: its `of` is empty.',
  remedy: 'Name the databases and volumes whose content must not be lost.',
});

export const backupTwice = (name: string): DiagnosticProps => ({
  id: 'backup-twice',
  message: `The backup has two things that are called ${quoted(name)}.`,
  remedy: 'Name each of them once in `of`, and let a volume of your own have another name than a database.',
});

export const backupUnknown = (name: string): DiagnosticProps => ({
  id: 'backup-unknown',
  message: `No client can copy what ${quoted(name)} keeps: its image has no commands for that.`,
  remedy: 'Leave it out of `of`, and back it up as its manual says.',
});

export const backupOfServer = (volume: string, server: string): DiagnosticProps => ({
  id: 'backup-of-server-files',
  message: `The volume ${quoted(volume)} has the files of ${quoted(server)}, which writes to them while they are read.`,
  remedy: 'Name the server itself in `of`: its own client makes a copy that is whole.',
});

export const backupTargetInvalid = (): DiagnosticProps => ({
  id: 'backup-target-invalid',
  message: 'The backup does not say where to: its `to` was not made by a factory of BackupTarget.',
  remedy: "Use one such as BackupTarget.folder('/srv/backups').",
});

export const bucketInvalid = (what: 'endpoint' | 'bucket' | 'prefix', value: unknown): DiagnosticProps => ({
  id: 'backup-bucket-invalid',
  message: `${quoted(value)} cannot be the ${what} of a backup's storage.`,
  remedy:
    'Write an endpoint such as "https://s3.eu-central-1.amazonaws.com", and a bucket as "shop-backups". A prefix is a path such as "shop/live".',
});

export const keepInvalid = (names: readonly string[]): DiagnosticProps => ({
  id: 'backup-keep-invalid',
  message: 'The backup would keep nothing, or no whole number of backups.',
  remedy: `Give whole numbers above 0 for ${quotedList(names)}, or "all".`,
});

export const cloneInvalid = (stack: unknown): DiagnosticProps => ({
  id: 'backup-clone-invalid',
  message: `${quoted(stack)} is no other stack whose backups could be taken over.`,
  remedy: 'Name the stack as its Compose project is named, such as "shop-production".',
});
