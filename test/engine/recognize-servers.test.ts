/**
 * `synth import --recognize` on servers that have run: what they kept is still there, and their clients still get in.
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';
import { synthesized } from './imported';
import { attempt, type ComposeProject, compose, images, until } from './support';

const PASSWORD = "p@ss'word#1";

/** The volume `cache` has the service's name, `orders` publishes a port, and the pages are in a folder of the host. */
const files = {
  'compose.yaml': `
services:
  cache:
    image: redis:8.2
    command: redis-server --requirepass \${CACHE_PASSWORD} --appendonly yes --maxmemory-policy noeviction
    environment: { CACHE_PASSWORD: "\${CACHE_PASSWORD}", TZ: Europe/Vienna }
    healthcheck: { test: [CMD-SHELL, 'redis-cli -a "$$CACHE_PASSWORD" ping | grep PONG'], interval: 1s, retries: 60 }
    volumes: [ 'cache:/data' ]
  sessions:
    image: docker.io/library/redis:8.2
    container_name: \${COMPOSE_PROJECT_NAME}-sessions
    restart: unless-stopped
    volumes: [ 'sessions:/data' ]
  broker:
    image: rabbitmq:4.2
    hostname: broker
    environment:
      RABBITMQ_DEFAULT_USER: \${BROKER_USER:-shop}
      RABBITMQ_DEFAULT_PASS: ${PASSWORD}
      RABBITMQ_DEFAULT_VHOST: orders
    healthcheck: { test: rabbitmq-diagnostics -q ping, interval: 2s, timeout: 30s, retries: 60 }
    volumes: [ 'messages:/var/lib/rabbitmq' ]
  orders:
    image: postgres:17
    environment: { POSTGRES_PASSWORD: s3cr3t, POSTGRES_USER: shop, EXTRA_DATABASE: archive }
    ports: [ '127.0.0.1::5432' ]
    healthcheck: { test: "pg_isready -U shop && psql -U shop -c 'SELECT 1'", interval: 1s, retries: 60 }
    volumes:
      - orders:/var/lib/postgresql/data
      - ./init:/docker-entrypoint-initdb.d
  pages:
    image: mariadb:11.8
    environment:
      MYSQL_DATABASE: wiki
      MYSQL_USER: writer
      MYSQL_PASSWORD: ${PASSWORD.replace("'", '')}
      MYSQL_ROOT_PASSWORD: r00t
      PUID: '1000'
    volumes: [ './pages:/var/lib/mysql' ]
  web:
    image: busybox:1.37
    command: sleep 600
    init: true
    environment: { CACHE_URL: 'redis://cache:6379', SESSIONS: sessions, AMQP: broker, DB: orders, WIKI: pages }
volumes:
  cache:
  sessions:
  messages:
  orders:
`,
  '.env': 'CACHE_PASSWORD=first-one\n',
  'init/more.sh': 'psql -U "$POSTGRES_USER" -c "CREATE DATABASE $EXTRA_DATABASE"\n',
};

const folder = mkdtempSync(join(tmpdir(), 'recognize-'));
const env = { CACHE_PASSWORD: 'first-one' };

const redis = (...words: readonly string[]): readonly string[] => ['redis-cli', '--no-auth-warning', ...words];
const wiki = (query: string): readonly string[] => [
  'mariadb',
  '--user=writer',
  `--password=${PASSWORD.replace("'", '')}`,
  '--batch',
  '--skip-column-names',
  'wiki',
  '--execute',
  query,
];
const sql = (query: string, database = 'shop'): readonly string[] => [
  'psql',
  '-h',
  'localhost',
  '-U',
  'shop',
  '-d',
  database,
  '-tAc',
  query,
];

