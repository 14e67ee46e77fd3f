/**
 * Servers that a backup can copy.
 *
 * @module
 */
import type { ComposeText, Provider, Secret } from '../../lib/core';
import type { ImageUser } from '../../lib/images';

/** A client that copies the data of a server. It has the server's own image, so both have one version. */
export interface DumpClient {
  /** Name and tag of the image. */
  readonly image: ComposeText;
  /** The user that the client runs as. */
  readonly user: ImageUser;
  /** Folders that the client writes to, in memory. */
  readonly tmpfs: readonly string[];
  /** The variables that its commands need. */
  readonly environment: Readonly<Record<string, ComposeText>>;
  /** The secrets that they read, each with the variable that names its file. */
  readonly secrets: readonly (readonly [secret: Secret, variable: string])[];
  /** Writes a copy to standard output. */
  readonly dump: readonly string[];
  /** Reads such a copy from standard input; everything is empty by then. */
  readonly restore: readonly string[];
  /** Prints a name if there is anything to lose. */
  readonly content: readonly string[];
  /** Removes everything. */
  readonly clear: readonly string[];
}

/** A server that a client can copy. */
export interface Dumpable extends Provider {
  /** The client that copies it; undefined where the product has none. */
  readonly dumpClient: DumpClient | undefined;
}

/** Whether a construct is a server that a client can copy, from whichever copy of this library. */
export function isDumpable(candidate: object): candidate is Dumpable {
  return 'dumpClient' in candidate && 'connection' in candidate;
}
