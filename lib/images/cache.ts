/**
 * Facts about images of caches: servers that keep what they have in memory.
 *
 * @module
 */
import type { ServerFacts } from './facts';
import type { ImageFamily, ServerWords } from './family';

/** How a cache shall run. */
export interface CacheSettings {
  /** Memory for the content, in bytes. */
  readonly memory: number;
  /** Whether the content outlives the container: then nothing is thrown away for lack of room. */
  readonly isKept: boolean;
  /** Further settings of the server, by name. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Facts about the official image of a cache in one version. */
export interface CacheFacts extends ServerFacts {
  /** How a URL of a client begins, before `://`. */
  readonly scheme: string;
  /** The word that begins the variables of clients: `REDIS`. */
  readonly word: string;
  /** Variable that names the file with the password; undefined where clients have none. */
  readonly passwordFile?: string;
  /** The command of the server. */
  command(settings: CacheSettings): readonly string[];
  /** Asks the server, inside of its container, whether clients can use it; with the password, where it has one. */
  readonly probe: readonly string[];
  /** Writes a copy of the content to standard output; runs in the server's container. */
  readonly dump?: readonly string[];
}

/** A cache with all images that are made of it. */
export interface CacheFamily extends ImageFamily, ServerWords {
  facts(tag: string): CacheFacts | undefined;
  /** The setting that has the password. @default none */
  readonly passwordSetting?: string;
  /** The settings that let it keep nothing, each with its value. @default it keeps nothing anyway */
  readonly keepsNothing?: Readonly<Record<string, string>>;
}
