import {
  App,
  Environment,
  Extension,
  Service,
  type ServiceProps,
  Stack,
  type StackProps,
} from 'compose-constructs';
import type { Construct } from 'constructs';

const logging = {
  driver: 'json-file',
  options: { 'max-size': '10m' },
} satisfies ServiceProps['logging'];

const always = {
  restart: 'always',
  logging: { driver: 'syslog', options: { 'syslog-address': 'udp://log.example.org:514' } },
} satisfies ServiceProps;

export class Anchors extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const web = new Service(this, 'web', { image: 'web:1', logging });

    const worker = new Service(this, 'worker', { image: 'worker:1', logging });

    new Extension(this, 'x-logging', logging);

    if (this.environment.name === 'production') {
      web.merge({ ...always, ports: ['80:80'] });

      worker.merge(always);

      this.node.tryRemoveChild('x-logging');
      // as the data centre wants it
      new Extension(this, 'x-logging', {
        driver: 'syslog',
        options: { 'max-size': '10m', 'syslog-address': 'udp://log.example.org:514' },
      });
      new Extension(this, 'x-always', always);
    }
  }
}

const app = new App();
new Anchors(app, 'anchors', { environment: Environment.development() });
new Anchors(app, 'anchors-production', {
  name: 'anchors',
  folder: 'anchors-production',
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
});
