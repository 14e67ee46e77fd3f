// @ts-check

const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { ConfigError, readConfig } = require('./config.js');
const { Connection, PostgresError } = require('./postgres/index.js');

const FOLDER = path.join(__dirname, 'migrations');

/** Any number that nothing else in this database locks. */
const LOCK = 548_834;

/**
 * Brings the schema up to date: each file of migrations/ once, in the order of their names, each in a transaction
 * with the row that records it. A second process waits for the first and then finds nothing to do.
 *
 * @param {Connection} connection
 * @param {string} [folder]
 * @returns {Promise<string[]>} the names that were applied
 */
async function migrate(connection, folder = FOLDER) {
  // Waiting for ever would hide that another process hangs.
  await connection.query("set lock_timeout = '60s'");
  await connection.query('select pg_advisory_lock($1)', [LOCK]);
  await connection.query(
    'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
  );
  const applied = new Set((await connection.query('select name from schema_migrations')).map(({ name }) => name));
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const missing = files.filter((name) => !applied.has(name));
  for (const name of missing) await apply(connection, name, readFileSync(path.join(folder, name), 'utf8'));
  await connection.query('select pg_advisory_unlock($1)', [LOCK]);
  return missing;
}

/** @param {Connection} connection @param {string} name @param {string} sql */
async function apply(connection, name, sql) {
  try {
    await connection.query('begin');
    await connection.script(sql);
    await connection.query('insert into schema_migrations (name) values ($1)', [name]);
    await connection.query('commit');
  } catch (error) {
    if (error instanceof PostgresError) error.message = `${name}: ${error.message}`;
    throw error; // closing the connection rolls back and gives the lock free
  }
}

async function main() {
  /** @type {Connection | undefined} */
  let connection;
  try {
    connection = await Connection.open({ ...readConfig(process.env).database, queryTimeout: 0 });
    const applied = await migrate(connection);
    for (const name of applied) console.log(`migrate: applied ${name}`);
    console.log(applied.length === 0 ? 'migrate: nothing to do' : 'migrate: done');
  } catch (error) {
    const known =
      error instanceof PostgresError ? error.describe() : error instanceof ConfigError ? error.message : error;
    console.error('migrate: failed:', known);
    process.exitCode = 1;
  } finally {
    connection?.close();
  }
}

if (require.main === module) main();

module.exports = { migrate };
