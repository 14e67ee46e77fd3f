// The shop

import {
  App,
  Database,
  DataVolume,
  Engine,
  Environment,
  Network,
  Remove,
  SecretSource,
  Service,
  Stack,
  type StackProps,
  Variable,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Everything extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const front = new Network(this, 'front');
    const back = new Network(this, 'back');
    const shared = new Network(this, 'shared', { external: true });

    // on the fast disk
    const pgdata = new DataVolume(this, 'pgdata');
    const eventsData = new DataVolume(this, 'events-data', { name: 'events-2024', external: true });

    // keeps the orders
    // until 2029
    const db = new Database(this, 'db', {
      engine: Engine.postgres('17-alpine'),
      database: 'shop',
      data: pgdata,
      password: SecretSource.file('secrets/everything/db-password'),
      memory: '2g',
      cpus: 1.5,
    });
    db.service.merge({
      container_name: 'shop-db',
      restart: 'unless-stopped',
      shm_size: '256mb',
      environment: { TZ: 'Europe/Vienna' },
      deploy: { resources: { reservations: { memory: '1g' } } },
    });

    const events = new Database(this, 'events', {
      engine: Engine.postgres('18'),
      database: 'log',
      user: 'keeper',
      data: eventsData,
      password: SecretSource.environment('EVENTS_PASSWORD'),
    });
    events.service.merge({
      command: '-c shared_buffers=1GB',
      deploy: { resources: { limits: { memory: new Remove() } } },
    });
    events.service.join(events.network, { aliases: ['journal'] });
    events.service.join(shared);

    const web = new Service(this, 'web', {
      image: 'acme/web:1.2',
      environment: { DATABASE_URL: 'postgres://shop:s3cr3t@db:5432/shop' },
      networks: [front.name, 'default'],
    });
    web.startAfter(db.service, 'service_healthy');
    web.join(db.network);

    const worker = new Service(this, 'worker', {
      image: 'acme/web:1.2',
      command: ['work', '--queue', 'postgres://shop-db/shop'],
      environment: { DB_PASSWORD: 's3cr3t', DB_HOST: Variable.withDefault('DB_HOST', 'db') },
      networks: ['default'],
    });
    worker.join(db.network);

    const admin = new Service(this, 'admin', {
      image: 'adminer:5',
      ports: ['127.0.0.1:8080:8080'],
      networks: ['default'],
    });
    // its files do not name db, which it could reach: if it need not, remove this line
    admin.join(db.network);

    const backup = new Service(this, 'backup', { image: 'acme/backup:3' });
    backup.join(back);
    backup.mount(pgdata.volume, { at: '/data', readOnly: true, nocopy: false });
    // its files do not name events, which it could reach: if it need not, remove this line
    backup.join(events.network);
  }
}

const app = new App();
new Everything(app, 'everything', { environment: Environment.development() });
