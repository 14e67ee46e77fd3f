/**
 * What `write` takes and what it gives back: plain data.
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
 * (https://docs.docker.com/reference/compose-file/services/#secrets), so a process that is not the deploying user
 * cannot read a 0600 file. For such a service the mode is 0o444: the folder around it is 0700, which keeps other
 * users of the host out just as well.
 */
export interface GeneratedSecret {
  /** Absolute path. Its folder is made with mode 0700 and holds a `.gitignore` that ignores everything. */
  readonly file: string;
  /** Number of characters, each from `A-Z`, `a-z` and `0-9`. */
  readonly length: number;
  readonly mode: 0o600 | 0o444;
  /** Path of the construct that wants it, such as `kitteh/db/password`. */
  readonly construct: string;
}

/** Everything that one run wants on disk. */
export interface WriteRequest {
  /** Absolute path of `synth.out`. */
  readonly out: string;
  readonly folders: readonly OutputFolder[];
  readonly secrets: readonly GeneratedSecret[];
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
   * Age from which the lock of a process that cannot be asked (on another host, in another container) counts as
   * abandoned, in milliseconds.
   *
   * @default 600000
   */
  readonly lockAbandonedAfter?: number;
}

/** What happened to one folder; paths as in the request, the manifest not among them. */
export interface WrittenFolder {
  readonly name: string;
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

/** What `write` did. With an error among the diagnostics, `folders` is empty and the output is as it was. */
export interface OutputResult {
  readonly folders: readonly WrittenFolder[];
  /** Absolute paths of the secrets that did not exist before. */
  readonly createdSecrets: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}
