import { App, Environment, Service, Stack, type StackProps, Volume } from 'compose-constructs';
import type { Construct } from 'constructs';

export class NothingKnown extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const data = new Volume(this, 'data');

    new Service(this, 'web', { image: 'nginx:1.30' });

    const old = new Service(this, 'old', {
      image: 'postgres:9.6',
      environment: { POSTGRES_PASSWORD: 'secret' },
    });
    old.mount(data, { at: '/var/lib/postgresql/data' });
  }
}

const app = new App();
new NothingKnown(app, 'nothing-known', { environment: Environment.development() });
