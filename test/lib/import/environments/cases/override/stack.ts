// A blog and its database.

import {
  App,
  Environment,
  Service,
  Stack,
  type StackProps,
  Variable,
  Volume,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Override extends Stack {
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

    // On a developer's machine only.
    if (this.environment.name === 'development') {
      blog.merge({
        build: '.', // instead of the published image
        environment: {
          // without TLS
          url: 'http://localhost:2368',
          NODE_ENV: 'development',
        },
        ports: ['2368:2368'],
        volumes: ['./content:/var/lib/ghost/content'],
      });

      // to look into the database
      const adminer = new Service(this, 'adminer', { image: 'adminer:4', ports: ['8080:8080'] });
      adminer.startAfter(db, 'service_started');
    }
  }
}

const app = new App();
new Override(app, 'override', { environment: Environment.development() });
new Override(app, 'override-production', {
  name: 'override',
  folder: 'override-production',
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
});
