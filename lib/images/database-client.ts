/**
 * Facts about clients of databases: how one in a container of its own copies a database.
 *
 * @module
 */
import type { ComposeText, Variable } from '../languages/compose';

/** A database as a client of its server reaches it. */
export interface ClientLogin {
  /** Name of the server in the network. */
  readonly host: string;
  readonly database: string | Variable;
  readonly user: string | Variable;
  /** The variable of the client that names the file with the user's password. */
  readonly passwordIn: string;
}

/**
 * Commands of a client that has the image and the variables of the server. They end with another status than 0 if
 * anything fails.
 */
export interface DatabaseClientFacts {
  /** Whether the user that the image makes first reaches every database, and knows all roles. @default false */
  readonly reachesAll?: boolean;
  /** Writes a copy to standard output, not compressed: so two copies have most blocks in common. */
  dump(login: ClientLogin): readonly ComposeText[];
  /** Reads such a copy from standard input into an empty database. */
  restore(login: ClientLogin): readonly ComposeText[];
  /** Prints the name of a table that somebody made; nothing for an empty database. */
  content(login: ClientLogin): readonly ComposeText[];
  /** Leaves an empty database. */
  clear(login: ClientLogin): readonly ComposeText[];
}
