/**
 * A product with all images that are made of it, and where each keeps its data.
 *
 * @module
 */
import type { DataFolders, ServerFacts } from './facts';

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

/** Where an image keeps its data, the official one or one that is made from it. */
export interface DataImage extends DataFolders {
  /** The product that keeps its data there, for messages: `PostgreSQL 17`, `bitnami/postgresql`. */
  readonly name: string;
  /** The construct that could run it: `Database`. @default none */
  readonly construct?: string;
  /**
   * The data folders that a service names besides the image's own; undefined if only the deploying host knows.
   */
  named(settings: ServerSettings): readonly NamedFolder[] | undefined;
}

/** An argument of a server's command: a setting, or a word that is none. */
export type ServerArgument = { readonly name: string; readonly value: string } | { readonly word: string };

/** The settings of a server that another way to run it has to know. */
export interface ServerWords {
  /** How the server's command begins; without any of these it is arguments only. */
  readonly programs: readonly string[];
  /** The arguments behind that. */
  argumentsOf(words: readonly string[]): readonly ServerArgument[];
  /** Whether a setting moves files out of the data folder, or the server to an address that no client uses. */
  leadsElsewhere(argument: { readonly name: string; readonly value: string }): boolean;
  /** Why a health check asks for something else than whether clients can connect. @param command as for a shell */
  whyNotProbe(command: string): string | undefined;
  /** Variables that change where the data is, or who may read it. All others may have any value. */
  readonly decisive: RegExp;
  /**
   * Whether all versions that are still made have the same facts. Then an image without a version has them, too.
   *
   * @default false
   */
  readonly isSteady?: boolean;
}

/** A product with all images that are made of it. */
export interface ImageFamily {
  /** Its word in programs: `Engine.postgres` runs `postgres`. */
  readonly id: string;
  /** Its factory in `Engine`. @default its id */
  readonly factory?: string;
  /** For people: `PostgreSQL`. */
  readonly product: string;
  /** Repository of the official image. */
  readonly repository: string;
  /** Versions, for messages: several, and one. */
  readonly versions: string;
  readonly example: string;
  /** Facts about the official image; undefined for a tag without a version, or one that is too old. */
  facts(tag: string): ServerFacts | undefined;
  /** Whether a tag is a version from before those that have facts. @default nobody knows */
  readonly isOld?: (tag: string) => boolean;
  /** Where an image keeps its data; undefined if it is none of this product, keeps none, or nobody knows. */
  dataOf(reference: string): DataImage | undefined;
  /** Data folders of other packagings: a volume mounted there is meant for the data. */
  readonly elsewhere: readonly string[];
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
