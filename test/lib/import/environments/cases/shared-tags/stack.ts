import {
  App,
  Environment,
  Extension,
  Remove,
  Replace,
  Service,
  type ServiceProps,
  Stack,
  type StackProps,
} from 'compose-constructs';
import type { Construct } from 'constructs';

const appDefaults = {
  image: 'example.org/shop:1',
  ports: ['8080:8080'],
  environment: { MODE: 'dev', DEBUG: '1' },
} satisfies ServiceProps;

const closed = { environment: { MODE: 'production' } } satisfies ServiceProps;

const settings = { MODE: 'background' } satisfies ServiceProps['environment'];

export class SharedTags extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const web = new Service(this, 'web', appDefaults);

    const admin = new Service(this, 'admin', { ...appDefaults, ports: ['8081:8080'] });

    const worker = new Service(this, 'worker', { ...appDefaults, ports: ['8082:8080'] });

    if (this.environment.name === 'production') {
      // a merge key brings what replaces, and nothing that takes away
      web.merge({ ...closed, environment: new Replace({ MODE: 'production' }) });

      admin.merge({ ...closed, environment: new Replace({ MODE: 'admin' }) });

      worker.merge({
        ports: new Remove(),
        environment: new Replace({ ...settings, QUEUE: 'mail' }),
      });

      new Extension(this, 'x-closed', closed);
      new Extension(this, 'x-settings', settings);
    }
  }
}

const app = new App();
new SharedTags(app, 'shared-tags', { environment: Environment.development() });
new SharedTags(app, 'shared-tags-production', {
  name: 'shared-tags',
  folder: 'shared-tags-production',
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
});
