/**
 * PostgreSQL: the official image, https://hub.docker.com/_/postgres, and where the images that are made of it keep data.
 *
 * @module
 */

import { postgresClient } from '../client-postgres';
import { type DatabaseFacts, type DatabaseFamily, wordWith } from '../database';
import { type DataFolders, parseReference } from '../facts';
import {
  argumentsAfter,
  type DataImage,
  lastSetting,
  type NamedFolder,
  namedFolders,
  type ServerArgument,
} from '../family';
import { preparePostgres } from '../prepare-postgres';

const PROGRAMS = ['postgres'];

/**
 * Settings that move files out of the data folder, where a Database mounts nothing and the server may not write. Others
 * move the server to an address that no client uses: https://www.postgresql.org/docs/current/runtime-config.html
 */
const ELSEWHERE = /^(port|listen_addresses|unix_socket_.*|data_directory|.*_(file|directory|directories|command|dir))$/;

export const postgres: DatabaseFamily = {
  id: 'postgres',
  product: 'PostgreSQL',
  repository: 'postgres',
  versions: '"17", "17.6" or "18-alpine"',
  example: '17',
  facts: (tag) => {
    const [, major] = /^([1-9]\d)(?:\.\d+)?(?:-[a-z0-9.]+)?$/.exec(tag) ?? [];
    return major === undefined ? undefined : factsOf(tag, Number(major));
  },
  isOld: (tag) => /^9\.\d/.test(tag),
  dataOf,
  // Debian, Arch and Red Hat; https://wiki.archlinux.org/title/PostgreSQL and
  // https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/configuring_and_using_database_servers
  elsewhere: [
    '/var/lib/postgresql',
    '/var/lib/postgres',
    '/var/lib/pgsql',
    '/bitnami/postgresql',
    '/home/postgres/pgdata',
  ],

  // https://github.com/docker-library/docs/blob/master/postgres/content.md#environment-variables
  variables: { database: ['POSTGRES_DB'], user: ['POSTGRES_USER'], password: ['POSTGRES_PASSWORD'] },
  usualUser: 'postgres',
  usual: {},
  // https://www.postgresql.org/docs/current/libpq-envars.html: with a host or a password, programs in the container use them
  decisive:
    /^(PGDATA|PGHOST(ADDR)?|PGPORT|PGPASS(WORD|FILE)|PGSERVICE.*|PGOPTIONS|POSTGRES_INITDB_WALDIR|PATH|HOME|LD_.*)$/,
  naming: {
    pattern: /^[a-z][a-z0-9_]{0,62}$/,
    characters: 'lower-case letters, digits and "_"',
    // https://www.postgresql.org/docs/current/limits.html
    longest: 63,
    // https://www.postgresql.org/docs/current/manage-ag-templatedbs.html and sql-createrole.html
    taken: { database: /^template[01]$/, user: /^(pg_.*|public|none)$/ },
  },
  programs: PROGRAMS,
  argumentsOf,
  leadsElsewhere: ({ name }) => ELSEWHERE.test(name.replaceAll('-', '_').toLowerCase()),
  whyNotProbe: (command) => {
    if (!/^(\S*\/)?pg_isready(\s[^;&|]*)?(\s*\|\|\s*(exit\s+1|false))?\s*;?$/.test(command)) {
      return 'its health check asks for more than pg_isready does';
    }
    const [, port = '5432'] = /(?:\s-p|--port)[ =]?(\d+)/.exec(command) ?? [];
    return port === '5432' ? undefined : `its health check asks at port ${port}`;
  },
};

/** An image that is made of the official one, and runs as that does. */
function madeOf(repository: string, tags: RegExp, isAlpine: (tag: string) => boolean): DatabaseFamily {
  return {
    ...postgres,
    repository,
    facts: (tag) => {
      const [, major] = tags.exec(tag) ?? [];
      if (major === undefined) return undefined;
      return { ...factsOf(isAlpine(tag) ? '-alpine' : '', Number(major)), reference: `${repository}:${tag}` };
    },
  };
}

/** https://github.com/pgvector/pgvector/blob/master/Dockerfile: the official image of Debian, with one extension more */
export const pgvector: DatabaseFamily = {
  ...madeOf('pgvector/pgvector', /^(?:\d+\.\d+\.\d+-)?pg(\d\d)(?:-[a-z]+)?$/, () => false),
  factory: 'pgvector',
  versions: '"pg17" or "0.8.1-pg17"',
  example: '0.8.1-pg17',
};

