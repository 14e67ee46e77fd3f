/**
 * Which server runs.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import type {
  CacheFacts,
  DatabaseFacts,
  DatabaseLogin,
  ObjectStoreFacts,
  QueueFacts,
  SearchFacts,
  ServerFacts,
} from '../../lib/images';
import type { Variable } from '../../lib/languages/compose';

/** A server product in one version: all facts to run it and to reach it. */
export interface ServerEngine {
  /** The construct that runs it, in lower case: `database`. */
  readonly kind: string;
  /** The product, for programs: `postgres`. */
  readonly name: string;
  /** The product, for people: `PostgreSQL`. */
  readonly product: string;
  /** The version that was asked for. */
  readonly version: string;
  /** The facts about the image; of another version if the requested one is unknown. */
  readonly image: ServerFacts;
  /** The mistake in the version. */
  readonly problems: readonly DiagnosticProps[];
}

/**
 * A database product in one version: all facts to run it and to reach it.
 *
 * @example An engine of your own, with the image of another
 * ```ts
 * const official = Engine.postgres('17');
 * const engine: DatabaseEngine = { ...official, image: { ...official.image, reference: 'pgvector/pgvector:pg17' } };
 * new Database(this, 'db', { engine, database: 'shop' });
 * ```
 */
export interface DatabaseEngine extends ServerEngine {
  /** Tells it from engines of other kinds. */
  readonly kind: 'database';
  readonly image: DatabaseFacts;
  /** The mistakes in the names of a database and its user. */
  check(login: DatabaseLogin): readonly DiagnosticProps[];
  /** The variables that the server gets beside its passwords. */
  environment(login: DatabaseLogin): Readonly<Record<string, string | Variable>>;
  /** The variable that names the file with the user's password. */
  readonly passwordFile: string;
  /** The same for the administrator, if there is one beside the user. */
  readonly rootPasswordFile?: string;
}

/** A cache product in one version: all facts to run it and to reach it. */
export interface CacheEngine extends ServerEngine {
  /** Tells it from engines of other kinds. */
  readonly kind: 'cache';
  readonly image: CacheFacts;
}

/** A message broker in one version: all facts to run it and to reach it. */
export interface QueueEngine extends ServerEngine {
  /** Tells it from engines of other kinds. */
  readonly kind: 'queue';
  readonly image: QueueFacts;
}

/** A search engine in one version: all facts to run it and to reach it. */
export interface SearchEngine extends ServerEngine {
  /** Tells it from engines of other kinds. */
  readonly kind: 'search';
  readonly image: SearchFacts;
}

/** An object store in one version: all facts to run it and to reach it. */
export interface ObjectStoreEngine extends ServerEngine {
  /** Tells it from engines of other kinds. */
  readonly kind: 'object store';
  readonly image: ObjectStoreFacts;
}
