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

/** Where an image keeps what must outlive its containers. */
export interface DataFolders {
  /** Where a volume must be mounted to keep the data. */
  readonly dataPath: string;
  /** The server's default data folder: `dataPath`, or a folder below it. */
  readonly folder: string;
  /**
   * Folders that the image declares as `VOLUME`. If nothing is mounted at the exact path, each container gets a new
   * volume.
   */
  readonly declared: readonly string[];
}

/** Facts about the official image of a server in one version. */
export interface ServerFacts extends ImageFacts, Partial<DataFolders> {
  /** Product and release line, for people: `PostgreSQL 17`. */
  readonly release: string;
  /** Port that clients connect to. */
  readonly port: number;
  /** How long the server may take to write everything down when it stops; Docker would kill it after 10 seconds. */
  readonly stopGrace: string;
  /** Signal that ends the server well, where that is not the signal that its image declares. */
  readonly stopSignal?: string;
  /**
   * Whether the image must be the first process of its container. Its first start is a shell script: as that process it
   * survives SIGTERM, else it leaves half-made data. @default false
   */
  readonly isFirstProcess?: boolean;
  /** Memory that its processes share, where it needs more than Docker's 64 MB. */
  readonly sharedMemory?: string;
  /** How long a health check may take. @default five seconds */
  readonly probeTimeout?: string;
  /** Variables that a server of ours gets, whatever its author wants. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Script of a shell that starts the image, where that takes no password from a file. Its arguments are the command.
   *
   * @default the image's own entrypoint
   */
  readonly start?: string;
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
