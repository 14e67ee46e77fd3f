// The desk.

import { App, Environment, Service, Stack, type StackProps, Volume } from 'compose-constructs';
import type { Construct } from 'constructs';

export class Parts extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const dbVolume = new Volume(this, 'db');

    // keeps
    const db = new Service(this, 'db', { image: 'mariadb:11' });
    db.mount(dbVolume, { at: '/var/lib/mysql' });

    // serves
    const web = new Service(this, 'web', {
      image: 'web:1',
      environment: { DB: 'db', CACHE: 'cache' },
    });
    // needs its tables
    web.startAfter(db, 'service_started');

    // forgets
    new Service(this, 'cache', { image: 'redis:7' });
  }
}

const app = new App();
new Parts(app, 'parts', { environment: Environment.development() });
