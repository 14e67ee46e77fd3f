/**
 * Every family that is known: how its images are called, and the file with its facts.
 *
 * @module
 */
import type { CacheFamily } from './cache';
import type { DatabaseFamily } from './database';
import { parseReference } from './facts';
import type { ImageFamily } from './family';
import type { QueueFamily } from './queue';

// The types of the modules that are loaded here, and only here. In the package, each is a file of its own.
const FAMILIES = {
  postgres: () => (require('./families/postgres') as typeof import('./families/postgres')).postgres,
  mariadb: () => (require('./families/mariadb') as typeof import('./families/mariadb')).mariadb,
  pgvector: () => (require('./families/postgres') as typeof import('./families/postgres')).pgvector,
  postgis: () => (require('./families/postgres') as typeof import('./families/postgres')).postgis,
  timescaledb: () => (require('./families/postgres') as typeof import('./families/postgres')).timescaledb,
  mysql: () => (require('./families/mysql') as typeof import('./families/mysql')).mysql,
  mongodb: () => (require('./families/mongodb') as typeof import('./families/mongodb')).mongodb,
  redis: () => (require('./families/redis') as typeof import('./families/redis')).redis,
  valkey: () => (require('./families/valkey') as typeof import('./families/valkey')).valkey,
  memcached: () => (require('./families/memcached') as typeof import('./families/memcached')).memcached,
  rabbitmq: () => (require('./families/rabbitmq') as typeof import('./families/rabbitmq')).rabbitmq,
  nats: () => (require('./families/nats') as typeof import('./families/nats')).nats,
  elasticsearch: () => (require('./families/elasticsearch') as typeof import('./families/elasticsearch')).elasticsearch,
  opensearch: () => (require('./families/opensearch') as typeof import('./families/opensearch')).opensearch,
  meilisearch: () => (require('./families/meilisearch') as typeof import('./families/meilisearch')).meilisearch,
  couchdb: () => (require('./families/couchdb') as typeof import('./families/couchdb')).couchdb,
  clickhouse: () => (require('./families/clickhouse') as typeof import('./families/clickhouse')).clickhouse,
  minio: () => (require('./families/minio') as typeof import('./families/minio')).minio,
  seaweedfs: () => (require('./families/seaweedfs') as typeof import('./families/seaweedfs')).seaweedfs,
  grafana: () => (require('./families/grafana') as typeof import('./families/grafana')).grafana,
  prometheus: () => (require('./families/prometheus') as typeof import('./families/prometheus')).prometheus,
  stepCa: () => (require('./families/step-ca') as typeof import('./families/step-ca')).stepCa,
  caddy: () => (require('./families/caddy') as typeof import('./families/caddy')).caddy,
} as const;

/** A family whose facts may not be loaded yet. */
export type KnownFamily =
  | {
      readonly kind: 'database';
      readonly id: string;
      readonly images: RegExp;
      load(): DatabaseFamily;
      /** Families whose images are made of this one's, and run as it does. @default none */
      readonly made?: readonly (() => DatabaseFamily)[];
    }
  | { readonly kind: 'cache'; readonly id: string; readonly images: RegExp; load(): CacheFamily }
  | { readonly kind: 'queue'; readonly id: string; readonly images: RegExp; load(): QueueFamily }
  | { readonly kind: 'server'; readonly id: string; readonly images: RegExp; load(): ImageFamily };

