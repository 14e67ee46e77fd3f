import {
  App,
  Environment,
  Remove,
  Replace,
  Service,
  Stack,
  type StackProps,
  Volume,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Environments extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const data = new Volume(this, 'data');

    const web = new Service(this, 'web', { image: 'web', ports: ['8080:80'] });
    web.mount(data, { at: '/data' });

    if (this.environment.name === 'production') {
      data.merge({ driver: 'nfs' });
      const certificates = new Volume(this, 'certificates');

      web.merge({
        restart: 'always',
        // behind the proxy
        ports: new Remove(),
        environment: new Replace({ LOG: 'warn' }),
      });

      const proxy = new Service(this, 'proxy', { image: 'nginx:1.27' });
      proxy.startAfter(web, 'service_started');
      proxy.mount(data, { at: '/data', readOnly: true, nocopy: false });
      proxy.mount(certificates, { at: '/certificates' });
    }
  }
}

const app = new App();
new Environments(app, 'environments', { environment: Environment.development() });
new Environments(app, 'environments-production', {
  name: 'environments',
  folder: 'environments-production',
  environment: Environment.production({ domain: 'example.org' }),
});
