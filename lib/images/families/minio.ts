/**
 * MinIO: the official image, https://quay.io/repository/minio/minio, from https://github.com/minio/minio/blob/master/Dockerfile.release.
 * Its project is archived, and there are no new images: https://github.com/minio/minio/issues/21714. The folder is an
 * argument of its command.
 *
 * @module
 */
import type { NamedFolder, ServerSettings } from '../family';
import type { ObjectStoreFamily, ObjectStoreRun, ObjectStoreSettings } from '../object-store';
import { serverFamily } from '../server-family';

const DATA = { dataPath: '/data', folder: '/data', declared: ['/data'] } as const;

const PASSWORD = 'MINIO_ROOT_PASSWORD_FILE';

const server = serverFamily({
  id: 'minio',
  product: 'MinIO',
  repository: 'minio/minio',
  versions: '"RELEASE.2025-09-07T16-13-09Z"',
  example: 'RELEASE.2025-09-07T16-13-09Z',
  tags: /^(RELEASE\.20\d\d-\d\d-\d\dT[\d-]+Z)(?:-[a-z0-9.]+)?$/,
  user: { name: 'root', uid: 0, gid: 0 },
  port: 9000,
  tmpfs: ['/tmp'],
  stopGrace: '30s',
  data: DATA,
  likewise: /^minio\/minio$/,
  elsewhere: ['/bitnami/minio', '/export', '/minio'],
  named: folderInCommand,
  construct: 'ObjectStore',
});

export const minio: ObjectStoreFamily = {
  ...server,
  facts: (tag) => {
    const facts = server.facts(tag);
    // Docker Hub no longer has it: https://github.com/Mindtrace/mindtrace/pull/571
    const reference = `quay.io/minio/minio:${tag}`;
    return facts && { ...facts, ...DATA, reference, passwordFile: PASSWORD, start: START, run };
  },
};

/**
 * Asks as a client does, with a signature. The image has bash, also as `sh`, and curl, but no sed:
 * https://curl.se/docs/manpage.html#--aws-sigv4
 */
const SIGNED = [
  `p=$(cat "$${PASSWORD}")`,
  'p=${p//\\\\/\\\\\\\\} && p=${p//\\"/\\\\\\"}',
  String.raw`signed() { printf 'user = "%s:%s"\naws-sigv4 = "aws:amz:%s:s3"\n' "$MINIO_ROOT_USER" "$p" "$MINIO_REGION" | curl --config - --noproxy '*' --silent --output /dev/null "$@"; }`,
].join('\n');

function run({ keyId, buckets, region, settings }: ObjectStoreSettings): ObjectStoreRun {
  return {
    // https://min.io/docs/minio/linux/reference/minio-server/settings/root-credentials.html
    environment: {
      MINIO_ROOT_USER: keyId,
      MINIO_REGION: region,
      S3_BUCKETS: buckets.join(' '),
      MC_CONFIG_DIR: '/tmp/mc',
      ...settings,
    },
    command: ['minio', 'server', '/data'],
    probe: [
      'bash',
      '-c',
      `${SIGNED}\nfor bucket in $S3_BUCKETS; do signed --fail "http://127.0.0.1:9000/$bucket" || exit 1; done; signed --fail http://127.0.0.1:9000/`,
    ],
  };
}

const START = [
  'set -eu',
  SIGNED,
  '(',
  '  until curl --silent --fail --output /dev/null http://127.0.0.1:9000/minio/health/ready; do sleep 0.5; done',
  // a bucket that is there already is no mistake
  '  for bucket in $S3_BUCKETS; do signed --request PUT "http://127.0.0.1:9000/$bucket"; done',
  ') &',
  'unset p',
  'exec docker-entrypoint.sh "$@"',
].join('\n');

/** `server /export`: https://min.io/docs/minio/linux/reference/minio-server/minio-server.html */
function folderInCommand({ command }: ServerSettings): readonly NamedFolder[] | undefined {
  const at = command.indexOf('server');
  const folders = at < 0 ? [] : command.slice(at + 1).filter((word) => word.startsWith('/'));
  const [path, ...more] = folders;
  // several folders are several disks
  return path === undefined || more.length > 0 ? undefined : [{ path, by: 'its command' }];
}
