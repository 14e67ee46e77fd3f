/**
 * @module
 */
import { family } from '../../lib/images';
import type { CacheEngine, DatabaseEngine, ObjectStoreEngine, QueueEngine, SearchEngine } from './engine';
import { cacheEngine, databaseEngine, objectStoreEngine, queueEngine, searchEngine } from './official';

/**
 * Factories of engines.
 *
 * @example
 * ```ts
 * new Database(this, 'shop-db', { engine: Engine.mariadb('11.8'), database: 'shop' });
 * new Cache(this, 'pages', { engine: Engine.valkey('8.1') });
 * ```
 */
export const Engine = {
  /** PostgreSQL; the version is a tag of the official image such as `17`, `17.6` or `18-alpine`. */
  postgres: (version: string): DatabaseEngine => databaseEngine(family('postgres'), version),
  /** MariaDB; the version is a tag of the official image such as `11.8`, `11.8.8` or `12.3-ubi`. */
  mariadb: (version: string): DatabaseEngine => databaseEngine(family('mariadb'), version),
  /** PostgreSQL with pgvector; the version is a tag of its image such as `0.8.1-pg17` or `pg17`. */
  pgvector: (version: string): DatabaseEngine => databaseEngine(family('pgvector'), version),
  /** PostgreSQL with PostGIS; the version is a tag of its image such as `17-3.5` or `18-3.6-alpine`. */
  postgis: (version: string): DatabaseEngine => databaseEngine(family('postgis'), version),
  /** PostgreSQL with TimescaleDB; the version is a tag of its image such as `2.22.1-pg17`. */
  timescaledb: (version: string): DatabaseEngine => databaseEngine(family('timescaledb'), version),
  /** MySQL; the version is a tag of the official image such as `8.4`, `9.7` or `26.7`. */
  mysql: (version: string): DatabaseEngine => databaseEngine(family('mysql'), version),
  /** MongoDB; the version is a tag of the official image such as `8.0` or `8.0.29`. */
  mongodb: (version: string): DatabaseEngine => databaseEngine(family('mongodb'), version),
  /** Valkey; the version is a tag of the official image such as `8.1`, `9.0.5` or `8.1-alpine`. */
  valkey: (version: string): CacheEngine => cacheEngine(family('valkey'), version),
  /** Redis; the version is a tag of the official image such as `8.2`, `7.4.11` or `8.2-alpine`. */
  redis: (version: string): CacheEngine => cacheEngine(family('redis'), version),
  /** Memcached; the version is a tag of the official image such as `1.6` or `1.6-alpine`. */
  memcached: (version: string): CacheEngine => cacheEngine(family('memcached'), version),
  /** RabbitMQ; the version is a tag of the official image such as `4.2`, `4.3-management` or `4.2-alpine`. */
  rabbitmq: (version: string): QueueEngine => queueEngine(family('rabbitmq'), version),
  /** NATS with JetStream; the version is a tag of the official image such as `2.12`, in its Alpine variant. */
  nats: (version: string): QueueEngine => queueEngine(family('nats'), version),
  /** Elasticsearch; the version is a tag of the official image such as `9.2.1` or `8.19.3`. */
  elasticsearch: (version: string): SearchEngine => searchEngine(family('elasticsearch'), version),
  /** OpenSearch; the version is a tag of the official image such as `3.8.0` or `2.19.6`. */
  opensearch: (version: string): SearchEngine => searchEngine(family('opensearch'), version),
  /** Meilisearch; the version is a tag of the official image such as `v1.53` or `v1.53.1`. */
  meilisearch: (version: string): SearchEngine => searchEngine(family('meilisearch'), version),
  /** SeaweedFS; the version is a tag of the official image such as `4.48`. */
  seaweedfs: (version: string): ObjectStoreEngine => objectStoreEngine(family('seaweedfs'), version),
  /** MinIO, whose project is archived; the version is a tag of its image such as `RELEASE.2025-09-07T16-13-09Z`. */
  minio: (version: string): ObjectStoreEngine => objectStoreEngine(family('minio'), version),
} as const;
