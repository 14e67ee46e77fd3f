/**
 * The common facts of MariaDB and of MySQL, which it was made from.
 *
 * @module
 */
import type { ServerArgument } from './family';

/**
 * Settings that lead to files outside of the data, or to where nobody would look for the server:
 * https://mariadb.com/docs/server/server-management/starting-and-stopping-mariadb/mariadbd-options
 */
const ELSEWHERE =
  /^(port|bind-address|skip-networking|socket|user|chroot|basedir|datadir|tmpdir|slave-load-tmpdir|log-error|secure-file-priv|(ssl|tls)-.*|defaults-.*|.*-(file|dir|path))$/;

/**
 * Variables with which the image makes other users, copies another server, or looks elsewhere:
 * https://mariadb.com/kb/en/mariadb-server-docker-official-image-environment-variables/ and
 * https://dev.mysql.com/doc/refman/8.4/en/environment-variables.html
 */
export const LIKE_MYSQL =
  /^((MARIADB|MYSQL)_(ALLOW_EMPTY_.*|.*PASSWORD_HASH|ONETIME_PASSWORD|REPLICATION_.*|MASTER_.*|MYSQL_LOCALHOST_.*|HOME|GROUP_SUFFIX|HOST|PWD|TCP_PORT|UNIX_PORT)|TMPDIR|PATH|HOME|LD_.*)$/;

/** Whether a setting leads there. */
export function leadsElsewhere({ name, value }: { readonly name: string; readonly value: string }): boolean {
  const setting = name
    .replaceAll('_', '-')
    .replace(/^loose-/, '')
    .toLowerCase();
  // a log for replication is in the data unless a path says otherwise
  return ELSEWHERE.test(setting) || (/^(log-bin|relay-log|log-basename)/.test(setting) && value.includes('/'));
}

/** Options in full: `--name=value`, `--name value` and `--name`; https://mariadb.com/kb/en/configuring-mariadb-with-option-files/#options */
export function argumentsOf(words: readonly string[]): readonly ServerArgument[] {
  const read: ServerArgument[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const [, name, attached] = /^--([\w.-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const [, folder] = /^-h(.*)$/s.exec(word) ?? [];
    const next = words[index + 1];
    const isSeparate = (folder ?? attached) === undefined ? next !== undefined && !next.startsWith('-') : folder === '';
    const value = (isSeparate ? words[++index] : (folder ?? attached)) ?? '';
    if (name === undefined && folder === undefined) read.push({ word });
    else read.push({ name: name ?? 'datadir', value });
  }
  return read;
}

/** Common health checks for the server, with `|| exit 1` or without. */
export function isProbe(command: string): boolean {
  const [, asked = ''] =
    /^((?:[^;&|"']|"[^"]*"|'[^']*')*?)\s*(?:\|\|\s*(?:exit\s+1|false))?\s*;?$/s.exec(command) ?? [];
  const [program = '', ...args] = asked.trim().split(/\s+/);
  switch (program.slice(program.lastIndexOf('/') + 1)) {
    case 'healthcheck.sh':
      return args.every((word) => /^--(su-mysql|su=mysql|connect|innodb_initialized|mariadbupgrade)$/.test(word));
    case 'mariadb-admin':
    case 'mysqladmin':
      return args.includes('ping') || args.includes('status');
    case 'mariadb':
    case 'mysql':
      return /(^|\s)(-e|--execute)[ =]?["']?select 1;?["']?(\s|$)/i.test(args.join(' '));
    default:
      return false;
  }
}
