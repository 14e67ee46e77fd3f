/**
 * `synth import --recognize` on a project that has run: its data is still there, and its clients still get to it.
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';
import { synthesized } from './imported';
import { compose, images, until } from './support';

const PASSWORD = 'pass $1 "word';

/** `web` names the database, `worker` finds it by an alias, and what `tool` asks no file tells. */
const files = {
  'compose.yaml': `
services:
  db:
    image: docker.io/library/postgres:17
    restart: always
    command: postgres -c work_mem=8MB
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD: '${PASSWORD.replace('$', '$$')}'
      TZ: Europe/Vienna
    healthcheck: { test: [CMD-SHELL, 'pg_isready -U shop'], interval: 1s, retries: 90 }
    networks: { default: { aliases: [orders] } }
    volumes: [ 'pgdata:/var/lib/postgresql/data' ]
  events:
    image: postgres:17
    environment:
      POSTGRES_DB: \${EVENTS_DB:-log}
      POSTGRES_USER: \${EVENTS_USER:?}
      POSTGRES_PASSWORD: \${EVENTS_PASSWORD:-unset}
    volumes: [ 'log:/var/lib/postgresql/data' ]
  wiki:
    image: mariadb:11.8
    environment:
      MARIADB_DATABASE: wiki
      MARIADB_USER: \${WIKI_USER:-writer}
      MARIADB_PASSWORD: '${PASSWORD.replace('$', '$$')}'
      MARIADB_ROOT_PASSWORD: r00t
      MARIADB_INITDB_SKIP_TZINFO: '1'
    healthcheck: { test: [CMD, healthcheck.sh, --connect, --innodb_initialized], interval: 1s, retries: 90 }
    volumes: [ 'wikidata:/var/lib/mysql' ]
  web:
    image: busybox:1.37
    command: sleep 600
    init: true
    environment: { DB_HOST: db, EVENTS_HOST: events }
    depends_on: { db: { condition: service_healthy } }
  worker:
    image: busybox:1.37
    command: sleep 600
    init: true
    environment: [ DB_HOST=orders ]
  tool:
    image: busybox:1.37
    command: sleep 600
    init: true
volumes:
  pgdata:
  wikidata:
  log: { labels: { keep: 'yes' } }
`,
  '.env': 'EVENTS_PASSWORD=first\nEVENTS_USER=keeper\n',
};

const folder = mkdtempSync(join(tmpdir(), 'recognize-'));
afterAll(() => rmSync(folder, { recursive: true }));

const synthesize = (): string => synthesized(folder, 'shop');

describe('a project with databases that is imported', () => {
  it('finds its rows again, and everybody who could reach it still does', async () => {
    await images('postgres:17', 'mariadb:11.8', 'busybox:1.37');
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
    const before = compose(join(folder, 'compose.yaml'));
    const env = { EVENTS_PASSWORD: 'first', EVENTS_USER: 'keeper' };
    const sql = (user: string, text: string): readonly string[] => [
      'psql',
      '-h',
      'localhost',
      '-U',
      user,
      '-tAc',
      text,
    ];
    const mariadb = (text: string): readonly string[] => {
      const login = ['mariadb', '--user=writer', '--batch', '--skip-column-names', 'wiki', '--execute', text];
      return ['env', `MYSQL_PWD=${PASSWORD}`, ...login];
    };
    await before.up('db', 'events', 'wiki');
    // over TCP, which the server does not listen on while its data is still being made
    const made = [
      ['db', ...sql('shop', "CREATE TABLE cats AS SELECT 'tom' AS name")],
      ['events', ...sql('keeper', 'CREATE TABLE events AS SELECT 7 AS n'), '-d', 'log'],
      ['wiki', ...mariadb('CREATE TABLE pages AS SELECT 11 AS n')],
    ] as const;
    for (const [service, ...command] of made) {
      await until(`the table of ${service}`, async () => (await before.exec(service, command)).code === 0);
    }
    await before.down();

    expect(await main(['import', '--recognize', '--quiet', '--name', 'shop'], folder)).toBe(0);
    const program = readFileSync(join(folder, 'stack.ts'), 'utf8');
    expect(program.match(/new Database\(/g)).toHaveLength(3);
    expect(program).not.toContain('pass $1');
    const secret = join(folder, 'secrets', 'shop', 'db-password');
    expect([readFileSync(secret, 'utf8'), statSync(secret).mode & 0o777]).toEqual([PASSWORD, 0o444]);

    const after = compose(synthesize(), { name: before.name, env });
    await after.up();
    const asked = await after.exec('db', sql('shop', 'SELECT name FROM cats'));
    expect(asked).toMatchObject({ stdout: 'tom\n', stderr: '' });
    expect(await after.exec('events', sql('keeper', 'SELECT n FROM events').concat('-d', 'log'))).toMatchObject({
      stdout: '7\n',
    });
    expect(await after.exec('wiki', mariadb('SELECT n FROM pages'))).toMatchObject({ stdout: '11\n' });
    expect((await after.exec('db', sql('shop', 'SHOW work_mem'))).stdout).toBe('8MB\n');
    for (const [client, host] of [
      ['web', 'db'],
      ['web', 'events'],
      ['worker', 'orders'],
      ['tool', 'db'],
    ] as const) {
      const reached = await after.exec(client, ['nc', '-w', '5', host, '5432', '-e', 'true']);
      expect({ client, host, ...reached }).toEqual({ client, host, code: 0, stdout: '', stderr: '' });
    }
    const [db] = await after.inspect('db');
    expect(db?.Config.User).toBe('999:999');
    // it is told how much memory to take, so no limit is made up
    expect(db?.HostConfig.Memory).toBe(0);
    expect(db?.HostConfig.RestartPolicy.Name).toBe('always');
    expect(db?.Config.Env?.join('\n')).not.toContain('pass $1');
  });

  it('takes the passwords that it had for a new and empty volume', async () => {
    const fresh = compose(synthesize(), { env: { EVENTS_PASSWORD: 'first', EVENTS_USER: 'keeper' } });
    await fresh.up('db', 'events');
    for (const [service, user, password] of [
      ['db', 'shop', PASSWORD],
      ['events', 'keeper', 'first'],
    ] as const) {
      // `trust` holds for the loopback only, so the server is asked under its own name
      const ask = [
        'env',
        `PGPASSWORD=${password}`,
        'psql',
        '-h',
        service,
        '-U',
        user,
        '-d',
        'postgres',
        '-tAc',
        'SELECT 1',
      ];
      expect(await fresh.exec(service, ask)).toMatchObject({ stdout: '1\n', stderr: '' });
      expect((await fresh.exec(service, ask.with(1, 'PGPASSWORD=wrong'))).code).not.toBe(0);
    }
  });
});
