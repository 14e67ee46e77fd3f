/**
 * OpenSearch: the official image, https://hub.docker.com/r/opensearchproject/opensearch, from https://github.com/opensearch-project/opensearch-build/blob/main/docker/release/dockerfiles/opensearch.al2023.dockerfile.
 * It declares no volume, and refuses to run as root.
 *
 * @module
 */
import { namedBy, serverFamily } from '../server-family';

export const opensearch = serverFamily({
  id: 'opensearch',
  product: 'OpenSearch',
  repository: 'opensearchproject/opensearch',
  versions: '"3.8.0" or "2.19.6"',
  example: '3.8.0',
  tags: /^([23](?:\.\d+)?)(?:\.\d+)?$/,
  user: { name: 'opensearch', uid: 1000, gid: 1000 },
  port: 9200,
  tmpfs: ['/tmp', '/usr/share/opensearch/logs'],
  stopGrace: '2m',
  data: { dataPath: '/usr/share/opensearch/data', folder: '/usr/share/opensearch/data', declared: [] },
  elsewhere: ['/var/lib/opensearch', '/usr/share/elasticsearch/data'],
  named: namedBy('path.data'),
});
