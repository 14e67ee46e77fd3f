// What neither the example nor test/cases use: TLS in front, pages for an app that routes in the browser, an app that is
// built, and texts that a careless printer would break.
import {
  App,
  Database,
  Engine,
  Environment,
  HealthCheck,
  Image,
  ReverseProxy,
  SecretFile,
  Stack,
  StaticSite,
  Tls,
  WebApp,
} from 'compose-constructs';

const app = new App();
const stack = new Stack(app, 'wide', { environment: Environment.production({ domain: 'wide.test', tag: '1.2.3' }) });

const site = new StaticSite(stack, 'site', { image: Image.files({ source: './site' }), fallback: '/index.html' });
const web = new WebApp(stack, 'web', {
  image: Image.node({ source: './app', build: 'build', packages: ['imagemagick', 'ghostscript'] }),
  port: 3000,
  environment: {
    ODD: '~ no: "yes" \'on\' $HOME ${X} #\n\ttab é 0o17 1_000',
    DATE: '2024-01-01',
    OCTAL: '0755',
    SPACE: ' x ',
  },
  healthCheck: HealthCheck.http('/health?a=$b&c=(d)'),
  migrate: { command: ['node', '-e', 'console.log("$HOME")'] },
});
web.connect(new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'odd' }));
web.readSecret(new SecretFile(stack, 'key'), { variable: 'KEY' });

const proxy = new ReverseProxy(stack, 'proxy', {
  tls: Tls.terminatedBy({ from: ['10.0.0.0/8', 'fd00::/8'] }),
  maxBody: '0',
});
proxy.host('wide.test').forward('/', site);
proxy
  .host('api.wide.test')
  .forward('/v1.(0)/$x/', web, { stripPrefix: true })
  .forward('/a b;{"c\'}/', web)
  .forward('/~exact', web);
