/**
 * ClickHouse: the official image, https://hub.docker.com/r/clickhouse/clickhouse-server, from https://github.com/ClickHouse/docker-library/blob/main/dockerfiles/server/Dockerfile.ubuntu.
 * The script at the start writes users into `users.d`.
 *
 * @module
 */
import { serverFamily } from '../server-family';

export const clickhouse = serverFamily({
  id: 'clickhouse',
  product: 'ClickHouse',
  repository: 'clickhouse/clickhouse-server',
  versions: '"26.3" or "25.8-alpine"',
  example: '26.3',
  tags: /^(\d\d\.\d{1,2})(?:\.\d+){0,2}(?:-alpine)?$/,
  user: { name: 'clickhouse', uid: 101, gid: 101 },
  port: 8123,
  tmpfs: ['/tmp', '/var/log/clickhouse-server', '/etc/clickhouse-server/users.d'],
  stopGrace: '1m',
  data: { dataPath: '/var/lib/clickhouse', folder: '/var/lib/clickhouse', declared: ['/var/lib/clickhouse'] },
  likewise: /(^|\/)(clickhouse|clickhouse-server)$/,
  elsewhere: ['/bitnami/clickhouse'],
});
