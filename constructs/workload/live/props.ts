/**
 * Code that somebody edits while it runs.
 *
 * @module
 */
import { boolean, either, named, number, optional, record, string, strings, user, words } from '../../../lib/core';

/** How the source of a program is edited while it runs, in development. */
export interface Live {
  /** Folder of the host with the source. @default the folder that the image is built from */
  readonly source?: string;
  /** Folder of the container that shows it. @default the folder of the program, as the recipe of the image says */
  readonly at?: string;
  /** The command that runs, such as one that starts the program anew after a change. @default the recipe's own, which notices changes */
  readonly command?: readonly string[];
  /**
   * Folders in `at` that stay as the image has them, such as `node_modules`. They are read-only.
   *
   * @default the packages that the recipe installs
   */
  readonly keep?: readonly string[];
  /**
   * The user of the program, whom the files belong to that it writes: you. Docker Desktop gives you the files of every user.
   * `{ uid: process.getuid?.() ?? 1000, gid: process.getgid?.() ?? 1000 }` is the user who runs `synth`.
   *
   * @default `{ uid: 1000, gid: 1000 }`, the first person of a Linux host
   */
  readonly user?: { readonly uid: number; readonly gid: number };
  /**
   * Port of the debugger, on the loopback address of the host, and in the container. A Node app listens to it; another
   * program needs `command`.
   *
   * @default none
   */
  readonly debug?: number;
}

const NOUN = "how code is live, such as { command: ['npm', 'run', 'dev'] }";

/** `true`, or what is different from the recipe of the image. */
export const LIVE = either(
  'true, or a map such as { command: ["npm", "run", "dev"] }',
  boolean,
  record(NOUN, {
    source: optional(string),
    at: optional(string),
    command: optional(words),
    keep: optional(strings),
    user: optional(user),
    debug: optional(named('the number of a port', number)),
  }),
);
