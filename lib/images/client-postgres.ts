/**
 * How a client of PostgreSQL copies a database. The first user of the image is a superuser, and the client is that user.
 *
 * @module
 */
import type { ComposeText } from '../languages/compose';
import { wordWith } from './database';
import type { ClientLogin, DatabaseClientFacts } from './database-client';

/** https://www.postgresql.org/docs/current/app-psql.html */
const QUERY = '--no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1';

/**
 * Writes the roles before the database, which may name them as owners and in its rights. A role that is there already
 * stays as it is, with the password of its own server. https://www.postgresql.org/docs/current/app-pg-dumpall.html
 */
const ROLES = [
  'roles=$(pg_dumpall --roles-only) || exit; ',
  String.raw`printf '%s\n' "$roles" | sed -n `,
  // a role is two lines: it is made, and gets its rights and its password
  String.raw`-e '/^CREATE ROLE /{N; s/^CREATE ROLE \(.*\);\n\(.*\)$/SELECT to_regrole($n$\1$n$) IS NULL AS lacks \\gset\n\\if :lacks\nCREATE ROLE \1;\n\2\n\\endif/p; d;}' `,
  `-e '/^ALTER ROLE /p' -e '/^GRANT /p'; `,
].join('');

/** A table that neither the system made nor an extension, https://www.postgresql.org/docs/current/catalog-pg-depend.html. */
const TABLES = [
  "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace",
  "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'",
  "AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1 LIMIT 1",
].join(' ');

/** Statements that give a new database the owner and the rights of the one before it. */
const RIGHTS = [
  "SELECT format('ALTER DATABASE %I OWNER TO %I;', datname, pg_get_userbyid(datdba)) FROM pg_database WHERE datname = current_database()",
  "UNION ALL SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC;', datname) FROM pg_database WHERE datname = current_database() AND datacl IS NOT NULL",
  "UNION ALL SELECT format('GRANT %s ON DATABASE %I TO %s;', r.privilege_type, datname, CASE r.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.grantee)) END)",
  'FROM pg_database, aclexplode(datacl) r WHERE datname = current_database()',
].join(' ');

export const postgresClient: DatabaseClientFacts = {
  reachesAll: true,
  dump: (login) => run(login, `${ROLES}exec pg_dump "$@"`),
  // all of it or nothing
  restore: (login) => run(login, `exec psql ${QUERY} --single-transaction "$@" >/dev/null`),
  content: (login) => run(login, `exec psql ${QUERY} "$@" --command="$CONTENT"`, { CONTENT: TABLES }),
  // FORCE ends the connections of others, https://www.postgresql.org/docs/current/app-dropdb.html
  clear: (login) =>
    run(
      login,
      [
        `rights=$(psql ${QUERY} "$@" --command="$RIGHTS") || exit; name=\${1#--dbname=}`,
        'dropdb --force --maintenance-db=template1 "$name" && createdb --maintenance-db=template1 "$name" || exit',
        `printf '%s\\n' "$rights" | psql ${QUERY} "$@"`,
      ].join('; '),
      { RIGHTS },
    ),
};

/**
 * A client with the password from its file, https://www.postgresql.org/docs/current/libpq-envars.html.
 *
 * @param texts for the script, by the name of a variable
 */
function run(
  { host, user, database, passwordIn }: ClientLogin,
  script: string,
  texts: Readonly<Record<string, string>> = {},
): readonly ComposeText[] {
  const names = Object.keys(texts);
  const values = ['PGHOST', 'PGUSER', ...names].map((name, index) => `${name}=$${index + 1}`).join(' ');
  const login = `${values} PGPASSWORD=$(cat "$${passwordIn}"); export PGHOST PGUSER PGPASSWORD; shift ${names.length + 2}; `;
  return [
    'sh',
    '-c',
    login + script,
    'sh',
    host,
    wordWith('', user),
    ...Object.values(texts),
    wordWith('--dbname=', database),
  ];
}