/** https://github.com/postgis/docker-postgis: the official image, with extensions in the first database */
export const postgis: DatabaseFamily = {
  ...madeOf('postgis/postgis', /^(\d\d)-\d\.\d(?:-alpine)?$/, (tag) => tag.endsWith('-alpine')),
  factory: 'postgis',
  versions: '"17-3.5" or "18-3.6-alpine"',
  example: '17-3.5',
};

/** https://github.com/timescale/timescaledb-docker/blob/main/Dockerfile: the official image of Alpine */
export const timescaledb: DatabaseFamily = {
  ...madeOf('timescale/timescaledb', /^(?:latest|\d+\.\d+\.\d+)-pg(\d\d)(?:-oss)?$/, () => true),
  factory: 'timescaledb',
  versions: '"2.22.1-pg17" or "latest-pg17"',
  example: '2.22.1-pg17',
};

function factsOf(version: string, major: number): DatabaseFacts {
  const alpine = version.includes('-alpine');
  return {
    reference: `postgres:${version}`,
    release: `PostgreSQL ${major}`,
    port: 5432,
    // https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
    scheme: 'postgres',
    words: {
      laravel: 'pgsql',
      rails: 'postgres',
      jdbc: 'postgresql',
      doctrine: 'postgresql',
      doctrineQuery: `serverVersion=${major}&charset=utf8`,
      // https://www.npgsql.org/doc/connection-string-parameters.html
      dotnet: { host: 'Host', user: 'Username' },
    },
    // https://github.com/docker-library/postgres/blob/master/Dockerfile-debian.template and Dockerfile-alpine.template
    user: alpine ? { name: 'postgres', uid: 70, gid: 70 } : { name: 'postgres', uid: 999, gid: 999 },
    tmpfs: ['/tmp', '/var/run/postgresql'],
    ...foldersOf(major),
    // time to end transactions and write everything down: https://www.postgresql.org/docs/current/server-shutdown.html
    stopGrace: '1m',
    // for parallel queries: https://github.com/docker-library/docs/blob/master/postgres/content.md#caveats
    sharedMemory: '128m',
    // https://www.postgresql.org/docs/current/app-postgres.html
    command: (settings) => {
      const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
      return words.length === 0 ? [] : ['postgres', ...words];
    },
    // no password: the image lets everybody in from its own addresses, https://github.com/docker-library/postgres/issues/1014
    probe: ({ database, user }) => [
      'pg_isready',
      '--quiet',
      '--host=127.0.0.1',
      wordWith('--username=', user),
      wordWith('--dbname=', database),
    ],
    program: 'postgres',
    hasExtensions: true,
    prepare: preparePostgres,
    // the image's variable LANG knows the locales of its Debian alone: https://www.postgresql.org/docs/current/locale.html
    ...(major >= 15 && {
      located: (locale) => ({ POSTGRES_INITDB_ARGS: `--locale-provider=icu --icu-locale=${locale} --encoding=UTF8` }),
    }),
    // the first start writes both into the data, so the variable TZ changes nothing later
    zoneSettings: ['timezone', 'log_timezone'],
    // https://www.postgresql.org/docs/current/app-pgdump.html and app-pgrestore.html
    dump: ({ database, user }) => ['pg_dump', wordWith('--username=', user), '--format=custom', database],
    restore: ({ database, user }) => [
      'pg_restore',
      wordWith('--username=', user),
      wordWith('--dbname=', database),
      '--clean',
      '--if-exists',
    ],
    client: postgresClient,
  };
}

/** Until 17 the data folder itself is the volume; from 18 on its parent is, https://github.com/docker-library/postgres/pull/1259. */
function foldersOf(major: number): DataFolders {
  const dataPath = major >= 18 ? '/var/lib/postgresql' : '/var/lib/postgresql/data';
  return { dataPath, folder: major >= 18 ? `${dataPath}/${major}/docker` : dataPath, declared: [dataPath] };
}

/** https://www.postgresql.org/docs/current/app-postgres.html */
function argumentsOf(words: readonly string[]): readonly ServerArgument[] {
  const read: ServerArgument[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const [, letter, attached] = /^-([NBD])(.*)$/s.exec(word) ?? [];
    const setting = word === '-c' ? words[++index] : /^(?:-c|--)(.*)$/s.exec(word)?.[1];
    const [, name, value = ''] = /^([\w.-]+)=(.*)$/s.exec(setting ?? '') ?? [];
    if (letter !== undefined) read.push({ name: LETTERS[letter] ?? letter, value: attached || (words[++index] ?? '') });
    else read.push(name === undefined ? { word } : { name, value });
  }
  return read;
}

const LETTERS: Readonly<Record<string, string>> = { N: 'max_connections', B: 'shared_buffers', D: 'data_directory' };

// images with PostgreSQL in them

