/**
 * MariaDB: the official image, https://hub.docker.com/_/mariadb, and where the images that are made of it keep data.
 *
 * @module
 */
import type { ComposeText } from '../../languages/compose';
import { shellWord } from '../../languages/shell';
import { mariadbClient } from '../client-mariadb';
import { type DatabaseFacts, type DatabaseFamily, wordWith } from '../database';
import { type DataFolders, parseReference } from '../facts';
import { argumentsAfter, type DataImage, lastSetting, type NamedFolder, namedFolders } from '../family';
import { argumentsOf, isProbe, LIKE_MYSQL, leadsElsewhere } from '../like-mysql';
import { prepareLikeMysql } from '../prepare-mysql';

/** https://github.com/MariaDB/mariadb-docker/blob/master/docker-entrypoint.sh takes both for the server. */
const PROGRAMS = ['mariadbd', 'mysqld'];

/** A version such as `11`, `11.8`, `11.8.8` or `12.3-ubi`; https://github.com/docker-library/official-images/blob/master/library/mariadb */
const VERSION = /^(1[0-9](?!\.)|10\.(?:[6-9]|1[01])|1[1-9]\.\d{1,2})(?:\.\d+)?(?:-[a-z0-9.]+)?$/;

export const mariadb: DatabaseFamily = {
  id: 'mariadb',
  product: 'MariaDB',
  repository: 'mariadb',
  versions: '"11.8", "11.8.8" or "12.3-ubi"',
  example: '11.8',
  facts: (tag) => {
    const [, line] = VERSION.exec(tag) ?? [];
    return line === undefined ? undefined : factsOf(tag, line);
  },
  // variables with its own name, and programs with its own name, came with these: https://mariadb.com/kb/en/mariadb-server-docker-official-image-environment-variables/
  isOld: (tag) => /^(5|10\.[0-5])(?=[.-]|$)/.test(tag),
  dataOf,
  elsewhere: ['/var/lib/mysql', '/var/lib/mariadb', '/bitnami/mariadb', '/config'],

  // https://mariadb.com/kb/en/mariadb-server-docker-official-image-environment-variables/
  variables: {
    database: ['MARIADB_DATABASE', 'MYSQL_DATABASE'],
    user: ['MARIADB_USER', 'MYSQL_USER'],
    password: ['MARIADB_PASSWORD', 'MYSQL_PASSWORD'],
    rootPassword: ['MARIADB_ROOT_PASSWORD', 'MYSQL_ROOT_PASSWORD'],
    randomRootPassword: ['MARIADB_RANDOM_ROOT_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'],
  },
  usual: { MARIADB_ROOT_HOST: '%' },
  isSteady: true,
  decisive: LIKE_MYSQL,
  naming: {
    pattern: /^[A-Za-z][A-Za-z0-9_]{0,63}$/,
    characters: 'letters, digits and "_"',
    // https://mariadb.com/kb/en/identifier-names/#maximum-length: fewer for a database than for a user
    longest: 64,
    // the image makes a user for its own health check, and MariaDB the others
    taken: { database: /^(mysql|sys|information_schema|performance_schema)$/i, user: /^(root|healthcheck)$/ },
  },
  programs: PROGRAMS,
  argumentsOf,
  leadsElsewhere,
  whyNotProbe: (command) => (isProbe(command) ? undefined : 'its health check asks for more than a login does'),
};

function factsOf(version: string, line: string): DatabaseFacts {
  return {
    reference: `mariadb:${version}`,
    release: `MariaDB ${line}`,
    port: 3306,
    // the scheme that drivers accept; only MariaDB's own for Node requires `mariadb`
    scheme: 'mysql',
    words: {
      laravel: 'mariadb',
      rails: 'mysql2',
      jdbc: 'mariadb',
      doctrine: 'mysql',
      doctrineQuery: `serverVersion=${line.includes('.') ? line : `${line}.0`}.0-MariaDB&charset=utf8mb4`,
      // https://mysqlconnector.net/connection-options/
      dotnet: { host: 'Server', user: 'User ID' },
    },
    // https://github.com/MariaDB/mariadb-docker/issues/554
    user: { name: 'mysql', uid: 999, gid: 999 },
    // https://github.com/MariaDB/mariadb-docker/blob/master/Dockerfile.template and Dockerfile-ubi.template, docker.cnf
    tmpfs: ['/tmp', version.includes('-ubi') ? '/run/mariadb' : '/run/mysqld'],
    ...OFFICIAL,
    // InnoDB writes down what it has in memory: https://mariadb.com/kb/en/innodb-system-variables/#innodb_fast_shutdown
    stopGrace: '1m',
    // tried: stopped while it is made, the data lacks its users for ever, and is taken for whole
    isFirstProcess: true,
    // https://mariadb.com/kb/en/configuring-mariadb-with-option-files/#options
    command: (settings) => {
      const words = Object.entries(settings).map(([name, value]) =>
        value === '' ? `--${name}` : `--${name}=${value}`,
      );
      return words.length === 0 ? [] : ['mariadbd', ...words];
    },
    environment: {
      // by default the image admits `root` from anywhere
      MARIADB_ROOT_HOST: 'localhost',
      // a newer version upgrades the system tables before it admits clients: otherwise dumps with procedures fail
      MARIADB_AUTO_UPGRADE: '1',
      // Index sorting and large temporary tables use it. Beside the data it is on the disk; `/tmp` is memory and counts
      // towards the limit. https://mariadb.com/kb/en/server-system-variables/#tmpdir
      TMPDIR: OFFICIAL.folder,
    },
    // As the user, with the user's password: `mariadb-admin ping` succeeds even when access is denied. The image's
    // healthcheck.sh needs a user that old and restored data lack, https://github.com/MariaDB/mariadb-docker/issues/666
    probe: ({ database, user }) =>
      asUser(undefined, 'mariadb', [
        ...TCP,
        wordWith('--user=', user),
        wordWith('--database=', database),
        '--execute=SELECT 1',
      ]),
    // https://mariadb.com/kb/en/mariadb-dump/
    program: 'mariadbd',
    prepare: (databases) =>
      prepareLikeMysql({ client: 'mariadb', prefix: 'MARIADB', options: ' --skip-ssl-verify-server-cert' }, databases),
    dump: ({ database, user, passwordFile }) =>
      asUser(passwordFile, 'mariadb-dump', [
        ...TCP,
        wordWith('--user=', user),
        '--single-transaction',
        '--routines',
        '--events',
        '--hex-blob',
        database,
      ]),
    restore: ({ database, user, passwordFile }) =>
      asUser(passwordFile, 'mariadb', [...TCP, wordWith('--user=', user), wordWith('--database=', database)]),
    client: mariadbClient,
  };
}

