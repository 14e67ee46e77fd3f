import {
  App,
  Environment,
  Remove,
  Replace,
  Service,
  Stack,
  type StackProps,
  Variable,
  Volume,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Alone extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const data = new Volume(this, 'data');

    // the shop

    const db = new Service(this, 'db', {
      image: 'postgres:17',
      environment: { POSTGRES_PASSWORD: 'dev' },
      ports: ['5432:5432'],
    });
    db.mount(data, { at: '/var/lib/postgresql/data' });

    const web = new Service(this, 'web', {
      build: './src',
      command: 'npm run dev',
      ports: ['3000:3000', '9229:9229'],
      environment: { DEBUG: '1', DATABASE_URL: 'postgres://db/shop' },
      volumes: ['./src:/app/src'],
      depends_on: [db.name, 'mail'],
    });

    if (this.environment.name === 'development') {
      // catches mail
      new Service(this, 'mail', { image: 'axllent/mailpit:v1.20', ports: ['8025:8025'] });
    }

    if (this.environment.name === 'production') {
      web.merge({
        build: new Remove(),
        command: new Remove(),
        ports: new Replace(['80:3000']),
        environment: { DEBUG: new Remove() },
        volumes: new Remove(),
        depends_on: { mail: new Remove() },
        image: 'registry.example/shop:1',
        restart: 'always',
      });

      db.merge({
        environment: { POSTGRES_PASSWORD: Variable.withDefault('DB_PASSWORD', 'prod') },
        ports: new Remove(),
        restart: 'always',
      });
    }
  }
}

const app = new App();
new Alone(app, 'alone', { environment: Environment.development() });
new Alone(app, 'alone-production', {
  name: 'alone',
  folder: 'alone-production',
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
});
