/**
 * Makes databases and users that a MariaDB or MySQL server lacks, from inside of its container.
 *
 * @module
 */
import { shellWord } from '../languages/shell';
import type { OwnedDatabase } from './database';

/** How a product calls its client and its variables. */
interface Product {
  readonly client: 'mariadb' | 'mysql';
  /** The word that begins the variables of its image. */
  readonly prefix: 'MARIADB' | 'MYSQL';
  /** Further options of its client. */
  readonly options: string;
}

/**
 * As `root`, who gets in through the socket. The server of the first start has a socket, too, and no TCP: so the user is
 * awaited there first. Passwords stand in no argument: https://mariadb.com/kb/en/mariadb-environment-variables/
 */
export function prepareLikeMysql({ client, prefix, options }: Product, databases: readonly OwnedDatabase[]): string {
  return [
    `as_user() { MYSQL_PWD=$(cat "$${prefix}_PASSWORD_FILE") ${client} --no-defaults --protocol=tcp --host=127.0.0.1${options} --user="$${prefix}_USER" "$@"; }`,
    `as_root() { MYSQL_PWD=$(cat "$${prefix}_ROOT_PASSWORD_FILE") ${client} --no-defaults --protocol=socket${socketOf(client)} --user=root "$@"; }`,
    // between single quotes, a backslash and a quote have a backslash: https://mariadb.com/kb/en/string-literals/
    `literal() { cat "$1" | sed "s/[\\\\\\\\']/\\\\\\\\&/g"; }`,
    "until as_user --execute='SELECT 1' >/dev/null 2>&1; do sleep 0.5; done",
    ...databases.map(linesFor),
  ].join('\n');
}

/** Without its settings file, MySQL's client looks for the socket in another place. */
function socketOf(client: Product['client']): string {
  return client === 'mysql' ? ' --socket=/var/run/mysqld/mysqld.sock' : '';
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
