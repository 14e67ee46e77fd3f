/**
 * MySQL: the official image, https://hub.docker.com/_/mysql, and where the images that are made of it keep data.
 *
 * @module
 */
import type { ComposeText } from '../../languages/compose';
import { shellWord } from '../../languages/shell';
import { type DatabaseFacts, type DatabaseFamily, wordWith } from '../database';
import { type DataFolders, parseReference } from '../facts';
import { argumentsAfter, type DataImage, lastSetting, type NamedFolder, namedFolders } from '../family';
import { argumentsOf, isProbe, LIKE_MYSQL, leadsElsewhere } from '../like-mysql';
import { prepareLikeMysql } from '../prepare-mysql';

const PROGRAMS = ['mysqld'];

/**
 * A version such as `8.4`, `9`, `9.7.2`, or one of the calendar, `26.7`:
 * https://github.com/docker-library/official-images/blob/master/library/mysql
 */
const VERSION = /^(8(?:\.[04])?|9(?:\.\d{1,2})?|[2-9]\d\.\d{1,2})(?:\.\d+)?(?:-[a-z0-9.]+)?$/;

export const mysql: DatabaseFamily = {
  id: 'mysql',
  product: 'MySQL',
  repository: 'mysql',
  versions: '"8.4", "9.7" or "26.7"',
  example: '8.4',
  facts: (tag) => {
    const [, line] = VERSION.exec(tag) ?? [];
    return line === undefined ? undefined : factsOf(tag, line);
  },
  isOld: (tag) => /^5\b/.test(tag),
  dataOf,
  elsewhere: ['/var/lib/mysql', '/bitnami/mysql'],

  // https://github.com/docker-library/docs/blob/master/mysql/content.md#environment-variables
  variables: {
    database: ['MYSQL_DATABASE'],
    user: ['MYSQL_USER'],
    password: ['MYSQL_PASSWORD'],
    rootPassword: ['MYSQL_ROOT_PASSWORD'],
    randomRootPassword: ['MYSQL_RANDOM_ROOT_PASSWORD'],
  },
  usual: { MYSQL_ROOT_HOST: '%' },
  isSteady: true,
  decisive: LIKE_MYSQL,
  naming: {
    pattern: /^[A-Za-z][A-Za-z0-9_]{0,31}$/,
    characters: 'letters, digits and "_"',
    // fewer for a user than for a database: https://dev.mysql.com/doc/refman/8.4/en/user-names.html
    longest: 32,
    // https://dev.mysql.com/doc/refman/8.4/en/reserved-accounts.html
    taken: { database: /^(mysql|sys|information_schema|performance_schema)$/i, user: /^(root|mysql\..*)$/ },
  },
  programs: PROGRAMS,
  argumentsOf,
  leadsElsewhere,
  whyNotProbe: (command) => (isProbe(command) ? undefined : 'its health check asks for more than a login does'),
};

function factsOf(version: string, line: string): DatabaseFacts {
  return {
    reference: `mysql:${version}`,
    release: `MySQL ${line}`,
    port: 3306,
    scheme: 'mysql',
    words: {
      laravel: 'mysql',
      rails: 'mysql2',
      jdbc: 'mysql',
      doctrine: 'mysql',
      doctrineQuery: `serverVersion=${line.includes('.') ? line : `${line}.0`}.0&charset=utf8mb4`,
      // https://mysqlconnector.net/connection-options/
      dotnet: { host: 'Server', user: 'User ID' },
    },
    // https://github.com/docker-library/mysql/blob/master/template/Dockerfile.oracle
    user: { name: 'mysql', uid: 999, gid: 999 },
    tmpfs: ['/tmp', '/var/run/mysqld'],
    ...OFFICIAL,
    // InnoDB writes down what it has in memory: https://dev.mysql.com/doc/refman/8.4/en/server-shutdown.html
    stopGrace: '2m',
    // as with MariaDB, a first start that ends half-way leaves data that is taken for whole
    isFirstProcess: true,
    program: 'mysqld',
    // by default the image admits `root` from anywhere
    environment: { MYSQL_ROOT_HOST: 'localhost' },
    start: START,
    // https://dev.mysql.com/doc/refman/8.4/en/command-line-options.html
    command: (settings) => {
      const words = Object.entries(settings).map(([name, value]) =>
        value === '' ? `--${name}` : `--${name}=${value}`,
      );
      return words.length === 0 ? [] : ['mysqld', ...words];
    },
    prepare: (databases) => prepareLikeMysql({ client: 'mysql', prefix: 'MYSQL', options: '' }, databases),
    // `mysqladmin ping` succeeds even when access is denied: https://dev.mysql.com/doc/refman/8.4/en/mysqladmin.html
    probe: ({ database, user }) =>
      asUser(undefined, 'mysql', [
        ...TCP,
        wordWith('--user=', user),
        wordWith('--database=', database),
        '--execute=SELECT 1',
      ]),
    // https://dev.mysql.com/doc/refman/8.4/en/mysqldump.html: a user with one database alone sees no tablespaces
    dump: ({ database, user, passwordFile }) =>
      asUser(passwordFile, 'mysqldump', [
        ...TCP,
        wordWith('--user=', user),
        '--single-transaction',
        '--no-tablespaces',
        '--set-gtid-purged=OFF',
        '--routines',
        '--events',
        '--hex-blob',
        database,
      ]),
    restore: ({ database, user, passwordFile }) =>
      asUser(passwordFile, 'mysql', [...TCP, wordWith('--user=', user), wordWith('--database=', database)]),
  };
}