interface Made {
  /** Repository, without its registry. */
  readonly repository: RegExp;
  /** Where its tags have the major version, if the image keeps data where the official one of that version does. */
  readonly major?: RegExp;
  /** Where it keeps them otherwise. */
  readonly folders?: DataFolders;
  /** Variables that name the folder of the data, the first one first. @default none */
  readonly data?: readonly string[];
  /** Variables that name the folder of the write-ahead log. @default none */
  readonly log?: readonly string[];
}

// https://github.com/docker-library/docs/blob/master/postgres/content.md#pgdata and #postgres_initdb_waldir
const OFFICIAL = { data: ['PGDATA'], log: ['POSTGRES_INITDB_WALDIR'] } as const;
const PG_IN_TAG = /(?:^|[-_])pg(\d\d)(?![\d])/i;
const FIRST_IN_TAG = /^(\d\d)(?=[.-]|$)/;

/** The first that fits counts. */
const MADE: readonly Made[] = [
  {
    // https://github.com/bitnami/containers/blob/main/bitnami/postgresql/17/debian-12/rootfs/opt/bitnami/scripts/postgresql-env.sh
    repository: /^bitnami(legacy|secure)?\/postgresql$/,
    folders: {
      dataPath: '/bitnami/postgresql',
      folder: '/bitnami/postgresql/data',
      declared: ['/bitnami/postgresql'],
    },
    data: ['POSTGRESQL_DATA_DIR', 'POSTGRES_DATA_DIR', 'PGDATA'],
    log: ['POSTGRESQL_INITDB_WAL_DIR', 'POSTGRES_INITDB_WAL_DIR'],
  },
  {
    // https://github.com/timescale/timescaledb-docker-ha/blob/master/Dockerfile
    repository: /^timescale\/timescaledb-ha$/,
    folders: { dataPath: '/home/postgres/pgdata', folder: '/home/postgres/pgdata/data', declared: [] },
    ...OFFICIAL,
  },
  {
    // https://github.com/supabase/postgres/blob/develop/Dockerfile-17: its command names a file that names the folder
    repository: /^supabase\/postgres$/,
    folders: { dataPath: '/var/lib/postgresql/data', folder: '/var/lib/postgresql/data', declared: [] },
  },
  // https://github.com/pgvector/pgvector/blob/master/Dockerfile
  { repository: /^pgvector\/pgvector$/, major: PG_IN_TAG, ...OFFICIAL },
  // https://github.com/timescale/timescaledb-docker/blob/main/Dockerfile
  { repository: /^timescale\/timescaledb$/, major: PG_IN_TAG, ...OFFICIAL },
  // https://github.com/paradedb/paradedb/blob/main/docker/Dockerfile
  { repository: /^paradedb\/paradedb$/, major: PG_IN_TAG, ...OFFICIAL },
  // https://github.com/apache/age/blob/master/docker/Dockerfile
  { repository: /^apache\/age$/, major: PG_IN_TAG, ...OFFICIAL },
  // https://github.com/citusdata/docker/blob/master/Dockerfile
  { repository: /^citusdata\/citus$/, major: PG_IN_TAG, ...OFFICIAL },
  // https://github.com/postgis/docker-postgis, https://github.com/pgRouting/docker-pgrouting
  { repository: /^((postgis|imresamu)\/postgis|pgrouting\/pgrouting)$/, major: FIRST_IN_TAG, ...OFFICIAL },
  // the official image under any registry, and what others make of it under its name:
  // https://github.com/immich-app/base-images/blob/main/postgres/Dockerfile
  { repository: /^([^/]+\/)*postgres$/, major: /^(\d\d|9(?=\.))(?=[.-]|$)/, ...OFFICIAL },
];

function dataOf(reference: string): DataImage | undefined {
  const { repository, tag } = parseReference(reference);
  const made = MADE.find((one) => one.repository.test(repository));
  const [, major] = made?.major?.exec(tag) ?? [];
  const folders = major === undefined ? made?.folders : foldersOf(Number(major));
  if (!made || !folders) return undefined;
  return {
    ...folders,
    name: major === undefined ? repository : `PostgreSQL ${major}`,
    ...(/^(library\/)?postgres$/.test(repository) && { construct: 'Database' }),
    named: ({ environment, command }): readonly NamedFolder[] | undefined => {
      const directory = lastSetting(argumentsOf(argumentsAfter(PROGRAMS, command) ?? []), 'data-directory');
      return namedFolders([
        ...(made.major ? [{ by: directory?.name ?? '', path: directory?.value }] : []),
        ...(made.data ?? []).map((by) => ({ by, path: environment[by] })),
        ...(made.log ?? []).map((by) => ({ by, path: environment[by], part: 'write-ahead log' })),
      ]);
    },
  };
}
