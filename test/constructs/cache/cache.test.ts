import { Cache, type CacheProps, DataVolume, Engine, Service } from 'compose-constructs';
import { node, production, synth, web } from '../support';

const serviceOf = (props: Partial<CacheProps> = {}) =>
  synth((stack) => new Cache(stack, 'cache', { engine: Engine.valkey('8.1'), ...props })).service('cache');

describe('a server of Valkey or Redis', () => {
  it.each([
    ['valkey', Engine.valkey, '8.1', 'valkey/valkey:8.1', '999:999'],
    ['valkey', Engine.valkey, '9.0.5', 'valkey/valkey:9.0.5', '999:999'],
    ['valkey', Engine.valkey, '8.1-alpine', 'valkey/valkey:8.1-alpine', '999:1000'],
    ['redis', Engine.redis, '8.2', 'redis:8.2', '999:999'],
    ['redis', Engine.redis, '7.4.11-alpine3.22', 'redis:7.4.11-alpine3.22', '999:1000'],
    ['redis', Engine.redis, '6.2', 'redis:6.2', '999:999'],
  ])('is the official image of %s, without root', (program, factory, version, image, user) => {
    expect(serviceOf({ engine: factory(version) })).toMatchObject({
      image,
      user,
      read_only: true,
      cap_drop: ['ALL'],
      entrypoint: ['/bin/sh', '-c', expect.stringContaining(`/tmp/${program}.conf`), 'sh'],
      environment: { [`${program.toUpperCase()}_PASSWORD_FILE`]: '/run/secrets/cache-password' },
    });
  });

  it.each(['latest', '5', '3.2', '', 'alpine', '8;'])('of version %j is none that has an image', (version) => {
    const { ids } = synth((stack) => new Cache(stack, 'cache', { engine: Engine.redis(version) }));
    expect(ids).toEqual(['version-unknown: shop/cache']);
  });

  it('keeps nothing, and makes room, unless it has a volume', () => {
    expect(serviceOf()).toMatchObject({
      command: [
        'valkey-server',
        ...['--maxmemory', '201326592', '--maxmemory-policy', 'allkeys-lru', '--appendonly', 'no', '--save', ''],
      ],
      // no image that declares a volume gets an anonymous one
      tmpfs: ['/tmp', '/data'],
      deploy: { resources: { limits: { memory: '256m' } } },
    });
    expect(serviceOf()['volumes']).toBeUndefined();
  });

  it('with a volume keeps everything there, and refuses what has no room', () => {
    const { service, generation } = synth((stack) => {
      new Cache(stack, 'cache', { engine: Engine.valkey('8.1'), data: new DataVolume(stack, 'jobs'), memory: '1g' });
    });
    expect(service('cache')).toMatchObject({
      command: ['valkey-server', '--maxmemory', '805306368', '--maxmemory-policy', 'noeviction', '--appendonly', 'yes'],
      volumes: [{ type: 'volume', source: 'jobs', target: '/data' }],
      tmpfs: ['/tmp'],
    });
    expect(generation.stacks[0]?.assembly.intents.data).toMatchObject([
      { volume: 'jobs', engine: { product: 'valkey', version: '8.1' } },
    ]);
  });

  it('has the settings of its author', () => {
    expect(serviceOf({ settings: { 'maxmemory-policy': 'volatile-ttl', databases: '4' } })['command']).toEqual([
      'valkey-server',
      ...['--maxmemory', '201326592', '--maxmemory-policy', 'volatile-ttl', '--appendonly', 'no', '--save', ''],
      ...['--databases', '4'],
    ]);
  });

  it('tells its clients its address and its password', () => {
    const { service, file, section } = synth((stack) => {
      web(stack, { image: node }).connect(new Cache(stack, 'cache', { engine: Engine.valkey('8.1') }));
    });
    expect(service('web')['environment']).toMatchObject({
      REDIS_HOST: 'cache',
      REDIS_PORT: '6379',
      REDIS_PASSWORD_FILE: '/run/secrets/cache-password',
    });
    expect(file('web/with-secrets.sh')).toContain(
      'REDIS_URL=redis://:"$(encoded /run/secrets/cache-password)"@cache:6379\n',
    );
    expect(section('networks')['cache-private']).toMatchObject({ internal: true });
  });

  it('may have no password, for clients that cannot have one', () => {
    const { service, section, ids } = synth((stack) => {
      const cache = new Cache(stack, 'cache', { engine: Engine.redis('8.2'), password: 'none' });
      expect(cache.password).toBeUndefined();
      const client = new Service(stack, 'queue', { image: 'acme/queue:1' });
      client.connect(cache, { variables: { BROKER: 'url', AT: 'address' } });
    });
    expect(ids).toEqual([]);
    expect(service('queue')['environment']).toEqual({ BROKER: 'redis://cache:6379', AT: 'cache:6379' });
    expect(service('cache')['entrypoint']).toBeUndefined();
    expect(section('secrets')).toEqual({});
  });

  it('whose clients ask for a password that it does not have says so', () => {
    const { ids } = synth((stack) => {
      const cache = new Cache(stack, 'cache', { engine: Engine.redis('8.2'), password: 'none' });
      web(stack, { image: node }).connect(cache, { variables: { REDIS_PASSWORD: 'password' } });
    });
    expect(ids).toEqual(['detail-unknown: shop/web']);
  });

  it('has a port on the host where its author asks for one, on the loopback address', () => {
    const { service, section } = synth(
      (stack) => new Cache(stack, 'cache', { engine: Engine.valkey('8.1'), publish: { port: 6379 } }),
      { environment: production },
    );
    expect(service('cache')['ports']).toEqual([
      { target: 6379, published: '6379', host_ip: '127.0.0.1', protocol: 'tcp' },
    ]);
    expect(Object.keys(section('networks'))).toEqual(['cache-private', 'cache-public']);
  });
});

