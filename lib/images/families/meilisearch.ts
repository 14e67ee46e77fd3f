/**
 * Meilisearch: the official image, https://hub.docker.com/r/getmeili/meilisearch, from https://github.com/meilisearch/meilisearch/blob/main/Dockerfile.
 * It declares no volume; its folder is the working directory, and it runs as root.
 *
 * @module
 */
import { namedBy, serverFamily } from '../server-family';

export const meilisearch = serverFamily({
  id: 'meilisearch',
  product: 'Meilisearch',
  repository: 'getmeili/meilisearch',
  versions: '"v1.53" or "v1.53.1"',
  example: 'v1.53',
  tags: /^(v1\.\d+)(?:\.\d+)?$/,
  user: { name: 'root', uid: 0, gid: 0 },
  port: 7700,
  tmpfs: ['/tmp'],
  stopGrace: '30s',
  data: { dataPath: '/meili_data', folder: '/meili_data/data.ms', declared: [] },
  elsewhere: ['/data.ms', '/var/lib/meilisearch', '/data'],
  named: namedBy('MEILI_DB_PATH'),
});
