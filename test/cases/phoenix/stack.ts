import { App, Database, DataVolume, Engine, Environment, HealthCheck, Image, ReverseProxy, SecretFile, Stack, StaticSite, WebApp } from 'compose-constructs';

const app = new App();
const stack = new Stack(app, 'kitteh', { environment: Environment.production({ domain: 'kitt.eh', tag: '1.0.0' }) });

const db = new Database(stack, 'db', { engine: Engine.postgres('18'), database: 'kitteh_prod' });
const uploads = new DataVolume(stack, 'uploads');
const assets = new StaticSite(stack, 'assets', { image: Image.files({ source: './assets', output: 'public' }) });

const web = new WebApp(stack, 'web', {
  image: Image.phoenix({ source: './kitteh', app: 'kitteh', packages: ['imagemagick'] }),
  port: 4000,
  environment: { PHX_HOST: 'kitt.eh' },
  healthCheck: HealthCheck.http('/health'),
  migrate: { command: ['/app/bin/kitteh', 'eval', 'Kitteh.Release.migrate()'] },
});
web.connect(db);
web.mount(uploads, { at: '/var/uploads' });
web.readSecret(new SecretFile(stack, 'key-base'), { variable: 'SECRET_KEY_BASE' });

const proxy = new ReverseProxy(stack, 'proxy');
proxy.host('kitt.eh').forward('/', web);
proxy.host('images.kitt.eh').files('/', uploads);
proxy.host('assets.kitt.eh').forward('/', assets);
