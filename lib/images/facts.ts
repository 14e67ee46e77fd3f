/**
 * Facts about an official image.
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
  /** Folders that the program writes to besides its data; with a read-only root they need a tmpfs. */
  readonly tmpfs: readonly string[];
}

/** The parts of an image's reference: `ghcr.io/acme/postgres:17@sha256:…` → `acme/postgres`, `postgres`, `17`. */
export function parseReference(reference: string): {
  /** Without the registry: https://pkg.go.dev/github.com/distribution/reference#ParseNormalizedNamed */
  readonly repository: string;
  /** Its last part. */
  readonly family: string;
  readonly tag: string;
} {
  const [named = ''] = reference.split('@');
  const path = named.replace(/^(?:[^/]*[.:][^/]*|localhost)\//, '');
  const [repository = '', tag = 'latest'] = path.split(':');
  return { repository, family: repository.slice(repository.lastIndexOf('/') + 1), tag };
}
