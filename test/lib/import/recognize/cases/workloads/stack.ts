import {
  App,
  Environment,
  Extension,
  Image,
  Job,
  Network,
  SecretFile,
  SecretSource,
  Service,
  type ServiceProps,
  Stack,
  type StackProps,
  Variable,
  Volume,
  Worker,
} from 'compose-constructs';
import type { Construct } from 'constructs';

// A shop that works off its mails
const shop = { image: 'ghcr.io/acme/shop:1.4', restart: 'unless-stopped' } satisfies ServiceProps;

export class Workloads extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const back = new Network(this, 'back');
    const defaultNetwork = new Network(this, 'default');

    const rows = new Volume(this, 'rows');
    const media = new Volume(this, 'media');

    const password = new SecretFile(this, 'password', { source: SecretSource.file('./password') });

    const db = new Service(this, 'db', {
      image: 'mysql:8', // not one that is known
      environment: { MYSQL_PASSWORD_FILE: '/run/secrets/password' },
      healthcheck: { test: 'mysqladmin ping' },
    });
    db.mount(rows, { at: '/var/lib/mysql' });
    db.readSecret(password.secret);

    // brings the tables up to date
    // it ends
    const migrate = new Job(this, 'migrate', {
      image: Image.registry('ghcr.io/acme/shop:1.4', { user: { uid: 1000, gid: 1000 } }),
      command: ['python', 'manage.py', 'migrate', '--noinput'],
      environment: {
        DATABASE_HOST: 'db',
        // the deploying host knows it
        SECRET_KEY: Variable.required('SECRET_KEY'),
        WORKERS: '2',
      },
      envFile: 'shop.env',
      hardened: false,
    });
    migrate.startAfter(db, 'service_healthy');
    migrate.join(defaultNetwork);
    migrate.readSecret(password);

    const seed = new Job(this, 'seed', {
      image: Image.registry('ghcr.io/acme/seed:2'),
      entrypoint: ['sh', '-c'],
      command: ['psql -f /seed.sql'],
      retries: 5,
      hardened: false,
    });
    seed.service.merge({ volumes: ['./seed.sql:/seed.sql:ro', `${rows.name}:/rows`] });
    seed.startAfter(migrate);
    seed.join(defaultNetwork);
    seed.join(back, { aliases: ['seeder'] });

    const web = new Service(this, 'web', {
      ...shop,
      ports: ['8000:8000'],
      environment: { DATABASE_HOST: 'db' },
    });
    web.startAfter(migrate.service, 'service_completed_successfully');
    web.startAfter(seed.service, 'service_completed_successfully');

    // sends mails
    const queue = new Worker(this, 'queue', {
      image: Image.registry('ghcr.io/acme/shop:1.4'),
      command: ['celery', '-A', 'shop', 'worker'],
      stopSignal: 'SIGQUIT',
      stopGracePeriod: '1m',
      labels: { team: 'mail' },
      hardened: false,
    });
    queue.service.merge({ restart: 'unless-stopped', mem_limit: '512m' });
    queue.startAfter(web, 'service_started');
    queue.join(defaultNetwork);
    queue.service.mount(media, { at: '/media' });

    // hardened, as a Worker is
    const beat = new Worker(this, 'beat', {
      image: Image.registry('ghcr.io/acme/shop:1.4', {
        user: { uid: 1000, gid: 1000 },
        tmpfs: ['/tmp', '/run/beat'],
      }),
      command: ['celery', '-A', 'shop', 'beat'],
      environment: { DATABASE_HOST: 'db' },
      memory: '256m',
      cpus: 0.5,
    });
    beat.service.merge({ restart: 'always' });

    const built = new Service(this, 'built', { build: './built' });
    built.startAfter(web, 'service_started');

    const waits = new Service(this, 'waits', {
      image: 'ghcr.io/acme/shop:1.4',
      command: ['celery', '-A', 'shop', 'worker', '-Q', 'slow'],
      restart: 'always',
      expose: [9000],
    });
    waits.startAfter(built, 'service_completed_successfully');

    // by hand: celery's purge
    const beatPurge = beat.task('purge', ['celery', '-A', 'shop', 'purge']);
    beatPurge.merge({ stdin_open: true });
    beatPurge.join(back);

    new Extension(this, 'x-shop', shop);
  }
}

const app = new App();
new Workloads(app, 'workloads', { environment: Environment.development() });
