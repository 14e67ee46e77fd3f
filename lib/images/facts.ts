/**
 * What is known about an official image.
 *
 * @module
 */

/** A user inside an image. */
export interface ImageUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Facts that hold for every image, whatever it runs. */
export interface ImageFacts {
  /** Name and tag, such as `postgres:17`. */
  readonly reference: string;
  /** The user that the program runs as, without root at any time. */
  readonly user: ImageUser;
  /** Folders that the program writes to besides its data: they need a file system in memory if the root is read-only. */
  readonly scratch: readonly string[];
}

/** The last part of an image's repository and its tag: `ghcr.io/acme/postgres:17@sha256:…` → `postgres`, `17`. */
export function parseReference(reference: string): { readonly family: string; readonly tag: string } {
  const [named = ''] = reference.split('@');
  const last = named.slice(named.lastIndexOf('/') + 1);
  const [family = '', tag = 'latest'] = last.split(':');
  return { family, tag };
}
