import {
  App,
  Config,
  Environment,
  Remove,
  Service,
  Stack,
  type StackProps,
  text,
  Variable,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Paths extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const web = new Service(this, 'web', {
      build: { context: './web', dockerfile: 'Dockerfile' },
      env_file: ['config/web.env'],
      volumes: ['./config:/config:ro'],
    });

    if (this.environment.name === 'production') {
      const site = new Config(this, 'site', { file: './deploy/site.conf' });

      web.merge({
        build: new Remove(),
        image: 'web:1',
        env_file: ['deploy/production.env'],
        volumes: [
          './deploy/config:/config:ro',
          text`${Variable.withDefault('DATA', './data')}:/data`,
        ],
      });

      new Service(this, 'proxy', {
        image: 'nginx:1.27',
        volumes: ['./deploy/site.conf:/etc/nginx/conf.d/site.conf:ro'],
        ports: ['80:80'],
        configs: [site.name],
      });
    }
  }
}

const app = new App();
new Paths(app, 'paths', {
  environment: Environment.development(),
  // as in the Compose file: a changed file or secret recreates nobody until this is removed
  noticesChanges: false,
});
new Paths(app, 'paths-production', {
  name: 'paths',
  folder: 'paths-production',
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
  noticesChanges: false,
});
