/**
 * Makes databases and users that a MariaDB server lacks, from inside of its container.
 *
 * @module
 */
import { shellWord } from '../languages/shell';
import type { OwnedDatabase } from './database';

/**
 * As `root`, who gets in through the socket. The server of the first start has a socket, too, and no TCP: so the user is
 * awaited there first. Passwords stand in no argument: https://mariadb.com/kb/en/mariadb-environment-variables/
 */
export function prepareMariadb(databases: readonly OwnedDatabase[]): string {
  return [
    'as_user() { MYSQL_PWD=$(cat "$MARIADB_PASSWORD_FILE") mariadb --no-defaults --protocol=tcp --host=127.0.0.1 --skip-ssl-verify-server-cert --user="$MARIADB_USER" "$@"; }',
    'as_root() { MYSQL_PWD=$(cat "$MARIADB_ROOT_PASSWORD_FILE") mariadb --no-defaults --protocol=socket --user=root "$@"; }',
    // between single quotes, a backslash and a quote have a backslash: https://mariadb.com/kb/en/string-literals/
    `literal() { cat "$1" | sed "s/[\\\\\\\\']/\\\\\\\\&/g"; }`,
    "until as_user --execute='SELECT 1' >/dev/null 2>&1; do sleep 0.5; done",
    ...databases.map(linesFor),
  ].join('\n');
}

/** Names have letters, digits and `_`. Where a database is granted, `_` alone would be any character. */
function linesFor({ database, user, passwordFile }: OwnedDatabase): string {
  return [
    `password=$(literal ${shellWord(passwordFile)})`,
    'as_root <<SQL',
    "SET sql_mode = '';",
    `CREATE DATABASE IF NOT EXISTS \\\`${database}\\\`;`,
    `CREATE USER IF NOT EXISTS '${user}'@'%' IDENTIFIED BY '$password';`,
    `ALTER USER '${user}'@'%' IDENTIFIED BY '$password';`,
    `GRANT ALL PRIVILEGES ON \\\`${database.replaceAll('_', '\\\\_')}\\\`.* TO '${user}'@'%';`,
    'SQL',
  ].join('\n');
}
