/**
 * Valkey: the official image, https://hub.docker.com/r/valkey/valkey, and where the images that are made of it keep data.
 *
 * @module
 */
import type { CacheFamily } from '../cache';
import { parseReference } from '../facts';
import { keptAt, likeRedis, wordsOfRedis } from '../like-redis';

export const valkey: CacheFamily = {
  id: 'valkey',
  product: 'Valkey',
  repository: 'valkey/valkey',
  versions: '"8.1", "9.0.5" or "8.1-alpine"',
  example: '8.1',
  facts: (tag) => {
    const [, version] = VERSION.exec(tag) ?? [];
    if (version === undefined) return undefined;
    // none is declared any more: https://github.com/valkey-io/valkey-container/pull/84
    return likeRedis({ tag, product: 'Valkey', repository: 'valkey/valkey', version, declared: [], program: 'valkey' });
  },
  dataOf: (reference) => {
    const { repository, tag } = parseReference(reference);
    const [, version] = VERSION.exec(tag) ?? [];
    if (/^bitnami(legacy|secure)?\/valkey$/.test(repository)) {
      // https://github.com/bitnami/containers/blob/main/bitnami/valkey/8.1/debian-12/rootfs/opt/bitnami/scripts/valkey-env.sh
      return keptAt('/bitnami/valkey/data', { name: repository, declared: ['/bitnami/valkey/data'] });
    }
    const name = ['Valkey', version].filter((part) => part !== undefined).join(' ');
    return keptAt('/data', { name, ...(repository === 'valkey/valkey' && { construct: 'Cache' }), declared: [] });
  },
  ...wordsOfRedis('valkey-server', 'redis-server'),
  elsewhere: ['/var/lib/valkey', '/var/lib/redis', '/bitnami/valkey'],
};

/** https://github.com/valkey-io/valkey-container/blob/mainline/versions.json */
const VERSION = /^((?:[789]|[1-9]\d)(?:\.\d+)?)(?:\.\d+)?(?:-[a-z0-9.]+)?$/;
