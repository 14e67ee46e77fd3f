/**
 * Facts about database images: how to run one, where it keeps its data, and how clients reach it.
 *
 * @module
 */
import { type ComposeText, text, type Variable } from '../languages/compose';
import type { ImageFacts } from './facts';

/** A database and the user who owns it. */
export interface DatabaseLogin {
  readonly database: DatabaseName;
  readonly user: DatabaseName;
}

/** A name that is known, or that only the deploying host knows. */
export type DatabaseName = string | Variable;

/** A word of a command that ends in a name: `--user=shop`. */
export function wordWith(before: string, name: DatabaseName): ComposeText {
  return typeof name === 'string' ? `${before}${name}` : text`${before}${name}`;
}

/** Where an image keeps what must outlive its containers. */
export interface DataFolders {
  /** Where a volume must be mounted to keep the data. */
  readonly dataPath: string;
  /** The server's default data folder: `dataPath`, or a folder below it. */
  readonly folder: string;
  /**
   * Folders that the image declares as `VOLUME`. If nothing is mounted at the exact path, each container gets a new
   * volume.
   */
  readonly declared: readonly string[];
}

/** Facts about the official image of a database in one version. */
export interface DatabaseFacts extends ImageFacts, DataFolders {
  /** Product and release line, for people: `PostgreSQL 17`. */
  readonly release: string;
  readonly port: number;
  /** How a URL of a client begins, before `://`. */
  readonly scheme: string;
  /** How long the server may take to write everything down when it stops; Docker would kill it after 10 seconds. */
  readonly stopGrace: string;
  /**
   * Whether the image must be the first process of its container. Its first start is a shell script: as that process it
   * survives SIGTERM, else it leaves half-made data. @default false
   */
  readonly isFirstProcess?: boolean;
  /** Memory that its processes share, where it needs more than Docker's 64 MB. */
  readonly sharedMemory?: string;
  /**
   * Asks the server, inside of its container, whether clients can use the database. Over TCP: during its first start an
   * image listens on its socket only, and would look ready too early.
   */
  probe(login: DatabaseLogin): readonly ComposeText[];
  /** Writes a copy of the database to standard output; runs in the server's container. */
  dump(login: DatabaseLogin): readonly ComposeText[];
  /** Reads such a copy from standard input, and replaces what is there by it. */
  restore(login: DatabaseLogin): readonly ComposeText[];
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

/** A service's settings for the server, as far as they are known before deployment. */
export interface ServerSettings {
  readonly environment: Readonly<Record<string, unknown>>;
  /** The words of its command. */
  readonly command: readonly string[];
}

/** A folder that a service has named. */
export interface NamedFolder {
  readonly path: string;
  /** The setting that named it: `PGDATA`. */
  readonly by: string;
  /** Its content, unless it is the data: `write-ahead log`. */
  readonly part?: string;
}

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

/** Where an image keeps its data, the official one or one that is made from it. */
export interface DataImage extends DataFolders {
  /** The product that keeps its data there, for messages: `PostgreSQL 17`, `bitnami/postgresql`. */
  readonly name: string;
  /** Whether a Database could run it. */
  readonly isOfficial: boolean;
  /**
   * The data folders that a service names besides the image's own; undefined if only the deploying host knows.
   */
  named(settings: ServerSettings): readonly NamedFolder[] | undefined;
}

/** An argument of a server's command: a setting, or a word that is none. */
export type ServerArgument = { readonly name: string; readonly value: string } | { readonly word: string };

/** A database product with all images that are made of it. */
export interface DatabaseFamily {
  /** Its word in programs: `Engine.postgres` runs `postgres`. */
  readonly id: string;
  /** For people: `PostgreSQL`. */
  readonly product: string;
  /** Repository of the official image. */
  readonly repository: string;
  /** Endings of repository names that contain the product, from any publisher. */
  readonly names: readonly string[];
  /** Versions, for messages: several, and one. */
  readonly versions: string;
  readonly example: string;
  /** Facts about the official image; undefined for a tag without a version, or one that is too old. */
  facts(tag: string): DatabaseFacts | undefined;
  /** Whether a tag is a version from before those that have facts. */
  isOld(tag: string): boolean;
  /** Where an image keeps its data; undefined if it is none of this product, or nobody knows. */
  dataOf(reference: string): DataImage | undefined;
  /** Data folders of other packagings: a volume mounted there is meant for the data. */
  readonly elsewhere: readonly string[];

  readonly variables: ServerVariables;
  /** The user if none is named; the database then has the user's name. None: the image makes neither. */
  readonly usualUser?: string;
  /** The image's default for a variable that is not set. */
  readonly usual: Readonly<Record<string, string>>;
  /** Further variables, which change neither where the data is nor who may read it. */
  readonly harmless: RegExp;
  readonly naming: NameRule;
  /** How the server's command begins; without any of these it is arguments only. */
  readonly programs: readonly string[];
  /** The arguments behind that. */
  argumentsOf(words: readonly string[]): readonly ServerArgument[];
  /** Whether a setting moves files out of the data folder, or the server to an address that no client uses. */
  leadsElsewhere(argument: { readonly name: string; readonly value: string }): boolean;
  /** Why a health check asks for something else than whether clients can connect. @param command as for a shell */
  whyNotProbe(command: string): string | undefined;
}

/**
 * The folders in a service's settings; the first data folder counts.
 *
 * @param said with the path as it stands there; undefined where nothing does
 */
export function namedFolders(
  said: readonly { readonly by: string; readonly path: unknown; readonly part?: string }[],
): readonly NamedFolder[] | undefined {
  const folders: NamedFolder[] = [];
  for (const { path, ...rest } of said) {
    if (path === undefined) continue;
    // a relative one is below the data
    const isAbsolute = typeof path === 'string' && path.startsWith('/');
    if (isAbsolute && (rest.part !== undefined || folders.every(({ part }) => part !== undefined))) {
      folders.push({ path, ...rest });
    } else if (!isAbsolute && (rest.part === undefined || typeof path !== 'string')) {
      return undefined;
    }
  }
  return folders;
}

/** The value of the last one among arguments that sets something; undefined if none does. */
export function lastSetting(
  args: readonly ServerArgument[],
  name: string,
): { readonly name: string; readonly value: string } | undefined {
  const normal = (text: string): string => text.replaceAll('_', '-').toLowerCase();
  return args.flatMap((one) => ('name' in one && normal(one.name) === name ? [one] : [])).at(-1);
}

/** The words of a command after the server's program; undefined for a command that runs something else. */
export function argumentsAfter(programs: readonly string[], words: readonly string[]): readonly string[] | undefined {
  const [first = '-'] = words;
  if (programs.includes(first)) return words.slice(1);
  return first.startsWith('-') ? words : undefined;
}
