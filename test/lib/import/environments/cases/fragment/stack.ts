import { App, Environment, Service, Stack, type StackProps } from 'compose-constructs';
import type { Construct } from 'constructs';

export class Fragment extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const web = new Service(this, 'web', {
      image: 'web:1',
      depends_on: ['db'],
      networks: ['shared'],
    });

    if (this.environment.name === 'development') {
      web.merge({ ports: ['80:80'] });
    }

    if (this.environment.name === 'production') {
      web.merge({ restart: 'always' });
    }
  }
}

const app = new App();
new Fragment(app, 'fragment', {
  environment: Environment.development(),
  // what other Compose files define
  fragment: ['db', 'shared'],
});
new Fragment(app, 'fragment-production', {
  name: 'fragment',
  folder: 'fragment-production',
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
  fragment: ['db', 'shared'],
});
