/**
 * How a client of MariaDB copies a database.
 *
 * @module
 */
import type { ComposeText } from '../languages/compose';
import { wordWith } from './database';
import type { ClientLogin, DatabaseClientFacts } from './database-client';

export const mariadbClient: DatabaseClientFacts = {
  // https://mariadb.com/kb/en/mariadb-dump/
  dump: (login) =>
    run(login, 'exec mariadb-dump "$@"', [
      '--single-transaction',
      '--routines',
      '--events',
      '--hex-blob',
      login.database,
    ]),
  restore: (login) => run(login, 'exec mariadb "$@"', [wordWith('--database=', login.database)]),
  // https://mariadb.com/kb/en/mariadb-command-line-client/
  content: (login) =>
    run(login, 'exec mariadb "$@"', [
      '--batch',
      '--skip-column-names',
      wordWith('--database=', login.database),
      '--execute=SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() LIMIT 1',
    ]),
  // the user keeps its rights: they go by the name, https://mariadb.com/kb/en/grant/
  clear: (login) =>
    run(
      login,
      'name=$1; shift; exec mariadb "$@" --execute="DROP DATABASE IF EXISTS \\`$name\\`; CREATE DATABASE \\`$name\\`"',
      [],
      [login.database],
    ),
};

/** The password stands in no argument: https://mariadb.com/kb/en/mariadb-environment-variables/ */
function run(
  { host, user, passwordIn }: ClientLogin,
  script: string,
  args: readonly ComposeText[],
  before: readonly ComposeText[] = [],
): readonly ComposeText[] {
  const address = ['--no-defaults', '--protocol=tcp', `--host=${host}`, '--skip-ssl-verify-server-cert'];
  const password = `MYSQL_PWD=$(cat "$${passwordIn}"); export MYSQL_PWD; `;
  return ['sh', '-c', password + script, 'sh', ...before, ...address, wordWith('--user=', user), ...args];
}