const TCP = ['--no-defaults', '--protocol=tcp', '--host=127.0.0.1', '--skip-ssl-verify-server-cert'];

/** A client with the password from the server's file, which stands in no argument: https://mariadb.com/kb/en/mariadb-environment-variables/ */
function asUser(
  passwordFile: string | undefined,
  program: string,
  args: readonly ComposeText[],
): readonly ComposeText[] {
  const file = passwordFile === undefined ? '"$MARIADB_PASSWORD_FILE"' : shellWord(passwordFile);
  const script = `MYSQL_PWD="$(cat ${file})" exec ${program} "$@"`;
  return ['sh', '-c', script, program, ...args];
}

// images with MariaDB in them

/** https://github.com/MariaDB/mariadb-docker/blob/master/Dockerfile.template */
const OFFICIAL: DataFolders = { dataPath: '/var/lib/mysql', folder: '/var/lib/mysql', declared: ['/var/lib/mysql'] };

/** The first that fits counts. Whichever of their versions: they keep data where they always did. */
const MADE: readonly { readonly repository: RegExp; readonly folders: DataFolders; readonly isOption: boolean }[] = [
  {
    // https://github.com/bitnami/containers/blob/main/bitnami/mariadb/11.4/debian-12/rootfs/opt/bitnami/scripts/mariadb-env.sh
    repository: /^bitnami(legacy|secure)?\/mariadb$/,
    folders: { dataPath: '/bitnami/mariadb', folder: '/bitnami/mariadb/data', declared: ['/bitnami/mariadb'] },
    isOption: false,
  },
  {
    // https://github.com/linuxserver/docker-mariadb/blob/main/Dockerfile
    repository: /^linuxserver\/mariadb$/,
    folders: { dataPath: '/config', folder: '/config/databases', declared: ['/config'] },
    isOption: false,
  },
  {
    // https://github.com/yobasystems/alpine-mariadb, https://github.com/jc21/docker-mariadb-aria
    repository: /^(yobasystems\/alpine-mariadb|jc21\/mariadb-aria)$/,
    folders: OFFICIAL,
    isOption: false,
  },
  // the official image under any registry, and what others make of it under its name
  { repository: /^([^/]+\/)*mariadb$/, folders: OFFICIAL, isOption: true },
  { repository: /^mariadb-foundation\/mariadb-devel$/, folders: OFFICIAL, isOption: true },
];

/** Settings that take a part out of the data folder, without which the rest is worth nothing. */
const PARTS: Readonly<Record<string, string>> = {
  'innodb-data-home-dir': 'InnoDB data',
  'innodb-log-group-home-dir': 'redo log',
  'innodb-undo-directory': 'undo log',
  'aria-log-dir-path': 'Aria log',
};

function dataOf(reference: string): DataImage | undefined {
  const { repository, tag } = parseReference(reference);
  const made = MADE.find((one) => one.repository.test(repository));
  if (!made) return undefined;
  const [, line] = /^(\d+(?:\.\d+)?)(?=[.-]|$)/.exec(tag) ?? [];
  return {
    ...made.folders,
    name: made.folders === OFFICIAL ? ['MariaDB', line].filter((part) => part !== undefined).join(' ') : repository,
    ...(/^(library\/)?mariadb$/.test(repository) && { construct: 'Database' }),
    named: ({ command }): readonly NamedFolder[] | undefined => {
      const args = made.isOption ? argumentsOf(argumentsAfter(PROGRAMS, command) ?? []) : [];
      const datadir = lastSetting(args, 'datadir');
      return namedFolders([
        { by: '--datadir', path: datadir?.value },
        ...Object.entries(PARTS).map(([by, part]) => ({ by: `--${by}`, path: lastSetting(args, by)?.value, part })),
      ]);
    },
  };
}
