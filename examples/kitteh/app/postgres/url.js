// @ts-check

/**
 * @typedef {object} Address
 * @property {string} host
 * @property {number} port
 * @property {string} user
 * @property {string} password
 * @property {string} database
 */

/**
 * Reads `postgres://user:password@host:port/database`. Every part may be percent-encoded, and user, password and
 * database must be where they contain `: / ? # [ ] @ %`.
 *
 * No message repeats any part of the URL: it holds the password, and messages end up in logs.
 *
 * @param {string} text
 * @returns {Address}
 */
function parseDatabaseUrl(text) {
  const url = parse(text);
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') throw invalid('it must start with postgres://');
  for (const [name, value] of url.searchParams) {
    if (name !== 'sslmode') throw invalid('the only parameter this client knows is sslmode');
    if (!['disable', 'allow', 'prefer'].includes(value))
      throw invalid('this client does not speak TLS, use sslmode=disable');
  }
  if (url.hash !== '') throw invalid('it contains a #, which must be written %23');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (host === '' || /[%\s]/.test(host)) throw invalid('the host is missing or malformed');
  const port = url.port === '' ? 5432 : Number(url.port);
  if (port === 0) throw invalid('the port must not be 0');
  const user = decode('user', url.username);
  const database = decode('database', url.pathname.slice(1));
  if (user === '') throw invalid('the user is missing');
  if (database === '') throw invalid('the database is missing');
  return { host, port, user, password: decode('password', url.password), database };
}

/** @param {string} text */
function parse(text) {
  try {
    return new URL(text);
  } catch {
    // The original error carries the whole input, so it must not travel on as a cause.
    throw invalid('it is not a URL; a password with special characters must be percent-encoded');
  }
}

/** @param {string} part @param {string} value */
function decode(part, value) {
  let text;
  try {
    text = decodeURIComponent(value);
  } catch {
    throw invalid(`the ${part} has a % that starts no percent-encoded character (a literal % is %25)`);
  }
  // Strings end with NUL in PostgreSQL's protocol: one inside would start another parameter.
  if (text.includes('\0')) throw invalid(`the ${part} contains a NUL character`);
  return text;
}

/** @param {string} why */
function invalid(why) {
  return new Error(`DATABASE_URL cannot be used: ${why} (postgres://user:password@host:5432/database)`);
}

module.exports = { parseDatabaseUrl };