describe('a server of Memcached', () => {
  const engine = Engine.memcached('1.6');

  it('has the memory that it was given, and asks for no password', () => {
    const { service, section } = synth((stack) => {
      web(stack, { image: node }).connect(new Cache(stack, 'cache', { engine, memory: '100m' }));
    });
    expect(service('cache')).toMatchObject({
      image: 'memcached:1.6',
      user: '11211:11211',
      command: ['memcached', '--memory-limit=68'],
      tmpfs: [],
    });
    expect(service('web')['environment']).toMatchObject({
      MEMCACHED_HOST: 'cache',
      MEMCACHED_URL: 'memcached://cache:11211',
    });
    expect(section('secrets')).toEqual({});
  });

  it('is asked with what its image has', () => {
    expect(serviceOf({ engine })['healthcheck']).toMatchObject({ test: ['CMD', 'bash', '-c', expect.anything()] });
    expect(serviceOf({ engine: Engine.memcached('1.6-alpine') })['healthcheck']).toMatchObject({
      test: ['CMD', 'sh', '-c', expect.stringContaining('nc ')],
    });
  });

  it('has no use for a password or a volume', () => {
    const { ids } = synth((stack) => {
      new Cache(stack, 'cache', {
        engine,
        password: { kind: 'generated', length: 32 },
        data: new DataVolume(stack, 'v'),
      });
    });
    expect(ids).toEqual(expect.arrayContaining(['cache-data-unused: shop/cache', 'cache-password-unused: shop/cache']));
  });
});

it('an engine of another kind is none of a Cache', () => {
  const { diagnostics } = synth((stack) => {
    // what the types do not allow, and a program without types can pass
    new Cache(stack, 'cache', { engine: Engine.postgres('17') as unknown as CacheProps['engine'] });
  });
  expect(diagnostics).toMatchObject([
    { id: 'engine-invalid', message: 'The engine of a cache is "PostgreSQL", which runs none.' },
  ]);
});
