// One of each mistake that a construct can be given: every one is told, each once, with what to do about it.
import { App, Database, DataVolume, Engine, Environment, HealthCheck, Image, ReverseProxy, SecretFile, SecretSource, Stack, StaticSite, WebApp } from 'compose-constructs';

const app = new App();
const environment = Environment.production({ domain: 'shop.test', registry: 'https://ghcr.io/Acme', tag: 'a b' });
const stack = new Stack(app, 'shop', { environment });
const other = new Stack(app, 'other', { environment: Environment.development() });
const anything = (value: unknown): never => value as never;

const db = new Database(stack, 'db', { engine: Engine.postgres('9.6'), database: 'My Shop', memory: 'much' });
new SecretFile(stack, 'short', { source: SecretSource.generated({ length: 4 }) });
new SecretFile(stack, 'odd', { source: SecretSource.environment('NOT-A-NAME') });
const key = new SecretFile(stack, 'key');
const uploads = new DataVolume(stack, 'uploads');

const web = new WebApp(stack, 'Web', {
  image: Image.node({ source: './app', version: 'lts', packages: ['a b'], build: 'compile' }),
  port: 70000,
  environment: { PORT: '80' },
  healthCheck: HealthCheck.http('health'),
});
web.connect(db);
web.connect(db);
web.connect(db, { as: 'A B' });
web.connect(anything('db'));
web.connect(new Database(other, 'db', { engine: Engine.postgres('17'), database: 'shop' }));
web.readSecret(key, { variable: 'PORT' });
web.readSecret(key, { variable: '1' });
web.mount(uploads, { at: 'uploads' });
web.mount(anything(undefined), { at: '/x' });
web.mount(uploads, { at: '/a' });

const unknown = new WebApp(stack, 'unknown', { image: Image.registry('ghcr.io/acme/unknown:1'), port: 3000 });
unknown.readSecret(key, { variable: 'KEY' });
unknown.mount(uploads, { at: '/b' });

new WebApp(stack, 'phoenix', { image: Image.phoenix({ source: './none', app: 'My-App', elixir: 'latest' }), port: 4000 });
new StaticSite(stack, 'site', { image: Image.files({ source: './site', output: '..' }), fallback: 'index.html' });

const proxy = new ReverseProxy(stack, 'proxy', { maxBody: 'big', publish: { port: 0 } });
proxy.host('no host');
const host = proxy.host('shop.test');
proxy.host('shop.test');
host.forward('x', web);
host.forward('/', unknown);
host.forward('/', unknown);
host.forward('/db/', anything(db));
host.files('/file', uploads);
