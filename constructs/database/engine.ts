/**
 * Which database runs.
 *
 * @module
 */
import type { Problem } from '../../lib/core';
import type { DatabaseFacts, Login } from '../../lib/images';

/** A database product in one version: all that a Database must know to run it, and its clients to reach it. */
export interface Engine {
  /** The product, for people. */
  readonly product: string;
  /** What is known about the image; of another version where there is none of the one asked for. */
  readonly image: DatabaseFacts;
  /** What is wrong with the version. */
  readonly problems: readonly Problem[];
  /** What is wrong with the names of a database and its user. */
  check(login: Login): readonly Problem[];
  /** The variables that the server gets beside its passwords. */
  environment(login: Login): Readonly<Record<string, string>>;
  /** The variable that names the file with the user's password. */
  readonly passwordFile: string;
  /** The same for the administrator, if there is one beside the user. */
  readonly rootPasswordFile?: string;
}
