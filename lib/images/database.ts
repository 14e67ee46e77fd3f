/**
 * Facts about database images: how to run one, where it keeps its data, and how clients reach it.
 *
 * @module
 */
import { type ComposeText, text, type Variable } from '../languages/compose';
import type { DatabaseClientFacts } from './database-client';
import type { DataFolders, ServerFacts } from './facts';
import type { ImageFamily, ServerWords } from './family';

/** A database and the user who owns it. */
export interface DatabaseLogin {
  readonly database: DatabaseName;
  readonly user: DatabaseName;
  /** Path of the file with the user's password in the server's container. @default the path that the server's variable names */
  readonly passwordFile?: string;
}

/** A further database with a user of its own, on a server that has one already. */
export interface OwnedDatabase {
  readonly database: string;
  readonly user: string;
  /** Path of the file with the user's password in the server's container. */
  readonly passwordFile: string;
  /** Extensions of the database. */
  readonly extensions: readonly string[];
}

/** A name that is known, or that only the deploying host knows. */
export type DatabaseName = string | Variable;

/** A word of a command with a name: `--user=shop`. */
export function wordWith(before: string, name: DatabaseName, after = ''): ComposeText {
  return typeof name === 'string' ? `${before}${name}${after}` : text`${before}${name}${after}`;
}

/** How drivers and frameworks call a product. */
export interface DriverWords {
  /** https://laravel.com/docs/database#configuration */
  readonly laravel: string;
  /** https://guides.rubyonrails.org/configuring.html#configuring-a-database */
  readonly rails: string;
  /** https://docs.spring.io/spring-boot/reference/data/sql.html */
  readonly jdbc: string;
  /** https://symfony.com/doc/current/doctrine.html#configuring-the-database */
  readonly doctrine: string;
  /** The end of Doctrine's URL: version and characters. */
  readonly doctrineQuery: string;
  /** The names in a connection string of .NET: https://www.connectionstrings.com/ */
  readonly dotnet: { readonly host: string; readonly user: string };
}

/** Facts about the official image of a database in one version. */
export interface DatabaseFacts extends ServerFacts, DataFolders {
  readonly dataPath: string;
  readonly folder: string;
  readonly declared: readonly string[];
  /** How a URL of a client begins, before `://`. */
  readonly scheme: string;
  /** The end of a URL of a client, such as `?authSource=admin`. @default none */
  readonly urlQuery?: string;
  /** Variables that hold the URL, by the framework that reads them. @default none */
  readonly urlWords?: { readonly [framework: string]: readonly string[] };
  /** How drivers and frameworks call the product. @default it is none of theirs */
  readonly words?: DriverWords;
  /** The server's program, which the image's entrypoint starts. */
  readonly program?: string;
  /** Whether its databases have extensions. @default false */
  readonly hasExtensions?: boolean;
  /** The command of a server with settings of its author. @default the image's own, which takes none */
  command?(settings: Readonly<Record<string, string>>): readonly string[];
  /**
   * Asks the server, inside of its container, whether clients can use the database. Over TCP: during its first start an
   * image listens on its socket only, and would look ready too early.
   */
  probe(login: DatabaseLogin): readonly ComposeText[];
  /**
   * A script of a shell that waits for the server, and makes the databases and users that are missing. It runs beside
   * the server, at each start. Undefined for a product that cannot.
   *
   * @param extensions of the server's first database
   */
  prepare?(databases: readonly OwnedDatabase[], extensions: readonly string[]): string;
  /** Variables that let the first start make a database for a language. Undefined for a product that has no such thing. */
  located?(locale: string): Readonly<Record<string, string>>;
  /** Settings that hold the time zone. @default none: the variable `TZ` is enough */
  readonly zoneSettings?: readonly string[];
  /** Writes a copy of the database to standard output; runs in the server's container. */
  dump(login: DatabaseLogin): readonly ComposeText[];
  /** Reads such a copy from standard input, and replaces what is there by it. */
  restore(login: DatabaseLogin): readonly ComposeText[];
  /** The same for a client in a container of its own. @default unknown: no client can copy the database */
  readonly client?: DatabaseClientFacts;
}

/**
 * Variables with the names and passwords for an image's first start. Of several with one meaning the first wins. Each
 * can be read from a file, which is named in a variable with `_FILE` at its end.
 */
export interface ServerVariables {
  readonly database: Several;
  readonly user: Several;
  readonly password: Several;
  /** Password of `root`, if the image has an administrator beside the user. */
  readonly rootPassword?: Several;
  /** Those that let it be made up at random. */
  readonly randomRootPassword?: Several;
}

type Several = readonly [string, ...string[]];

/** Names for a database and its user that no client has to quote. */
export interface NameRule {
  readonly pattern: RegExp;
  /** The characters, for people: `lower-case letters, digits and "_"`. */
  readonly characters: string;
  /** Most characters of a name. */
  readonly longest: number;
  /** Databases and users that the product makes for itself. */
  readonly taken: { readonly database: RegExp; readonly user: RegExp };
}

/** A database product with all images that are made of it. */
export interface DatabaseFamily extends ImageFamily, ServerWords {
  facts(tag: string): DatabaseFacts | undefined;
  readonly variables: ServerVariables;
  /** The user if none is named; the database then has the user's name. None: the image makes neither. */
  readonly usualUser?: string;
  /** The image's default for a variable that is not set. */
  readonly usual: Readonly<Record<string, string>>;
  readonly naming: NameRule;
}