/** By the names of repositories that contain the product, from any publisher. The first that fits counts. */
export const known: readonly KnownFamily[] = [
  {
    kind: 'database',
    id: 'postgres',
    images: /(postgres|postgresql|postgis|pgvector|timescaledb(-ha)?|\/(paradedb|citus|pgrouting)|^apache\/age)$/,
    load: FAMILIES.postgres,
    made: [FAMILIES.pgvector, FAMILIES.postgis, FAMILIES.timescaledb],
  },
  { kind: 'database', id: 'mariadb', images: /(mariadb|mariadb-aria|mariadb-devel)$/, load: FAMILIES.mariadb },
  { kind: 'database', id: 'mysql', images: /(^|[/-])(mysql|mysql-server|community-server)$/, load: FAMILIES.mysql },
  {
    kind: 'database',
    id: 'mongodb',
    images: /(^|[/-])(mongo|mongodb|mongodb-(community|enterprise)-server)$/,
    load: FAMILIES.mongodb,
  },
  { kind: 'cache', id: 'redis', images: /(^|[/-])redis(-stack-server|-stack)?$/, load: FAMILIES.redis },
  { kind: 'cache', id: 'valkey', images: /(^|[/-])valkey(-bundle)?$/, load: FAMILIES.valkey },
  { kind: 'queue', id: 'rabbitmq', images: /(^|[/-])rabbitmq$/, load: FAMILIES.rabbitmq },
  { kind: 'queue', id: 'nats', images: /(^|[/-])nats$/, load: FAMILIES.nats },
  { kind: 'cache', id: 'memcached', images: /(^|[/-])memcached$/, load: FAMILIES.memcached },
  { kind: 'server', id: 'elasticsearch', images: /(^|\/)elasticsearch$/, load: FAMILIES.elasticsearch },
  { kind: 'server', id: 'opensearch', images: /(^|\/)opensearch$/, load: FAMILIES.opensearch },
  { kind: 'server', id: 'meilisearch', images: /(^|\/)meilisearch$/, load: FAMILIES.meilisearch },
  { kind: 'server', id: 'couchdb', images: /(^|\/)couchdb$/, load: FAMILIES.couchdb },
  { kind: 'server', id: 'clickhouse', images: /(^|\/)(clickhouse|clickhouse-server)$/, load: FAMILIES.clickhouse },
  { kind: 'server', id: 'minio', images: /(^|\/)minio$/, load: FAMILIES.minio },
  { kind: 'server', id: 'seaweedfs', images: /(^|\/)seaweedfs$/, load: FAMILIES.seaweedfs },
  { kind: 'server', id: 'grafana', images: /(^|\/)grafana(-oss|-enterprise)?$/, load: FAMILIES.grafana },
  { kind: 'server', id: 'prometheus', images: /(^|\/)prometheus$/, load: FAMILIES.prometheus },
  { kind: 'server', id: 'step-ca', images: /(^|\/)step-ca$/, load: FAMILIES.stepCa },
  { kind: 'server', id: 'caddy', images: /(^|\/)caddy$/, load: FAMILIES.caddy },
];

/** The facts about a family. */
export function family<Id extends keyof typeof FAMILIES>(id: Id): ReturnType<(typeof FAMILIES)[Id]> {
  return FAMILIES[id]() as ReturnType<(typeof FAMILIES)[Id]>; // TypeScript does not follow the id into the call
}

/** The family that an image is of, by its name alone. @param reference that may end after its name */
export function familyOf(reference: string): ImageFamily | undefined {
  return entryOf(reference)?.load();
}

/** A family that a construct runs. */
export type RunFamily =
  | { readonly kind: 'database'; readonly family: DatabaseFamily }
  | { readonly kind: 'cache'; readonly family: CacheFamily }
  | { readonly kind: 'queue'; readonly family: QueueFamily };

/** The same for products that constructs run; the families that the image may be of, the product's own first. */
export function runFamiliesOf(reference: string): readonly RunFamily[] {
  const entry = entryOf(reference);
  if (entry === undefined || entry.kind === 'server') return [];
  if (entry.kind === 'cache') return [{ kind: 'cache', family: entry.load() }];
  if (entry.kind === 'queue') return [{ kind: 'queue', family: entry.load() }];
  return [entry.load, ...(entry.made ?? [])].map((load) => ({ kind: 'database', family: load() }));
}

function entryOf(reference: string): KnownFamily | undefined {
  const { repository } = parseReference(reference.toLowerCase());
  return known.find(({ images }) => images.test(repository));
}
