/**
 * Facts about images of object stores, which speak the protocol of S3.
 *
 * @module
 */
import type { DataFolders, ServerFacts } from './facts';
import type { ImageFamily } from './family';

/** How an object store shall run. */
export interface ObjectStoreSettings {
  /** Id of the key that clients have; no secret. */
  readonly keyId: string;
  readonly buckets: readonly string[];
  readonly region: string;
  /** Further settings of the server, by name. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The settings as a container has them. */
export interface ObjectStoreRun {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Asks the server, inside of its container, whether clients with its key can use the buckets. */
  readonly probe: readonly string[];
}

/** Facts about the official image of an object store in one version. */
export interface ObjectStoreFacts extends ServerFacts, DataFolders {
  readonly dataPath: string;
  readonly folder: string;
  readonly declared: readonly string[];
  /** Variable that names the file with the secret half of the key. */
  readonly passwordFile: string;
  run(settings: ObjectStoreSettings): ObjectStoreRun;
}

/** An object store with all images that are made of it. */
export interface ObjectStoreFamily extends ImageFamily {
  facts(tag: string): ObjectStoreFacts | undefined;
}
