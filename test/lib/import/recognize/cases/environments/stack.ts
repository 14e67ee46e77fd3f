import {
  App,
  Database,
  DataVolume,
  Engine,
  Environment,
  SecretSource,
  Service,
  Stack,
  type StackProps,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Environments extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const data = new DataVolume(this, 'data');

    const db = new Database(this, 'db', {
      engine: Engine.postgres('17'),
      database: 'shop',
      data,
      password: SecretSource.environment('DB_PASSWORD'),
    });

    const web = new Service(this, 'web', {
      image: 'acme/web:1.2',
      environment: { DB_HOST: 'db' },
      networks: ['default'],
    });
    web.join(db.network);

    if (this.environment.name === 'production') {
      db.service.merge({ restart: 'always' });

      web.merge({ environment: { LOG: 'json' } });

      const metrics = new Service(this, 'metrics', {
        image: 'acme/exporter:0.1',
        environment: { DATA_SOURCE: 'db:5432' },
        networks: ['default'],
      });
      metrics.join(db.network);
    }
  }
}

const app = new App();
new Environments(app, 'environments', {
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
});
new Environments(app, 'environments-development', {
  name: 'environments',
  folder: 'environments-development',
  environment: Environment.development(),
});
