/**
 * The input and output of `write`: plain data.
 *
 * @module
 */

import type { Diagnostic } from '../core';

/** One file of the output. */
export interface OutputFile {
  /** The whole content; written as UTF-8 with its line ends as they are. */
  readonly content: string;
  /** Path of the construct that the file comes from, such as `kitteh/proxy`. */
  readonly construct: string;
}

/** One folder inside `out`: the files of one stack. */
export interface OutputFolder {
  /** Name of the folder, one path segment. */
  readonly name: string;
  /** Keys are relative POSIX paths, such as `proxy/nginx.conf`. */
  readonly files: ReadonlyMap<string, OutputFile>;
}

/**
 * A secret that is drawn at random once, and kept from then on.
 *
 * Compose bind-mounts file secrets and ignores `uid`, `gid` and `mode`
 * (https://docs.docker.com/reference/compose-file/services/#secrets). So a process of another user cannot read a 0600
 * file. For such a service the mode is 0o444; the folder's mode 0700 keeps other users of the host out.
 */
export interface OutputSecret {
  /** Absolute path. Its folder is made with mode 0700 and holds a `.gitignore` that ignores everything. */
  readonly file: string;
  /** Number of characters, each from `A-Z`, `a-z` and `0-9`. */
  readonly length: number;
  readonly mode: 0o600 | 0o444;
  /** Whether to leave it alone where it is missing. @default it is made */
  readonly leave?: boolean;
  /** Path of the construct that wants it, such as `kitteh/db/password`. */
  readonly construct: string;
}

/** An env file with a digest of files that only this machine has. It is written where one of them is there. */
export interface OutputDigest {
  /** Name of the folder in `out` that it stands in. */
  readonly folder: string;
  /** Its path in that folder. Git ignores the folder around it. */
  readonly file: string;
  /** The variable that holds the digest. */
  readonly variable: string;
  /** Absolute paths of the files. */
  readonly sources: readonly string[];
  /** Path of the construct that reads them, such as `kitteh/web`. */
  readonly construct: string;
}

/** Everything that one run wants on disk. */
export interface WriteRequest {
  /** Absolute path of `synth.out`. */
  readonly out: string;
  readonly folders: readonly OutputFolder[];
  readonly secrets: readonly OutputSecret[];
  /**
   * Absolute path of the project's folder. Owner and mode of each folder between it and a secret must keep other users
   * of the host out.
   *
   * @default the folder around each secret alone is looked at
   */
  readonly project?: string;
  /** Digests of files of this machine. @default none; they need `project` */
  readonly digests?: readonly OutputDigest[];
}

/** How patient `write` is. */
export interface WriteOptions {
  /**
   * How long to wait for another process that writes to the same `out`, in milliseconds.
   *
   * @default 10000
   */
  readonly lockTimeout?: number;
  /**
   * Age in milliseconds at which the lock of an unreachable process (another host or container) counts as abandoned.
   *
   * @default 600000
   */
  readonly lockAbandonedAfter?: number;
}

/** The changes of one folder; paths as in the request, without the manifest. */
export interface WrittenFolder {
  readonly name: string;
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

/** The result of `write`. With an error among the diagnostics, `folders` is empty and the output is as it was. */
export interface OutputResult {
  readonly folders: readonly WrittenFolder[];
  /** Absolute paths of the secrets that did not exist before. */
  readonly createdSecrets: readonly string[];
  /** Absolute paths of the secrets that are not there; nobody asked to make them. */
  readonly missingSecrets: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}
