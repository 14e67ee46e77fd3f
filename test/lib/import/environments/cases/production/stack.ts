// A blog and its database.

import {
  App,
  Environment,
  Replace,
  Service,
  Stack,
  type StackProps,
  Variable,
  Volume,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Production extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const dbVolume = new Volume(this, 'db');

    const db = new Service(this, 'db', {
      image: 'mariadb:11',
      environment: {
        MARIADB_DATABASE: 'blog',
        MARIADB_ROOT_PASSWORD: Variable.withDefault('DB_PASSWORD', 'secret'),
      },
    });
    db.mount(dbVolume, { at: '/var/lib/mysql' });

    const blog = new Service(this, 'blog', {
      image: 'ghost:5',
      environment: { database__connection__host: 'db', url: 'https://blog.example.org' },
    });
    blog.startAfter(db, 'service_started');

    if (this.environment.name === 'development') {
      blog.merge({ ports: ['2368:2368'] });
    }

    if (this.environment.name === 'production') {
      blog.merge({
        restart: 'unless-stopped',
        environment: { mail__transport: 'SMTP' },
        deploy: { resources: { limits: { memory: '512M' } } },
      });

      db.merge({
        restart: 'unless-stopped',
        // on the fast disk
        volumes: new Replace(['/srv/fast/db:/var/lib/mysql']),
      });
    }
  }
}

const app = new App();
new Production(app, 'production', { environment: Environment.development() });
new Production(app, 'production-production', {
  name: 'production',
  folder: 'production-production',
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
});
