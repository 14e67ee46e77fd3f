/**
 * Facts about images of search engines.
 *
 * @module
 */
import type { DataFolders, ServerFacts } from './facts';
import type { ImageFamily } from './family';

/** How a search engine shall run. */
export interface SearchSettings {
  /** Memory of the container, in bytes. */
  readonly memory: number;
  /** Further settings of the server, by name. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The settings as a container has them. */
export interface SearchRun {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

/** Facts about the official image of a search engine in one version. */
export interface SearchFacts extends ServerFacts, DataFolders {
  readonly dataPath: string;
  readonly folder: string;
  readonly declared: readonly string[];
  /** The word that begins the variables of clients: `ELASTICSEARCH`. */
  readonly word: string;
  /** Name that clients log in with. @default none: the password is a key */
  readonly login?: string;
  /** Variable that names the file with the password. */
  readonly passwordFile: string;
  /** Most memory, where nobody says another: `2g`. */
  readonly usualMemory: string;
  /** Most processes and threads, where it needs more than the usual 512. */
  readonly usualProcesses?: number;
  /** Asks the server, inside of its container, whether its user can log in. */
  readonly probe: readonly string[];
  run(settings: SearchSettings): SearchRun;
}

/** A search engine with all images that are made of it. */
export interface SearchFamily extends ImageFamily {
  facts(tag: string): SearchFacts | undefined;
}
