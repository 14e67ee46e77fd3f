/**
 * The official PostgreSQL image, https://hub.docker.com/_/postgres.
 *
 * @module
 */
import { type ImageFacts, parseReference } from './facts';

export interface PostgresFacts extends ImageFacts {
  readonly major: number;
  readonly port: 5432;
  /** Where a volume must be mounted to keep the data. */
  readonly dataPath: string;
  /**
   * Asks the server whether it takes connections. Over TCP, because while the image initializes a new data folder its
   * server listens on the socket only, and would look ready too early.
   */
  probe(database: string, user: string): readonly string[];
}

/** Facts about a version such as `17`, `17.6` or `18-alpine`; undefined if it is no version of the image. */
export function postgresFacts(version: string): PostgresFacts | undefined {
  const match = /^([1-9]\d)(?:\.\d+)?(-[a-z0-9.]+)?$/.exec(version);
  return match?.[1] ? factsOf(version, Number(match[1])) : undefined;
}

function factsOf(version: string, major: number): PostgresFacts {
  const alpine = version.includes('-alpine');
  return {
    reference: `postgres:${version}`,
    major,
    port: 5432,
    // https://github.com/docker-library/postgres/blob/master/Dockerfile-debian.template and Dockerfile-alpine.template
    user: alpine ? { name: 'postgres', uid: 70, gid: 70 } : { name: 'postgres', uid: 999, gid: 999 },
    scratch: ['/tmp', '/var/run/postgresql'],
    dataPath: dataPath(major),
    probe: (database, user) => [
      'pg_isready',
      '--quiet',
      '--host=127.0.0.1',
      `--username=${user}`,
      `--dbname=${database}`,
    ],
  };
}

/** Until 17 the data folder itself is the volume; from 18 on its parent is, https://github.com/docker-library/postgres/pull/1259. */
function dataPath(major: number): string {
  return major >= 18 ? '/var/lib/postgresql' : '/var/lib/postgresql/data';
}

/** Facts about an image reference, if it is a PostgreSQL image with a version in its tag, however old. */
export function postgresFactsOf(reference: string): PostgresFacts | undefined {
  const { family, tag } = parseReference(reference);
  if (family !== 'postgres') return undefined;
  return postgresFacts(tag) ?? (/^9\.\d/.test(tag) ? factsOf(tag, 9) : undefined);
}
