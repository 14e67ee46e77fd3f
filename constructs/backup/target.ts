/**
 * Where backups are kept.
 *
 * @module
 */
import {
  type ComposeText,
  composeText,
  type DiagnosticProps,
  either,
  form,
  optional,
  record,
  string,
  union,
  type Volume,
  type VolumeHolder,
  volumeOf,
} from '../../lib/core';
import { type SecretFile, type SecretSource, secretSourceForm } from '../secrets';
import { bucketInvalid } from './errors';

/** Where backups are kept, told apart by `kind`; the factories of the same name make one. */
export type BackupTarget = BackupFolder | BackupVolume | BackupBucket;

/** A folder of the host; `BackupTarget.folder` makes one. */
export interface BackupFolder {
  /** Tells it from other targets. */
  readonly kind: 'folder';
  /** Its path on the host, relative to the folder of `stack.ts`. */
  readonly folder: ComposeText;
}

/** A volume; `BackupTarget.volume` makes one. */
export interface BackupVolume {
  /** Tells it from other targets. */
  readonly kind: 'volume';
  /** The volume, such as one of another machine. */
  readonly volume: Volume | VolumeHolder;
}

/** A bucket of S3 or of a storage that speaks its protocol; `BackupTarget.s3` makes one. */
export interface BackupBucket extends BucketProps {
  /** Tells it from other targets. */
  readonly kind: 's3';
}

/** The properties of a bucket. */
export interface BucketProps {
  /** Scheme and host, such as `https://s3.eu-central-1.amazonaws.com` or `http://minio:9000`. */
  readonly endpoint: string;
  /** Name of the bucket. It is made if it is not there, where the key may do that. */
  readonly bucket: string;
  /** Folder in the bucket. @default the bucket itself */
  readonly prefix?: string;
  /** Region of the bucket. @default restic finds it out */
  readonly region?: string;
  /** Id of the access key; it is no secret. */
  readonly keyId: ComposeText;
  /** Where the secret half of the access key comes from, or the file of an ObjectStore. */
  readonly secretKey: SecretSource | SecretFile;
}

/**
 * Factories of targets.
 *
 * @example
 * ```ts
 * const to = BackupTarget.s3({
 *   endpoint: 'https://s3.eu-central-1.amazonaws.com',
 *   bucket: 'shop-backups',
 *   keyId: 'AKIAIOSFODNN7EXAMPLE',
 *   secretKey: SecretSource.file('./secrets/backup-key'),
 * });
 * new Backup(this, 'offsite', { of: [db], to });
 * ```
 */
export const BackupTarget = {
  /** A folder of the host that is there already, best on a disk of its own or of another machine. */
  folder: (folder: ComposeText): BackupFolder => ({ kind: 'folder', folder }),
  /** A volume. `docker compose down --volumes` would remove it with the data, unless it is `external`. */
  volume: (volume: Volume | VolumeHolder): BackupVolume => ({ kind: 'volume', volume }),
  /** A bucket of S3, or of a storage that speaks its protocol. */
  s3: (props: BucketProps): BackupBucket => ({ kind: 's3', ...props }),
} as const;

const NOUN = "a target, such as BackupTarget.folder('/srv/backups')";
const secretFileForm = form('a SecretFile', isSecretFile);

const KIND = form('a kind of target', () => true);

/** The form of a target. */
export const targetForm = union(NOUN, {
  folder: record(NOUN, { kind: KIND, folder: composeText }),
  volume: record(NOUN, { kind: KIND, volume: form('a volume', (value) => volumeOf(value) !== undefined) }),
  s3: record(NOUN, {
    kind: KIND,
    endpoint: string,
    bucket: string,
    prefix: optional(string),
    region: optional(string),
    keyId: composeText,
    secretKey: either('a secret source, or a SecretFile', secretSourceForm, secretFileForm),
  }),
});

/** Where a folder or a volume lies in the containers. */
export const REPOSITORY = '/repository';

/** The repository as restic names it, https://restic.readthedocs.io/en/stable/030_preparing_a_new_repo.html. */
export function repositoryOf(target: BackupTarget): string {
  if (target.kind !== 's3') return REPOSITORY;
  const { endpoint, bucket, prefix } = target;
  return `s3:${endpoint}/${[bucket, ...(prefix === undefined ? [] : [prefix])].join('/')}`;
}

/** The repository as messages name it. */
export function nameOf(target: BackupTarget): string {
  switch (target.kind) {
    case 'folder':
      return typeof target.folder === 'string' ? target.folder : REPOSITORY;
    case 'volume':
      return `the volume ${('volume' in target.volume ? target.volume.volume : target.volume).name}`;
    case 's3':
      return repositoryOf(target);
  }
}

/** Whether something is a target, of whichever copy of this library. */
export function isTarget(candidate: unknown): candidate is BackupTarget {
  if (typeof candidate !== 'object' || candidate === null || !('kind' in candidate)) return false;
  return typeof candidate.kind === 'string' && ['folder', 'volume', 's3'].includes(candidate.kind);
}

/** The mistakes in a target that no verb would find. */
export function problemsOfTarget(target: BackupTarget): readonly DiagnosticProps[] {
  if (target.kind !== 's3') return [];
  const { endpoint, bucket, prefix = 'none' } = target;
  return [
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    ...(/^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/.test(endpoint) ? [] : [bucketInvalid('endpoint', endpoint)]),
    ...(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) ? [] : [bucketInvalid('bucket', bucket)]),
    ...(/^[\w.-]+(\/[\w.-]+)*$/.test(prefix) ? [] : [bucketInvalid('prefix', prefix)]),
  ];
}

/** Whether a key is in a file that is there already, from whichever copy of this library. */
export function isSecretFile(candidate: unknown): candidate is SecretFile {
  return typeof candidate === 'object' && candidate !== null && 'secret' in candidate && 'node' in candidate;
}