const TCP = ['--no-defaults', '--protocol=tcp', '--host=127.0.0.1'];

/** A client with the password from a file, which stands in no argument: https://dev.mysql.com/doc/refman/8.4/en/environment-variables.html */
function asUser(
  passwordFile: string | undefined,
  program: string,
  args: readonly ComposeText[],
): readonly ComposeText[] {
  const file = passwordFile === undefined ? '"$MYSQL_PASSWORD_FILE"' : shellWord(passwordFile);
  return ['sh', '-c', `MYSQL_PWD="$(cat ${file})" exec ${program} "$@"`, program, ...args];
}

/**
 * The image puts passwords between quotes of SQL as they are: https://github.com/docker-library/mysql/blob/master/docker-entrypoint.sh.
 * So the script gives it the user's password in the form that stands there. The administrator's password is used by the
 * image in other places, too, and may have none of these characters.
 */
const START = [
  'set -eu',
  'password=$(cat "$MYSQL_PASSWORD_FILE")',
  '[ -n "$password" ] || { echo "The secret $MYSQL_PASSWORD_FILE is empty." >&2; exit 1; }',
  'case $(cat "$MYSQL_ROOT_PASSWORD_FILE") in',
  `  *[\\'\\"\\\\]*) echo "The secret $MYSQL_ROOT_PASSWORD_FILE has a quote or a backslash, which the image cannot take." >&2; exit 1 ;;`,
  'esac',
  'umask 077',
  `printf %s "$password" | sed "s/[\\\\\\\\']/\\\\\\\\&/g" >/tmp/password`,
  'umask 022',
  'MYSQL_PASSWORD_FILE=/tmp/password',
  'export MYSQL_PASSWORD_FILE',
  'exec docker-entrypoint.sh "$@"',
].join('\n');

/** https://github.com/docker-library/mysql/blob/master/template/Dockerfile.oracle */
const OFFICIAL: DataFolders = { dataPath: '/var/lib/mysql', folder: '/var/lib/mysql', declared: ['/var/lib/mysql'] };

function dataOf(reference: string): DataImage | undefined {
  const { repository, tag } = parseReference(reference);
  // https://github.com/bitnami/containers/blob/main/bitnami/mysql/8.4/debian-12/rootfs/opt/bitnami/scripts/mysql-env.sh
  const isBitnami = /^bitnami(legacy|secure)?\/mysql$/.test(repository);
  // the official image under any registry, and Oracle's own: https://github.com/mysql/mysql-docker
  if (!isBitnami && !/(^|\/)(mysql|mysql-server|community-server)$/.test(repository)) return undefined;
  const [, line] = VERSION.exec(tag) ?? [];
  const folders = isBitnami
    ? { dataPath: '/bitnami/mysql', folder: '/bitnami/mysql/data', declared: ['/bitnami/mysql'] }
    : OFFICIAL;
  return {
    ...folders,
    name: isBitnami ? repository : ['MySQL', line].filter((part) => part !== undefined).join(' '),
    ...(/^(library\/)?mysql$/.test(repository) && { construct: 'Database' }),
    named: ({ command }): readonly NamedFolder[] | undefined => {
      const args = isBitnami ? [] : argumentsOf(argumentsAfter(PROGRAMS, command) ?? []);
      return namedFolders([{ by: '--datadir', path: lastSetting(args, 'datadir')?.value }]);
    },
  };
}
