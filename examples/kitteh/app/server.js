import pg from 'pg';
import { createApp } from './app.js';
import { Assets } from './assets.js';
import { readConfig } from './config.js';
import { Kittehs } from './kittehs.js';
import { Pages } from './pages.js';
import { Uploads } from './uploads.js';

const config = readConfig(process.env);
const pool = new pg.Pool({
  connectionString: config.databaseUrl,
  application_name: 'kitteh',
  max: 5,
  connectionTimeoutMillis: 5_000,
  query_timeout: 10_000,
});
const assets = new Assets(config.assetsUrl, config.assetsInternalUrl);
const uploads = new Uploads(config.uploads);
const app = createApp(new Kittehs(pool), uploads, new Pages(assets, config.imagesUrl));

// The pool drops a broken connection and opens another when one is needed. Without these listeners its error would end
// the process: https://node-postgres.com/apis/pool#error.
pool.on('connect', (client) => client.on('error', ({ message }) => app.log.warn(`database: ${message}`)));
pool.on('error', () => undefined);
app.addHook('onClose', () => pool.end());

const everyMinute = () => {
  assets.refresh().catch(({ message }) => app.log.warn(`assets: no manifest: ${message}`));
  uploads.sweep().catch(({ message }) => app.log.warn(`uploads: ${message}`));
};
everyMinute();
setInterval(everyMinute, 60_000).unref();

// Answers what is under way, takes nothing new, then ends.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => app.close());

await app.listen({ port: config.port, host: '0.0.0.0' });
