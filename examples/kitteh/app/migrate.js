import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { readConfig } from './config.js';

// Brings the schema up to date: each file of migrations/ once, in the order of their names, each in a transaction with
// the row that records it. A second process waits for the first and then finds nothing to do.

const folder = process.argv[2] ?? path.join(import.meta.dirname, 'migrations');
/** Any number that nothing else in this database locks. */
const LOCK = 548_834;

const client = new pg.Client({
  connectionString: readConfig(process.env).databaseUrl,
  application_name: 'kitteh-migrate',
  connectionTimeoutMillis: 5_000,
  lock_timeout: 60_000, // waiting for ever would hide that another process hangs
});
try {
  await client.connect();
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  await client.query(
    'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
  );
  const { rows } = await client.query('select name from schema_migrations');
  const applied = new Set(rows.map(({ name }) => name));
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  for (const name of files.sort().filter((name) => !applied.has(name))) {
    console.log(`migrate: ${name}`);
    await client.query('begin');
    await client.query(readFileSync(path.join(folder, name), 'utf8'));
    await client.query('insert into schema_migrations (name) values ($1)', [name]);
    await client.query('commit');
  }
  console.log('migrate: up to date');
} finally {
  await client.end(); // rolls back what is not committed, and gives the lock free
}
