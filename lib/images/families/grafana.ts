/**
 * Grafana: the official image, https://hub.docker.com/r/grafana/grafana, from https://github.com/grafana/grafana/blob/main/Dockerfile.
 * It declares no volume.
 *
 * @module
 */
import { namedBy, serverFamily } from '../server-family';

export const grafana = serverFamily({
  id: 'grafana',
  product: 'Grafana',
  repository: 'grafana/grafana',
  versions: '"13.2.0" or "12.4"',
  example: '13.2.0',
  tags: /^(1[1-9](?:\.\d+)?)(?:\.\d+)?(?:-ubuntu)?$/,
  user: { name: 'grafana', uid: 472, gid: 0 },
  port: 3000,
  tmpfs: ['/tmp', '/var/log/grafana'],
  stopGrace: '30s',
  data: { dataPath: '/var/lib/grafana', folder: '/var/lib/grafana', declared: [] },
  likewise: /^grafana\/grafana(-oss|-enterprise)?$/,
  hasParts: true,
  elsewhere: ['/opt/bitnami/grafana/data'],
  named: namedBy('GF_PATHS_DATA'),
});
