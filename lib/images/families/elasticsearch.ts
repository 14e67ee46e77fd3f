/**
 * Elasticsearch: the official image, https://www.docker.elastic.co/r/elasticsearch/elasticsearch, from https://github.com/elastic/dockerfiles/blob/9.2/elasticsearch/Dockerfile.
 * It declares no volume: without a mount, nothing outlives the container.
 *
 * @module
 */
import { namedBy, serverFamily } from '../server-family';

export const elasticsearch = serverFamily({
  id: 'elasticsearch',
  product: 'Elasticsearch',
  repository: 'docker.elastic.co/elasticsearch/elasticsearch',
  versions: '"9.2.1" or "8.19.3"',
  example: '9.2.1',
  tags: /^([789]\.\d+)\.\d+(?:-[a-z0-9.]+)?$/,
  user: { name: 'elasticsearch', uid: 1000, gid: 0 },
  port: 9200,
  tmpfs: ['/tmp', '/usr/share/elasticsearch/logs'],
  stopGrace: '2m',
  data: { dataPath: '/usr/share/elasticsearch/data', folder: '/usr/share/elasticsearch/data', declared: [] },
  likewise: /(^|\/)elasticsearch$/,
  elsewhere: ['/var/lib/elasticsearch', '/bitnami/elasticsearch'],
  named: namedBy('path.data'),
});
