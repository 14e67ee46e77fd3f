import {
  App,
  Database,
  DataVolume,
  Engine,
  Environment,
  HealthCheck,
  Image,
  ReverseProxy,
  Stack,
  type StackProps,
  StaticSite,
  Variable,
  WebApp,
} from 'compose-constructs';
import type { Construct } from 'constructs';

/** Cat pictures: an app that takes them, a database, and three hosts behind one proxy. */
class Kitteh extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const { domain } = this.environment;

    const proxy = new ReverseProxy(this, 'proxy', { maxBody: '11m' });
    const site = proxy.host(domain);
    const images = proxy.host(`images.${domain}`);
    const files = proxy.host(`assets.${domain}`);

    const db = new Database(this, 'db', { engine: Engine.postgres('17'), database: 'kitteh' });
    const uploads = new DataVolume(this, 'uploads');
    const assets = new StaticSite(this, 'assets', { image: Image.files({ source: './assets' }) });

    const web = new WebApp(this, 'web', {
      image: Image.node({ source: './app', command: ['node', 'server.js'] }),
      port: 4000,
      environment: { IMAGES_URL: images.url, ASSETS_URL: files.url },
      healthCheck: HealthCheck.http('/health'),
      migrate: { command: ['node', 'migrate.js'] },
    });
    web.connect(db);
    web.connect(assets, { as: 'ASSETS_INTERNAL' });
    web.mount(uploads, { at: '/var/uploads' });

    site.forward('/', web);
    images.files('/', uploads);
    files.forward('/', assets);
  }
}

const app = new App();
new Kitteh(app, 'kitteh-dev', { environment: Environment.development() });
new Kitteh(app, 'kitteh', {
  environment: Environment.production({
    domain: 'kitt.eh',
    registry: 'ghcr.io/floriank',
    tag: Variable.required('TAG', 'the version to deploy'),
  }),
});
