/**
 * Every family that is known: how its images are called, and the file with its facts.
 *
 * @module
 */
import type { DatabaseFamily } from './database';
import { parseReference } from './facts';
import type { ImageFamily } from './family';

// The types of the modules that are loaded here, and only here. In the package, each is a file of its own.
const FAMILIES = {
  postgres: () => (require('./families/postgres') as typeof import('./families/postgres')).postgres,
  mariadb: () => (require('./families/mariadb') as typeof import('./families/mariadb')).mariadb,
  redis: () => (require('./families/redis') as typeof import('./families/redis')).redis,
  valkey: () => (require('./families/valkey') as typeof import('./families/valkey')).valkey,
  memcached: () => (require('./families/memcached') as typeof import('./families/memcached')).memcached,
  rabbitmq: () => (require('./families/rabbitmq') as typeof import('./families/rabbitmq')).rabbitmq,
  nats: () => (require('./families/nats') as typeof import('./families/nats')).nats,
} as const;

/** A family whose facts may not be loaded yet. */
export type KnownFamily =
  | { readonly kind: 'database'; readonly id: string; readonly images: RegExp; load(): DatabaseFamily }
  | { readonly kind: 'server'; readonly id: string; readonly images: RegExp; load(): ImageFamily };

/** By the names of repositories that contain the product, from any publisher. The first that fits counts. */
export const known: readonly KnownFamily[] = [
  {
    kind: 'database',
    id: 'postgres',
    images: /(postgres|postgresql|postgis|pgvector|timescaledb(-ha)?|\/(paradedb|citus|pgrouting)|^apache\/age)$/,
    load: FAMILIES.postgres,
  },
  { kind: 'database', id: 'mariadb', images: /(mariadb|mariadb-aria|mariadb-devel)$/, load: FAMILIES.mariadb },
  { kind: 'server', id: 'redis', images: /(^|[/-])redis(-stack-server|-stack)?$/, load: FAMILIES.redis },
  { kind: 'server', id: 'valkey', images: /(^|[/-])valkey(-bundle)?$/, load: FAMILIES.valkey },
  { kind: 'server', id: 'rabbitmq', images: /(^|[/-])rabbitmq$/, load: FAMILIES.rabbitmq },
  { kind: 'server', id: 'nats', images: /(^|[/-])nats$/, load: FAMILIES.nats },
  { kind: 'server', id: 'memcached', images: /(^|[/-])memcached$/, load: FAMILIES.memcached },
];

/** The facts about a family. */
export function family<Id extends keyof typeof FAMILIES>(id: Id): ReturnType<(typeof FAMILIES)[Id]> {
  return FAMILIES[id]() as ReturnType<(typeof FAMILIES)[Id]>; // TypeScript does not follow the id into the call
}

/** The family that an image is of, by its name alone. @param reference that may end after its name */
export function familyOf(reference: string): ImageFamily | undefined {
  return entryOf(reference)?.load();
}

/** The same for databases alone. */
export function databaseOf(reference: string): DatabaseFamily | undefined {
  const entry = entryOf(reference);
  return entry?.kind === 'database' ? entry.load() : undefined;
}

function entryOf(reference: string): KnownFamily | undefined {
  const { repository } = parseReference(reference.toLowerCase());
  return known.find(({ images }) => images.test(repository));
}
