import { App, Environment, Network, Service, Stack, type StackProps } from 'compose-constructs';
import type { Construct } from 'constructs';

export class Accepted extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const front = new Network(this, 'front');

    const web = new Service(this, 'web', { image: 'web:1', ports: ['80:80'] });
    web.join(front);

    const old = new Service(this, 'old', {
      image: 'web:0',
      ports: ['80:80'],
      profiles: ['old'],
    });
    old.accept('host-port-taken', 'the Compose file had it so');

    if (this.environment.name === 'development') {
      web.merge({ ports: ['9229:9229'], build: './nowhere' });
      web.accept('build-folder-missing', 'the Compose file had it so');

      const worker = new Service(this, 'worker', { image: 'worker:1', ports: ['9229:9229'] });
      worker.accept('host-port-taken', 'the Compose file had it so');

      const other = new Service(this, 'other', { image: 'worker:1', build: './elsewhere' });
      other.accept('build-folder-missing', 'the Compose file had it so');
    }
  }
}

const app = new App();
new Accepted(app, 'accepted', {
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
});
new Accepted(app, 'accepted-development', {
  name: 'accepted',
  folder: 'accepted-development',
  environment: Environment.development(),
});
