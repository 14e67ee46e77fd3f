/**
 * The only reader of the environment. All that is wrong comes in one message, and no value: one of them is a password.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 */
export function readConfig(env) {
  const config = {
    port: Number(env.PORT || 4000),
    databaseUrl: env.DATABASE_URL ?? '',
    uploads: env.UPLOADS || '/var/uploads',
    imagesUrl: withoutSlash(env.IMAGES_URL || 'http://images.localhost:8080'),
    assetsUrl: withoutSlash(env.ASSETS_URL || 'http://assets.localhost:8080'),
    /** Where this process itself reaches the assets, to learn their digests. */
    assetsInternalUrl: withoutSlash(env.ASSETS_INTERNAL_URL ?? ''),
  };
  const problems = [
    !(config.port >= 0 && config.port < 65536) && 'PORT must be a number from 0 to 65535',
    !isUrl(config.databaseUrl, /^postgres(ql)?:$/) && 'DATABASE_URL must be postgres://user:password@host/database',
    !isUrl(config.imagesUrl, /^https?:$/) && 'IMAGES_URL must be a URL',
    !isUrl(config.assetsUrl, /^https?:$/) && 'ASSETS_URL must be a URL',
    config.assetsInternalUrl && !isUrl(config.assetsInternalUrl, /^https?:$/) && 'ASSETS_INTERNAL_URL must be a URL',
  ].filter(Boolean);
  if (problems.length > 0) throw new Error(`The environment cannot be used:\n${problems.join('\n')}`);
  return config;
}

/** @param {string} text @param {RegExp} protocol */
function isUrl(text, protocol) {
  return URL.canParse(text) && protocol.test(new URL(text).protocol);
}

/** @param {string} url */
function withoutSlash(url) {
  return url.replace(/\/+$/, '');
}
