// Two of a construct of one's own, one that calls the other, in development: whose names are whose, and who meets whom.
import { App, Database, DataVolume, Engine, Environment, HealthCheck, Image, ReverseProxy, SecretFile, SecretSource, Stack, WebApp } from 'compose-constructs';
import { Construct } from 'constructs';

class Api extends Construct {
  readonly web: WebApp;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.web = new WebApp(this, 'web', {
      image: Image.node({ source: './app', build: 'build', command: ['node', 'dist/main.js'], packages: ['libvips42'] }),
      port: 3000,
      environment: { GREETING: 'it costs $5, "really"' },
      healthCheck: HealthCheck.http('/health'),
      migrate: { command: ['node', 'dist/migrate.js'] },
      internet: true,
    });
    this.web.connect(new Database(this, 'db', { engine: Engine.postgres('18-alpine'), database: 'api', password: SecretSource.environment('DB_PASSWORD') }));
    this.web.mount(new DataVolume(this, 'cache'), { at: '/app/cache' });
  }
}

const app = new App();
const stack = new Stack(app, 'suite', { environment: Environment.development() });
const [prices, orders] = [new Api(stack, 'prices'), new Api(stack, 'orders')];
orders.web.connect(prices.web, { as: 'PRICES' });
orders.web.readSecret(new SecretFile(stack, 'stripe', { source: SecretSource.file('./stripe-key') }), { variable: 'STRIPE_KEY' });

const proxy = new ReverseProxy(stack, 'proxy');
proxy.host('api.localhost').forward('/orders/', orders.web, { stripPrefix: true }).forward('/status', orders.web);
