/**
 * Prometheus: the official image, https://hub.docker.com/r/prom/prometheus, from https://github.com/prometheus/prometheus/blob/main/Dockerfile.
 * It writes down its log of changes when it ends.
 *
 * @module
 */
import type { NamedFolder, ServerSettings } from '../family';
import { serverFamily } from '../server-family';

export const prometheus = serverFamily({
  id: 'prometheus',
  product: 'Prometheus',
  repository: 'prom/prometheus',
  versions: '"v3.13" or "v3.14.0"',
  example: 'v3.14.0',
  tags: /^(v[23]\.\d+)\.\d+(?:-[a-z]+)?$/,
  user: { name: 'nobody', uid: 65534, gid: 65534 },
  port: 9090,
  tmpfs: [],
  stopGrace: '1m',
  data: { dataPath: '/prometheus', folder: '/prometheus', declared: ['/prometheus'] },
  likewise: /(^|\/)prometheus$/,
  elsewhere: ['/var/lib/prometheus', '/opt/bitnami/prometheus/data'],
  named: folderInCommand,
});

/** https://prometheus.io/docs/prometheus/latest/command-line/prometheus/ */
function folderInCommand({ command }: ServerSettings): readonly NamedFolder[] | undefined {
  const path = command.flatMap((word) => /^--storage\.tsdb\.path=(.*)$/s.exec(word)?.slice(1) ?? []).at(-1);
  if (path !== undefined) return [{ path, by: '--storage.tsdb.path' }];
  // a command of one's own replaces the image's words, and the folder is then below the working directory
  return [];
}
