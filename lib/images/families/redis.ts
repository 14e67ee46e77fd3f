/**
 * Redis: the official image, https://hub.docker.com/_/redis, and where the images that are made of it keep data.
 *
 * @module
 */
import type { CacheFamily } from '../cache';
import { parseReference } from '../facts';
import { keptAt, likeRedis, wordsOfRedis } from '../like-redis';

/** https://github.com/redis/docker-library-redis/blob/release/8.0/debian/Dockerfile: none is declared from 8.6 on */
const declares = (line: number): boolean => line < 8.06;

export const redis: CacheFamily = {
  id: 'redis',
  product: 'Redis',
  repository: 'redis',
  versions: '"8", "8.2" or "7.4-alpine"',
  example: '8.2',
  facts: (tag) => {
    const [, version] = VERSION.exec(tag) ?? [];
    if (version === undefined) return undefined;
    const declared = declares(lineOf(version)) ? ['/data'] : [];
    return likeRedis({ tag, product: 'Redis', repository: 'redis', version, declared, program: 'redis' });
  },
  isOld: (tag) => /^[1-5]\b/.test(tag),
  dataOf: (reference) => {
    const { repository, tag } = parseReference(reference);
    const found = MADE.find((one) => one.repository.test(repository));
    if (!found) return undefined;
    const [, version] = VERSION.exec(tag) ?? [];
    const declared = version === undefined || declares(lineOf(version)) ? [found.at] : [];
    const isOfficial = /^(library\/)?redis$/.test(repository);
    const name = isOfficial ? ['Redis', version].filter((part) => part !== undefined).join(' ') : repository;
    return keptAt(found.at, { name, ...(isOfficial ? { construct: 'Cache', declared } : { declared: [found.at] }) });
  },
  ...wordsOfRedis('redis-server'),
  // Debian's folder, and the one of Bitnami
  elsewhere: ['/var/lib/redis', '/bitnami/redis'],
};

/** https://github.com/docker-library/official-images/blob/master/library/redis */
const VERSION = /^([6-9](?:\.\d+)?|[1-9]\d(?:\.\d+)?)(?:\.\d+)?(?:-[a-z0-9.]+)?$/;

function lineOf(version: string): number {
  const [major = '', minor = '99'] = version.split('.');
  return Number(major) + Number(minor) / 100;
}

const MADE: readonly { readonly repository: RegExp; readonly at: string }[] = [
  // https://github.com/bitnami/containers/blob/main/bitnami/redis/7.4/debian-12/rootfs/opt/bitnami/scripts/redis-env.sh
  { repository: /^bitnami(legacy|secure)?\/redis$/, at: '/bitnami/redis/data' },
  // https://github.com/redis-stack/redis-stack/blob/master/etc/dockers/Dockerfile
  { repository: /^redis\/redis-stack(-server)?$/, at: '/data' },
  // the official image under any registry, and what others make of it under its name
  { repository: /^([^/]+\/)*redis$/, at: '/data' },
];
