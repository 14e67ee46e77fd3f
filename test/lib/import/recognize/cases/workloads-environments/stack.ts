import {
  App,
  Database,
  DataVolume,
  Engine,
  Environment,
  Image,
  Job,
  Network,
  SecretSource,
  Service,
  Stack,
  type StackProps,
  Volume,
  Worker,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class WorkloadsEnvironments extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const defaultNetwork = new Network(this, 'default');

    const rows = new DataVolume(this, 'rows');

    const db = new Database(this, 'db', {
      engine: Engine.postgres('17'),
      database: 'postgres',
      data: rows,
      password: SecretSource.environment('DB_PASSWORD'),
    });

    const migrate = new Job(this, 'migrate', {
      image: Image.registry('acme/shop:1'),
      command: ['migrate'],
      environment: { PGHOST: 'db' },
      hardened: false,
    });
    migrate.startAfter(db);
    migrate.join(defaultNetwork);
    migrate.service.join(db.network);

    const web = new Service(this, 'web', {
      image: 'acme/shop:1',
      command: ['serve'],
      ports: ['127.0.0.1:8000:8000'],
    });
    web.startAfter(migrate.service, 'service_completed_successfully');
    web.join(defaultNetwork);
    // its files do not name db, which it could reach: if it need not, remove this line
    web.join(db.network);

    const queue = new Worker(this, 'queue', {
      image: Image.registry('acme/shop:1'),
      command: ['work', '--queue', 'mails'],
      environment: { PGHOST: 'db' },
      hardened: false,
    });
    queue.service.merge({ restart: 'unless-stopped' });
    queue.startAfter(db.service, 'service_started');
    queue.join(defaultNetwork);
    queue.service.join(db.network);

    if (this.environment.name === 'production') {
      const dumps = new Volume(this, 'dumps');

      migrate.service.merge({ environment: { LOG: 'warning' } });
      migrate.service.mount(dumps, { at: '/dumps' });

      queue.service.merge({ restart: 'always', deploy: { replicas: 3 } });
      queue.service.startAfter(web, 'service_started');
    }
  }
}

const app = new App();
new WorkloadsEnvironments(app, 'workloads-environments', {
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
});
new WorkloadsEnvironments(app, 'workloads-environments-development', {
  name: 'workloads-environments',
  folder: 'workloads-environments-development',
  environment: Environment.development(),
});
