/**
 * Makes databases and users that a PostgreSQL server lacks, from inside of its container.
 *
 * @module
 */
import { shellWord } from '../languages/shell';
import type { OwnedDatabase } from './database';

/**
 * Over TCP, which the server of the first start does not listen to. The image lets everybody in from there, and the
 * password is for settings that do not. A password is a value of psql, so that it stands in no argument and in no log:
 * https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMAND-SET
 */
export function preparePostgres(databases: readonly OwnedDatabase[], extensions: readonly string[]): string {
  return [
    'export PGHOST=127.0.0.1 PGUSER="$POSTGRES_USER" PGDATABASE="$POSTGRES_DB" PGOPTIONS="--client-min-messages=warning"',
    'PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")',
    'export PGPASSWORD',
    'sql() { psql --no-psqlrc --quiet --no-password --set ON_ERROR_STOP=1 "$@"; }',
    'until pg_isready --quiet; do sleep 0.5; done',
    ...extensionsIn(undefined, extensions),
    ...databases.flatMap(linesFor),
  ].join('\n');
}

function linesFor({ database, user, passwordFile, extensions }: OwnedDatabase): readonly string[] {
  const values = [`database=${database}`, `user=${user}`];
  return [
    `export OWN_PASSWORD_FILE=${shellWord(passwordFile)}`,
    `sql ${values.map((value) => `--set ${shellWord(value)}`).join(' ')} <<'SQL'`,
    "SET log_statement = 'none'; SET log_min_error_statement = 'panic'; SET log_min_duration_statement = -1;",
    '\\set password `printf %s "$(cat "$OWN_PASSWORD_FILE")"`',
    "SELECT format('CREATE ROLE %I', :'user') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'user') \\gexec",
    'ALTER ROLE :"user" LOGIN PASSWORD :\'password\';',
    'SELECT line FROM (VALUES',
    "  (1, format('CREATE DATABASE %I OWNER %I', :'database', :'user')),",
    "  (2, format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', :'database')),",
    "  (3, format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', current_database()))",
    ") AS made(at, line) WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') ORDER BY at \\gexec",
    'SQL',
    ...extensionsIn(database, extensions),
  ];
}

/** As the superuser: most extensions need that. https://www.postgresql.org/docs/current/sql-createextension.html */
function extensionsIn(database: string | undefined, extensions: readonly string[]): readonly string[] {
  const where = database === undefined ? '' : ` --dbname=${shellWord(database)}`;
  return extensions.map(
    (extension) =>
      `sql${where} --set ${shellWord(`name=${extension}`)} <<'SQL'\nCREATE EXTENSION IF NOT EXISTS :"name" CASCADE;\nSQL`,
  );
}
