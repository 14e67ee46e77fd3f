/**
 * @module
 */
import type { Construct } from 'constructs';
import { ComposeConstruct, type Connection, type Provider } from '../../lib/core';
import { SecretFile, type SecretSource } from '../secrets';
import type { DumpClient } from '../storage';
import { connectionTo, type DatabaseAddress, type DatabaseDetail } from './connection';

/** The properties of a {@link FurtherDatabase}. */
export interface FurtherDatabaseProps {
  /** Name of the user that owns it. @default the database's name */
  readonly user?: string;
  /** Where the user's password comes from. A new value counts from the next start of the server on. @default `SecretSource.generated()` */
  readonly password?: SecretSource;
  /** Extensions of PostgreSQL that it has, such as `pgcrypto`; its image must contain them. @default none */
  readonly extensions?: readonly string[];
}

/**
 * A further database of a server, with a user of its own. `database` of a {@link Database} makes one, and clients connect
 * to it as to that.
 *
 * @example
 * ```ts
 * const bss = db.database('bss', { user: 'bss' });
 * web.connect(bss, { as: 'BSS' });
 * ```
 */
export class FurtherDatabase extends ComposeConstruct implements Provider<DatabaseDetail> {
  /** The password of its user. */
  readonly password: SecretFile;
  /** Writes a copy of the database to standard output: for `docker compose exec -T`. */
  readonly dumpCommand: readonly string[];
  /** Reads such a copy from standard input and replaces the database by it: for `docker compose exec -T`. */
  readonly restoreCommand: readonly string[];
  /** The client that copies it from a container of its own, for a `Backup`. */
  readonly dumpClient: DumpClient | undefined;
  readonly #address: DatabaseAddress;

  /** @internal */
  constructor(
    scope: Construct,
    id: string,
    place: Omit<DatabaseAddress, 'password'> & {
      readonly source?: SecretSource;
      readonly dumpClient: (password: SecretFile) => DumpClient | undefined;
    },
  ) {
    super(scope, id);
    const { source, dumpClient, ...address } = place;
    this.password = new SecretFile(this, 'password', source ? { source } : {});
    this.#address = { ...address, password: this.password };
    this.dumpClient = dumpClient(this.password);
    const { image, database, user } = address;
    const login = { database, user, passwordFile: `/run/secrets/${this.password.secret.name}` };
    // names and files are known, so every word is a text
    const texts = (words: readonly unknown[]): readonly string[] => words.filter((word) => typeof word === 'string');
    this.dumpCommand = texts(image.dump(login));
    this.restoreCommand = texts(image.restore(login));
  }

  connection(prefix?: string): Connection<DatabaseDetail> {
    return connectionTo(this.#address, prefix);
  }
}