/** What each server keeps, and what it answers when it is asked for that. */
const KEPT: readonly (readonly [service: string, set: readonly string[], get: readonly string[], answer: string])[] = [
  ['cache', redis('-a', 'first-one', 'SET', 'cat', 'tom'), redis('-a', 'first-one', 'GET', 'cat'), 'tom\n'],
  ['sessions', redis('SET', 'user', '7'), redis('GET', 'user'), '7\n'],
  ['orders', sql('CREATE TABLE cats AS SELECT 3 AS n'), sql('SELECT n FROM cats'), '3\n'],
  ['orders', sql('CREATE TABLE old AS SELECT 9 AS n', 'archive'), sql('SELECT n FROM old', 'archive'), '9\n'],
  ['pages', wiki('CREATE TABLE pages AS SELECT 11 AS n'), wiki('SELECT n FROM pages'), '11\n'],
  [
    'broker',
    ['rabbitmqctl', '-q', 'set_parameter', '-p', 'orders', 'policy-note', 'cat', '"tom"'],
    ['rabbitmqctl', '-q', 'list_vhosts', 'name'],
    'name\norders\n',
  ],
];

let after: ComposeProject | undefined;

afterAll(async () => {
  await after?.remove();
  // files of servers belong to other users
  await attempt('docker', ['run', '--rm', '-v', `${folder}:/folder`, 'busybox:1.37', 'rm', '-rf', '/folder/pages']);
  rmSync(folder, { recursive: true, force: true });
});

it('what servers kept is there after their project was imported, and clients still get in', async () => {
  await images('redis:8.2', 'rabbitmq:4.2', 'postgres:17', 'mariadb:11.8', 'busybox:1.37');
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'init'));
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content, { mode: 0o644 });
  const before = compose(join(folder, 'compose.yaml'), { env });
  await before.up('cache', 'sessions', 'broker', 'orders', 'pages');
  for (const [service, set] of KEPT) {
    if (service === 'broker') continue;
    await until(`what ${service} keeps`, async () => (await before.exec(service, set)).code === 0);
  }
  const login = ['rabbitmqctl', 'authenticate_user', 'shop', PASSWORD];
  await until('the user of the broker', async () => (await before.exec('broker', login)).code === 0);
  expect(await before.exec('broker', ['rabbitmqctl', 'add_user', 'second', 'x'])).toMatchObject({ code: 0 });
  await before.down();

  expect(await main(['import', '--recognize', '--quiet', '--name', 'shop'], folder)).toBe(0);
  const program = readFileSync(join(folder, 'stack.ts'), 'utf8');
  expect(program.match(/new (Database|Cache|Queue)\(/g)?.sort()).toEqual([
    'new Cache(',
    'new Cache(',
    'new Database(',
    'new Database(',
    'new Queue(',
  ]);
  expect(program).not.toContain(PASSWORD);

  after = compose(synthesized(folder, 'shop'), { name: before.name, env });
  await after.up();
  for (const [service, , get, answer] of KEPT) {
    expect({ service, ...(await after.exec(service, get)) }).toMatchObject({ service, stdout: answer });
  }
  expect((await after.exec('broker', login)).code).toBe(0);
  expect((await after.exec('broker', ['rabbitmqctl', '-q', 'list_users'])).stdout).toContain('second');
  expect((await after.exec('cache', redis('GET', 'cat'))).stdout).toContain('NOAUTH');
  expect((await after.exec('cache', redis('-a', 'first-one', 'CONFIG', 'GET', 'appendonly'))).stdout).toContain('yes');
  expect((await after.exec('sessions', redis('CONFIG', 'GET', 'maxmemory'))).stdout).toBe('maxmemory\n0\n');

  for (const [host, port] of [
    ['cache', 6379],
    ['sessions', 6379],
    ['broker', 5672],
    ['orders', 5432],
    ['pages', 3306],
  ] as const) {
    const reached = await after.exec('web', ['nc', '-w', '5', host, String(port), '-e', 'true']);
    expect({ host, ...reached }).toMatchObject({ host, code: 0 });
  }
  // the port is still published, on the address that it had
  const [orders] = await after.inspect('orders');
  const { stdout } = await attempt('docker', ['port', orders?.Id ?? '', '5432/tcp']);
  expect(stdout).toMatch(/^127\.0\.0\.1:\d+\n/);
});
