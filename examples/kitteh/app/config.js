// @ts-check

const { readFileSync } = require('node:fs');
const { parseDatabaseUrl } = require('./postgres/index.js');

const MEGABYTE = 1024 * 1024;

/** @typedef {ReturnType<typeof readConfig>} Config */

/** Everything in the environment is wrong in one message, not one message a restart. */
class ConfigError extends Error {
  /** @param {readonly string[]} problems */
  constructor(problems) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

/**
 * The only reader of the environment.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 */
function readConfig(env) {
  /** @type {string[]} */
  const problems = [];
  /** @template T @param {() => T} read @returns {T} */
  const attempt = (read) => {
    try {
      return read();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      return /** @type {T} never used: a problem means that we throw below */ (/** @type {unknown} */ (undefined));
    }
  };
  const config = {
    port: attempt(() => readPort(env.PORT ?? '4000')),
    database: attempt(() => readDatabase(env)),
    uploads: env.UPLOADS || '/var/uploads',
    uploadLimit: 10 * MEGABYTE,
    imagesUrl: attempt(() => readBaseUrl('IMAGES_URL', env.IMAGES_URL || 'http://images.localhost:8080')),
    assetsUrl: attempt(() => readBaseUrl('ASSETS_URL', env.ASSETS_URL || 'http://assets.localhost:8080')),
    /** Where this process itself reaches the assets, to learn their digests. */
    assetsInternalUrl: attempt(
      () => env.ASSETS_INTERNAL_URL && readBaseUrl('ASSETS_INTERNAL_URL', env.ASSETS_INTERNAL_URL),
    ),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** `DATABASE_URL`, or the file that `DATABASE_URL_FILE` names: a secret in a file is not in `docker inspect`. @param {Readonly<Record<string, string | undefined>>} env */
function readDatabase(env) {
  const { DATABASE_URL: url, DATABASE_URL_FILE: file } = env;
  if (url && file) throw new Error('DATABASE_URL and DATABASE_URL_FILE are both set: set one');
  if (!url && !file) throw new Error('DATABASE_URL is not set (postgres://user:password@host:5432/database)');
  return parseDatabaseUrl(file ? readFileSync(file, 'utf8').replace(/\r?\n$/, '') : (url ?? ''));
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535)
    throw new Error(`PORT must be a number from 0 to 65535, not ${JSON.stringify(text)}`);
  return port;
}

/** An http(s) URL without anything after its path, and without a slash at its end. @param {string} name @param {string} text */
function readBaseUrl(name, text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const proper = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
  if (!proper) throw new Error(`${name} must be a URL like http://images.localhost:8080`);
  return url.href.replace(/\/+$/, '');
}

module.exports = { ConfigError, readConfig };
