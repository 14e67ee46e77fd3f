// Live code: in development the source of the host with the packages of the image, in production nothing of it.
import { App, Config, Environment, Image, Job, Stack, type StackProps, WebApp } from 'compose-constructs';
import type { Construct } from 'constructs';

class Shop extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const web = new WebApp(this, 'web', {
      image: Image.node({ source: './app', command: ['node', 'server.js'] }),
      port: 3000,
      live: { debug: 9229 },
    });
    const settings = new Config(this, 'settings', { file: './settings/shop.json' });
    web.readConfig(settings, { at: '/app/config/shop.json' });
    web.startAfter(new Job(this, 'bootstrap', { like: web, command: ['node', 'bootstrap.js'] }));
  }
}

const app = new App();
new Shop(app, 'shop-dev', { environment: Environment.development() });
new Shop(app, 'shop', { environment: Environment.production({ domain: 'shop.example' }) });
