// Images that others built, in production: what we cannot know of them is said once, and nothing is built.
import { App, Database, DataVolume, Engine, Environment, HealthCheck, Image, ReverseProxy, SecretFile, SecretSource, Stack, WebApp } from 'compose-constructs';

const app = new App();
const stack = new Stack(app, 'shop', { environment: Environment.production({ domain: 'shop.test' }) });
const db = new Database(stack, 'db', { engine: Engine.postgres('17.6'), database: 'shop', user: 'keeper', memory: '4g', cpus: 2 });
const uploads = new DataVolume(stack, 'uploads');

const web = new WebApp(stack, 'web', {
  image: Image.registry('ghcr.io/acme/shop:4.2.0', {
    user: { uid: 1001, gid: 1001 },
    folders: ['/data'],
    entrypoint: ['/entrypoint'],
    command: ['serve'],
    probeWith: 'wget',
    tmpfs: ['/tmp', '/var/cache/shop'],
  }),
  port: 8000,
});
web.connect(db, { as: 'STORE' });
web.mount(uploads, { at: '/data' });
web.readSecret(new SecretFile(stack, 'session'), { variable: 'SESSION_KEY' });

const thumbnails = new WebApp(stack, 'thumbnails', {
  image: Image.registry('ghcr.io/acme/thumbnails:1.0.0'),
  port: 9000,
  healthCheck: HealthCheck.none('it is a single binary without an HTTP client'),
});
thumbnails.mount(uploads, { at: '/images', readOnly: true });
thumbnails.readSecret(new SecretFile(stack, 'license', { source: SecretSource.environment('LICENSE') }));

const proxy = new ReverseProxy(stack, 'proxy', { publish: { port: 8000 }, maxBody: '1g' });
proxy.host('shop.test').forward('/', web).forward('/thumbnails/', thumbnails).files('/originals/', uploads);
