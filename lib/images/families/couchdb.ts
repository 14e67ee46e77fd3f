/**
 * CouchDB: the official image, https://hub.docker.com/_/couchdb, from https://github.com/apache/couchdb-docker/blob/main/3.5.1/Dockerfile.
 * Its administrators are in `etc/local.d`, which is no volume.
 *
 * @module
 */
import { serverFamily } from '../server-family';

export const couchdb = serverFamily({
  id: 'couchdb',
  product: 'CouchDB',
  repository: 'couchdb',
  versions: '"3.5" or "3.5.2"',
  example: '3.5',
  tags: /^(3(?:\.\d+)?)(?:\.\d+){0,2}$/,
  user: { name: 'couchdb', uid: 5984, gid: 5984 },
  port: 5984,
  tmpfs: ['/tmp'],
  stopGrace: '30s',
  data: { dataPath: '/opt/couchdb/data', folder: '/opt/couchdb/data', declared: ['/opt/couchdb/data'] },
  likewise: /^apache\/couchdb$/,
  elsewhere: ['/var/lib/couchdb', '/usr/local/var/lib/couchdb', '/bitnami/couchdb'],
});
