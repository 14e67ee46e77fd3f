import {
  App,
  Environment,
  Extension,
  Network,
  Secret,
  Service,
  type ServiceProps,
  Stack,
  type StackProps,
  text,
  Variable,
  Volume,
} from 'compose-constructs';
import type { Construct } from 'constructs';

const tag = Variable.withDefault('TAG', 'latest');

// Shop of ACME
const logging = {
  driver: 'json-file', // the default
  options: { 'max-size': '10m', 'max-file': '3' },
} satisfies ServiceProps['logging'];

const common = { restart: 'unless-stopped', logging, networks: ['backend'] } satisfies ServiceProps;

export class Anchors extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const backend = new Network(this, 'backend', { internal: true });
    const front = new Network(this, 'front');
    new Network(this, 'default', { driver: 'bridge' });

    const data = new Volume(this, 'data');
    new Volume(this, 'cache');

    const key = new Secret(this, 'key', { file: './key' });

    const db = new Service(this, 'db', {
      image: 'postgres:17',
      logging,
      healthcheck: {
        test: ['CMD-SHELL', 'pg_isready -U postgres -d something_longer_than_that'],
        interval: '10s',
        timeout: '5s',
        retries: 5,
      },
    });
    db.join(backend);
    // keep
    // where data is
    db.mount(data, { at: '/var/lib/postgresql/data' });

    const cache = new Service(this, 'cache', { image: 'valkey' });

    // the web
    const web = new Service(this, 'web', {
      ...common,
      image: text`ghcr.io/acme/web:${tag}`,
      ports: [
        '127.0.0.1:8080:80', // http
        '8443:443',
      ],
      environment: {
        DB_PASSWORD: Variable.required('DB_PASSWORD', 'say it'),
        // the url
        URL: text`http://${Variable.withDefault('DOMAIN', 'localhost')}:${Variable.withDefault('PORT', '80', { emptyCounts: true })}/${Variable.of('X')}$Y`,
      },
      volumes: ['./conf:/etc/conf:ro'],
      networks: { [front.name]: { aliases: ['www'] }, [backend.name]: null },
      command: text`set -e
echo "hi" | grep 'x' \\
  && echo ${tag}
exec web
`,
      build: { context: '.', args: { TAG: tag } },
    });
    web.startAfter(db, 'service_started');
    web.startAfter(cache, 'service_started');
    web.mount(data, { at: '/data' });
    web.readSecret(key);
    web.readSecret(key, { as: 'other' });

    new Service(this, 'worker', {
      ...common,
      image: text`ghcr.io/acme/web:${tag}`,
      network_mode: `service:${web.name}`,
      volumes: [
        `${data.name}:/data:ro`,
        './x:/x',
        { type: 'volume', source: data.name, target: '/y', volume: { subpath: 'a' } },
      ],
    });

    new Extension(this, 'x-logging', logging);
    new Extension(this, 'x-common', common);
  }
}

const app = new App();
new Anchors(app, 'anchors', {
  environment: Environment.development(),
  // as in the Compose file: a changed file or secret recreates nobody until this is removed
  noticesChanges: false,
});
