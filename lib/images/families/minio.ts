/**
 * MinIO: the official image, https://quay.io/repository/minio/minio, from https://github.com/minio/minio/blob/master/Dockerfile.release.
 * Its project is archived; the folder is an argument of its command.
 *
 * @module
 */
import type { NamedFolder, ServerSettings } from '../family';
import { serverFamily } from '../server-family';

export const minio = serverFamily({
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
  data: { dataPath: '/data', folder: '/data', declared: ['/data'] },
  likewise: /^minio\/minio$/,
  elsewhere: ['/bitnami/minio', '/export', '/minio'],
  named: folderInCommand,
});

/** `server /export`: https://min.io/docs/minio/linux/reference/minio-server/minio-server.html */
function folderInCommand({ command }: ServerSettings): readonly NamedFolder[] | undefined {
  const at = command.indexOf('server');
  const folders = at < 0 ? [] : command.slice(at + 1).filter((word) => word.startsWith('/'));
  const [path, ...more] = folders;
  // several folders are several disks
  return path === undefined || more.length > 0 ? undefined : [{ path, by: 'its command' }];
}
