/**
 * The names that frameworks read for an object store.
 *
 * @module
 */
import type { ConnectionDetail, FrameworkWords } from '../../lib/core';

interface Store {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly keyId: string;
  readonly secretKey: ConnectionDetail;
}

/** @param prefix of the names, where the client has one */
export function wordsOf(store: Store, prefix: string | undefined): FrameworkWords {
  const { endpoint, region, bucket, keyId, secretKey } = store;
  const aws = prefix ?? 'AWS';
  const spring = prefix ?? 'SPRING_CLOUD_AWS';
  const key = { [`${aws}_ACCESS_KEY_ID`]: keyId, [`${aws}_SECRET_ACCESS_KEY`]: secretKey };
  return {
    // https://laravel.com/docs/filesystem#amazon-s3-compatible-filesystems
    laravel: {
      FILESYSTEM_DISK: 's3',
      ...key,
      [`${aws}_DEFAULT_REGION`]: region,
      [`${aws}_BUCKET`]: bucket,
      [`${aws}_ENDPOINT`]: endpoint,
      [`${aws}_USE_PATH_STYLE_ENDPOINT`]: 'true',
    },
    // https://docs.awspring.io/spring-cloud-aws/docs/3.4.0/reference/html/index.html#configuration
    spring: {
      [`${spring}_CREDENTIALS_ACCESS_KEY`]: keyId,
      [`${spring}_CREDENTIALS_SECRET_KEY`]: secretKey,
      [`${spring}_REGION_STATIC`]: region,
      [`${spring}_S3_ENDPOINT`]: endpoint,
      [`${spring}_S3_PATH_STYLE_ACCESS_ENABLED`]: 'true',
    },
  };
}
