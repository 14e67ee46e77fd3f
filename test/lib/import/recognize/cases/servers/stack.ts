import {
  App,
  Cache,
  Database,
  DataVolume,
  Engine,
  Environment,
  Network,
  Queue,
  Remove,
  SecretSource,
  Service,
  Stack,
  type StackProps,
  text,
  Variable,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Servers extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const defaultNetwork = new Network(this, 'default');

    const cacheData = new DataVolume(this, 'cache-data', {
      name: text`${Variable.of('COMPOSE_PROJECT_NAME')}_cache`,
    });
    const messages = new DataVolume(this, 'messages');
    const jobsData = new DataVolume(this, 'jobs-data');
    const ordersData = new DataVolume(this, 'orders-data', {
      driver: 'local',
      driver_opts: {
        type: 'none',
        o: 'bind',
        device: text`${Variable.withDefault('DATA', '/srv')}/orders`,
      },
    });

    // sessions of visitors
    const cache = new Cache(this, 'cache', {
      engine: Engine.redis('7.4-alpine'),
      data: cacheData,
      password: SecretSource.environment('CACHE_PASSWORD'),
    });
    cache.service.merge({
      command: ['redis-server', '--appendonly', 'yes'],
      environment: { TZ: 'Europe/Vienna' },
      deploy: { resources: { limits: { memory: new Remove() } } },
    });

    const pages = new Cache(this, 'pages', {
      engine: Engine.valkey('8.1-alpine'),
      password: 'none',
    });
    pages.service.merge({
      image: 'valkey/valkey:alpine',
      command: ['valkey-server', '--save', '', '--appendonly', 'no', '--maxmemory', '100mb'],
      deploy: { resources: { limits: { memory: new Remove() } } },
    });

    const jobs = new Cache(this, 'jobs', {
      engine: Engine.redis('8'),
      data: jobsData,
      password: 'none',
    });
    jobs.service.merge({
      command: ['redis-server'],
      deploy: { resources: { limits: { memory: new Remove() } } },
    });

    const hot = new Cache(this, 'hot', {
      engine: Engine.memcached('1.6'),
      memory: '300m',
    });
    hot.service.merge({ command: ['memcached', '-m', '256'] });

    const broker = new Queue(this, 'broker', {
      engine: Engine.rabbitmq('4.1-management'),
      user: Variable.withDefault('BROKER_USER', 'shop'),
      virtualHost: 'orders',
      data: messages,
      password: SecretSource.file('secrets/servers/broker-password'),
    });
    broker.service.merge({
      hostname: 'broker',
      environment: {
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-rabbit log_levels [{default,error}]',
        RABBITMQ_NODENAME: 'rabbit@broker',
      },
      ports: ['15672:15672'],
    });
    broker.service.join(defaultNetwork);

    const orders = new Database(this, 'orders', {
      engine: Engine.pgvector('pg17'),
      database: 'shop',
      data: ordersData,
      password: SecretSource.environment('DB_PASSWORD'),
    });
    orders.service.merge({
      environment: { EXTRA_DATABASE: 'archive' },
      healthcheck: { test: "pg_isready -U shop && psql -U shop -c 'SELECT 1'", interval: '5s' },
      volumes: [
        {
          type: 'bind',
          source: './init.sql',
          target: '/docker-entrypoint-initdb.d/init.sql',
          read_only: true,
        },
      ],
    });

    const web = new Service(this, 'web', {
      image: 'acme/web:1.2',
      environment: {
        REDIS_URL: text`redis://:${Variable.of('CACHE_PASSWORD')}@cache:6379`,
        AMQP_URL: 'amqp://shop:s3cr3t@broker:5672/orders',
        DATABASE_URL: 'postgres://shop@orders/shop',
      },
    });
    web.startAfter(cache.service, 'service_healthy');
    web.startAfter(broker.service, 'service_started');
    web.join(defaultNetwork);
    web.join(cache.network);
    // its files do not name pages, which it could reach: if it need not, remove this line
    web.join(pages.network);
    // its files do not name jobs, which it could reach: if it need not, remove this line
    web.join(jobs.network);
    // its files do not name hot, which it could reach: if it need not, remove this line
    web.join(hot.network);
    web.join(orders.network);

    new Service(this, 'talk', { image: 'nats:2.12' });
  }
}

const app = new App();
new Servers(app, 'servers', { environment: Environment.development() });
