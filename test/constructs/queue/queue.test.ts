import { DataVolume, Engine, Queue, type QueueProps } from 'compose-constructs';
import { node, synth, web } from '../support';

const queueWith = (props: Partial<QueueProps> = {}) =>
  synth((stack) => {
    const queue = new Queue(stack, 'queue', { engine: Engine.rabbitmq('4.2'), ...props });
    web(stack, { image: node }).connect(queue);
  });

describe('a server of RabbitMQ', () => {
  it.each([
    ['4.2', '999:999'],
    ['4.3.5-management', '999:999'],
    ['4-alpine', '100:101'],
  ])('of version %s is the official image, without root', (version, user) => {
    expect(queueWith({ engine: Engine.rabbitmq(version) }).service('queue')).toMatchObject({
      image: `rabbitmq:${version}`,
      user,
      read_only: true,
      cap_drop: ['ALL'],
      command: ['rabbitmq-server'],
      volumes: [{ source: 'queue-data', target: '/var/lib/rabbitmq' }],
      stop_grace_period: '2m',
    });
  });

  it('has one name for its node, whatever its container is called, and no variable with a password', () => {
    expect(queueWith().service('queue')['environment']).toEqual({
      RABBITMQ_NODENAME: 'rabbit@localhost',
      ERL_MAX_PORTS: '65536',
      RABBITMQ_DEFAULT_USER: 'app',
      RABBITMQ_DEFAULT_VHOST: '/',
      RABBITMQ_PASSWORD_FILE: '/run/secrets/queue-password',
    });
  });

  it('has its memory and the settings of its author in a file', () => {
    const { file } = queueWith({ memory: '1g', settings: { heartbeat: '30' } });
    expect(file('queue/90-compose-constructs.conf')).toBe(
      'vm_memory_high_watermark.absolute = 644245094\nheartbeat = 30\n',
    );
  });

  it('tells its clients everything, in the words that they know', () => {
    const { service, file } = queueWith({ user: 'shop', virtualHost: 'orders' });
    expect(service('web')['environment']).toMatchObject({
      AMQP_HOST: 'queue',
      AMQP_PORT: '5672',
      AMQP_USER: 'shop',
      AMQP_VHOST: 'orders',
      AMQP_PASSWORD_FILE: '/run/secrets/queue-password',
    });
    expect(file('web/with-secrets.sh')).toContain(
      'AMQP_URL=amqp://shop:"$(encoded /run/secrets/queue-password)"@queue:5672/orders\n',
    );
    expect(queueWith().file('web/with-secrets.sh')).toContain('@queue:5672/%2F\n');
  });

  it.each([
    ['spring', 'SPRING_RABBITMQ_VIRTUAL_HOST'],
    ['laravel', 'RABBITMQ_VHOST'],
  ] as const)('has words for %s', (framework, variable) => {
    const { service } = synth((stack) => {
      const queue = new Queue(stack, 'queue', { engine: Engine.rabbitmq('4.2') });
      web(stack, { image: node }).connect(queue, { for: framework });
    });
    expect(service('web')['environment']).toMatchObject({ [variable]: '/' });
  });

  it.each([
    [{ user: 'a:b' }, 'queue-name-invalid: shop/queue'],
    [{ virtualHost: 'a/b' }, 'queue-name-invalid: shop/queue'],
    [{ settings: { heartbeat: '30\nloopback_users = none' } }, 'setting-invalid: shop/queue'],
    [{ engine: Engine.rabbitmq('3.13') }, 'version-unknown: shop/queue'],
    [{ engine: Engine.nats('2.12'), virtualHost: 'x' }, 'virtual-host-unused: shop/queue'],
  ])('is given nothing that would break it: %j', (props, id) => {
    expect(queueWith(props).ids).toEqual([id]);
  });
});

describe('a server of NATS', () => {
  it('is the variant with a shell, with JetStream in its volume', () => {
    const { service, file } = queueWith({ engine: Engine.nats('2.12') });
    expect(service('queue')).toMatchObject({
      image: 'nats:2.12-alpine',
      volumes: [{ source: 'queue-data', target: '/data' }],
      environment: { NATS_USER: 'app', NATS_PASSWORD_FILE: '/run/secrets/queue-password' },
    });
    expect(file('queue/settings.conf')).toContain('jetstream { store_dir: "/data", max_mem: 268435456 }');
    expect(service('web')['environment']).toMatchObject({ NATS_HOST: 'queue', NATS_USER: 'app' });
    expect(file('web/with-secrets.sh')).toContain('NATS_URL=nats://app:');
  });
});

it('a queue keeps its messages in a volume that is there already', () => {
  const { service } = synth((stack) => {
    new Queue(stack, 'queue', { engine: Engine.rabbitmq('4.2'), data: new DataVolume(stack, 'old') });
  });
  expect(service('queue')['volumes']).toEqual([{ type: 'volume', source: 'old', target: '/var/lib/rabbitmq' }]);
});
