// @ts-check

const http = require('node:http');
const { ConfigError, readConfig } = require('./config.js');
const { Kittehs } = require('./kittehs.js');
const { Pool } = require('./postgres/index.js');
const { Store } = require('./uploads/store.js');
const { Assets } = require('./web/assets.js');
const { createHandler } = require('./web/handler.js');
const { contentSecurityPolicy } = require('./web/reply.js');

const MANIFEST_AGE = 60_000;
/** Less than the ten seconds after which Docker kills a container that it stops. */
const SHUTDOWN = 8_000;

/** @param {import('./config.js').Config} config */
function serve(config) {
  const pool = Pool.to(config.database);
  const store = new Store(config.uploads, config.uploadLimit);
  const assets = new Assets(config.assetsUrl, config.assetsInternalUrl);
  const handler = createHandler({
    kittehs: new Kittehs(pool),
    store,
    urls: { asset: (name) => assets.url(name), image: (file) => `${config.imagesUrl}/${encodeURIComponent(file)}` },
    pageHeaders: { 'content-security-policy': contentSecurityPolicy(config.imagesUrl, config.assetsUrl) },
  });
  // A proxy keeps idle connections for about a minute: were ours to close earlier, it would now and then send a
  // request into a connection that is just closing, and answer 502.
  const server = http.createServer({ keepAliveTimeout: 75_000, requestTimeout: 120_000 }, handler);

  assets.refresh();
  setInterval(() => assets.refresh(), MANIFEST_AGE).unref();
  store.sweep().catch((error) => console.error('uploads:', error.message));
  server.listen(config.port, () => {
    const address = server.address();
    console.log(`kitteh: listening on port ${typeof address === 'object' ? address?.port : address}`);
  });
  process.once('SIGTERM', () => stop(server, pool));
  process.once('SIGINT', () => stop(server, pool));
}

/** Answers what is under way, takes nothing new, then ends. @param {http.Server} server @param {Pool} pool */
function stop(server, pool) {
  console.log('kitteh: stopping');
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const deadline = setTimeout(() => {
    console.error('kitteh: some requests did not end in time');
    process.exitCode = 1;
    server.closeAllConnections();
  }, SHUTDOWN);
  server.close(() => {
    clearInterval(sweep);
    clearTimeout(deadline);
    pool.end();
  });
}

function main() {
  try {
    serve(readConfig(process.env));
  } catch (error) {
    console.error('kitteh: cannot start:', error instanceof ConfigError ? error.message : error);
    process.exitCode = 1;
  }
}

main();
