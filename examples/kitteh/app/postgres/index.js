// @ts-check

// A PostgreSQL client that is just large enough for this example; a real application would use `pg`.
const { Connection } = require('./connection.js');
const { PostgresError } = require('./error.js');
const { Pool } = require('./pool.js');
const { parseDatabaseUrl } = require('./url.js');

module.exports = { Connection, Pool, PostgresError, parseDatabaseUrl };
