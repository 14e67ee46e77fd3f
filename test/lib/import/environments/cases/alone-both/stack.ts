import { App, Environment, Service, Stack, type StackProps } from 'compose-constructs';
import type { Construct } from 'constructs';

export class AloneBoth extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const cache = new Service(this, 'cache', { image: 'valkey/valkey:8.1' });

    if (this.environment.name === 'development') {
      new Service(this, 'web-dev', { image: 'node:22', ports: ['3000:3000'] });
    }

    if (this.environment.name === 'production') {
      cache.merge({ restart: 'always' });

      const web = new Service(this, 'web', { image: 'registry.example/shop:1' });
      web.startAfter(cache, 'service_started');
    }
  }
}

const app = new App();
new AloneBoth(app, 'alone-both', { environment: Environment.development() });
new AloneBoth(app, 'alone-both-production', {
  name: 'alone-both',
  folder: 'alone-both-production',
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
});
