import {
  App,
  Environment,
  Network,
  Service,
  Stack,
  type StackProps,
  text,
  Variable,
  Volume,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Shop extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const backend = new Network(this, 'backend', { internal: true });

    const data = new Volume(this, 'data');

    // the database
    const db = new Service(this, 'db', {
      image: 'postgres:17',
      environment: { POSTGRES_PASSWORD: Variable.required('DB_PASSWORD') },
    });
    db.join(backend);
    db.mount(data, { at: '/var/lib/postgresql/data' });

    const web = new Service(this, 'web', {
      image: text`ghcr.io/acme/web:${Variable.withDefault('TAG', 'latest')}`,
      ports: ['127.0.0.1:8080:80'],
    });
    web.startAfter(db, 'service_started');
    web.join(backend);
  }
}

const app = new App();
new Shop(app, 'shop', { environment: Environment.development() });
