import { recognize } from '../../../../lib/import/recognize';
import { interpolate, isDeferred, parseCompose } from '../../../../lib/languages/compose';

/** What becomes of one cache. */
function judged(service: string, volumes = 'volumes: { data: }') {
  const text = `services:\n  cache:\n    image: redis:8.2\n    volumes: [data:/data]\n${service}\n${volumes}\n`;
  const lines = text.split('\n');
  const keys = [...service.matchAll(/^ {4}(\w+):/gm)].map(([, key]) => key);
  const own = lines.filter((line, index) => {
    const key = /^ {4}(\w+):/.exec(line)?.[1];
    return index > 3 || key === undefined || !keys.includes(key);
  });
  const { project } = parseCompose(own.join('\n'));
  const { servers, notRecognized } = recognize({ name: 'shop', project, environments: [], look: () => 'readable' });
  return { servers, notRecognized };
}

const plain = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(plain) : isDeferred(value) ? interpolate(value) : value;

describe('a cache', () => {
  it.each([
    ['', ['redis-server'], undefined],
    ['    command: redis-server --save 60 1', ['redis-server', '--save', '60', '1'], undefined],
    [
      '    command: --appendonly yes --requirepass ${PW}',
      ['redis-server', '--appendonly', 'yes'],
      { kind: 'environment', variable: 'PW' },
    ],
    [
      '    command: [redis-server, --requirepass, s3cr3t, --maxmemory, "${MB}mb"]',
      ['redis-server', '--maxmemory', '${MB}mb'],
      { kind: 'file', file: 'secrets/shop/cache-password' },
    ],
    [
      '    command: redis-server --requirepass "${PW}" --save ""',
      ['redis-server', '--save', ''],
      { kind: 'environment', variable: 'PW' },
    ],
  ])('keeps its command but for the password: %s', (service, command, password) => {
    const { servers, notRecognized } = judged(service);
    expect(notRecognized).toEqual([]);
    const [server] = servers;
    expect(server).toMatchObject({ className: 'Cache', engine: 'redis', version: '8.2', volume: { id: 'data' } });
    expect(plain(server?.rest['command'])).toEqual(command);
    expect(server?.password).toEqual(password);
  });

  it.each([
    ['    volumes: []', { id: 'cache-data', definition: {} }],
    ['    volumes: []\n    command: redis-server --save "" --appendonly no', undefined],
    ['    volumes: []\n    command: redis-server --save ""', undefined],
    ['    volumes: []\n    command: redis-server --save "" --appendonly yes', { id: 'cache-data', definition: {} }],
    ['    image: memcached:1.6\n    volumes: []\n    command: -m 64', undefined],
    [
      '    volumes: [./cache:/data]',
      {
        id: 'cache-data',
        folder: './cache',
        definition: { driver: 'local', driver_opts: { type: 'none', o: 'bind', device: './cache' } },
      },
    ],
  ])('keeps what it kept: %s', (service, volume) => {
    const { servers, notRecognized } = judged(service);
    expect(notRecognized).toEqual([]);
    expect(servers[0]?.volume).toEqual(volume);
  });

  it.each([
    ['    image: redis:5', 'Redis 5 is older than what a Cache runs'],
    ['    image: "redis:${TAG}"', 'a variable says which version it is'],
    ['    command: redis-server /etc/redis.conf', 'its command has the argument "/etc/redis.conf"'],
    ['    command: redis-server --port 7000', 'its command sets port'],
    ['    command: redis-server --dir /elsewhere', 'its command sets dir'],
    ['    command: sh -c "exec redis-server"', 'its command is more than settings of the server'],
    ['    command: redis-server --requirepass "a${B}"', 'its password is a text with a variable in it'],
    ['    command: redis-server --requirepass a --requirepass b', 'its command has two passwords'],
    ['    environment: { VALKEY_EXTRA_FLAGS: --port 1 }', 'it sets VALKEY_EXTRA_FLAGS'],
    ['    env_file: cache.env', 'some of its variables are in a file'],
    ['    volumes: [data:/var/lib/redis]', 'its volume is at /var/lib/redis'],
    ['    healthcheck: { disable: true }', 'its health check is turned off'],
    ['    network_mode: host', 'it has the network mode host'],
  ])('with %s is none: %s', (service, why) => {
    const { servers, notRecognized } = judged(service);
    expect(servers).toEqual([]);
    expect(notRecognized).toEqual([{ service: 'cache', why: expect.stringContaining(why) }]);
  });

  it('whose volume has its own name keeps the name on the engine', () => {
    const { servers } = judged('    volumes: [cache:/data]', 'volumes: { cache: }');
    expect(servers[0]?.volume).toMatchObject({ id: 'cache-data', was: 'cache' });
    expect(plain(servers[0]?.volume?.definition?.['name'])).toBe('${COMPOSE_PROJECT_NAME}_cache');
  });
});
