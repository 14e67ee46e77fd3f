import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cache, Database, type DatabaseProps, Engine, type Framework, type Stack, WebApp } from 'compose-constructs';
import { node, synth } from '../support';

const database = (stack: Stack, props: Partial<DatabaseProps> = {}): Database =>
  new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop', ...props });

describe('a further database of a server', () => {
  it('has a user, a password and variables of its own, and the same server', () => {
    const { service, section, ids, file } = synth((stack) => {
      const bss = database(stack).database('bss', { user: 'bssuser' });
      new WebApp(stack, 'web', { image: node, port: 3000 }).connect(bss, { as: 'BSS' });
      expect(bss.dumpCommand).toEqual(['pg_dump', '--username=bssuser', '--format=custom', 'bss']);
    });
    expect(ids).toEqual([]);
    expect(service('web')['environment']).toMatchObject({
      BSS_HOST: 'db',
      BSS_NAME: 'bss',
      BSS_USER: 'bssuser',
      BSS_PASSWORD_FILE: '/run/secrets/db-bss-password',
    });
    expect(Object.keys(section('secrets'))).toEqual(['db-password', 'db-bss-password']);
    expect(service('db')).toMatchObject({
      entrypoint: ['/bin/sh', '/usr/local/bin/with-databases', 'docker-entrypoint.sh'],
      command: ['postgres'],
      healthcheck: {
        test: ['CMD', 'sh', '-c', expect.stringContaining('databases-are-made'), 'sh', 'pg_isready'].concat([
          '--quiet',
          '--host=127.0.0.1',
          '--username=shop',
          '--dbname=shop',
        ]),
      },
    });
    expect(file('db/with-databases.sh')).toContain('sql --set database=bss --set user=bssuser');
  });

  it('leaves a server alone that has none', () => {
    expect(synth((stack) => database(stack)).service('db')['entrypoint']).toBeUndefined();
  });

  it.each([
    ['the first one', 'shop', 'web', 'database-twice: shop/db'],
    ['its user', 'bss', 'shop', 'database-twice: shop/db'],
    ['names of the product', 'template1', 'web', 'database-name-taken: shop/db'],
    ['names that clients would have to quote', 'my-shop', 'web', 'database-name-invalid: shop/db'],
  ])('takes no name of %s', (_, name, user, id) => {
    expect(synth((stack) => database(stack).database(name, { user })).ids).toContain(id);
  });

  it('of MariaDB has no extensions', () => {
    const engine = Engine.mariadb('11.8');
    expect(synth((stack) => database(stack, { engine }).database('bss', { extensions: ['citext'] })).ids).toEqual([
      'database-cannot: shop/db',
    ]);
    expect(synth((stack) => database(stack, { engine, extensions: ['citext'], locale: 'de-DE' })).ids).toEqual([
      'database-cannot: shop/db',
      'database-cannot: shop/db',
    ]);
  });
});

describe('language, place and scripts of a server', () => {
  it('are settings, variables and a folder', () => {
    const { service } = synth((stack) =>
      database(stack, {
        locale: 'de-DE',
        timeZone: 'Europe/Berlin',
        settings: { shared_buffers: '256MB' },
        scripts: './app',
      }),
    );
    expect(service('db')).toMatchObject({
      command: [
        'postgres',
        ...['-c', 'timezone=Europe/Berlin', '-c', 'log_timezone=Europe/Berlin', '-c', 'shared_buffers=256MB'],
      ],
      environment: {
        TZ: 'Europe/Berlin',
        POSTGRES_INITDB_ARGS: '--locale-provider=icu --icu-locale=de-DE --encoding=UTF8',
      },
      volumes: expect.arrayContaining([expect.objectContaining({ target: '/docker-entrypoint-initdb.d' })]),
    });
  });
});

describe('the variables of a framework', () => {
  const SECRET = `p%40 'a"b\\c$1\`d;/?#[é]&=+:@`;
  const folder = mkdtempSync(join(tmpdir(), 'frameworks-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What an app finds in its environment, secrets included. */
  function variables(framework: Framework, engine = Engine.postgres('17'), as?: string): Record<string, string> {
    const { file, service } = synth((stack) => {
      const app = new WebApp(stack, 'web', { image: node, port: 3000 });
      app.connect(database(stack, { engine }), { for: framework, ...(as !== undefined && { as }) });
    });
    const secret = join(folder, 'db-password');
    writeFileSync(secret, `${SECRET}\n`);
    const script = file('web/with-secrets.sh').replaceAll('/run/secrets/db-password', secret);
    const print = ['node', '-e', 'process.stdout.write(JSON.stringify(process.env))'];
    const { stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', ...print], {
      env: { PATH: process.env['PATH'] ?? '' },
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(stderr);
    const { PORT: _, ...set } = service('web')['environment'] as Record<string, string>; // texts, as this stack has them
    const {
      PATH: __,
      PWD: ___,
      OLDPWD: ____,
      SHLVL: _____,
      _: ______,
      ...made
    } = JSON.parse(stdout) as Record<string, string>;
    return { ...set, ...made };
  }

  const encoded = [...Buffer.from(SECRET)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

  it.each<[Framework, Record<string, string>]>([
    [
      'laravel',
      {
        DB_CONNECTION: 'pgsql',
        DB_HOST: 'db',
        DB_PORT: '5432',
        DB_DATABASE: 'shop',
        DB_USERNAME: 'shop',
        DB_PASSWORD: SECRET,
      },
    ],
    ['django', { DATABASE_URL: `postgres://shop:${encoded}@db:5432/shop` }],
    ['rails', { DATABASE_URL: `postgres://shop:${encoded}@db:5432/shop` }],
    [
      'spring',
      {
        SPRING_DATASOURCE_URL: 'jdbc:postgresql://db:5432/shop',
        SPRING_DATASOURCE_USERNAME: 'shop',
        SPRING_DATASOURCE_PASSWORD: SECRET,
      },
    ],
    [
      'dotnet',
      {
        ConnectionStrings__Default: `Host=db;Port=5432;Database=shop;Username=shop;Password="${SECRET.replaceAll('"', '""')}"`,
      },
    ],
    [
      'symfony',
      { DATABASE_URL: `postgresql://shop:${encoded.replaceAll('%', '%%')}@db:5432/shop?serverVersion=17&charset=utf8` },
    ],
  ])('%s are those that it reads', (framework, wanted) => {
    expect(variables(framework)).toEqual(wanted);
  });

  it('are in the words of the product', () => {
    const engine = Engine.mariadb('11.8');
    expect(variables('rails', engine)['DATABASE_URL']).toMatch(/^mysql2:\/\//);
    expect(variables('laravel', engine)['DB_CONNECTION']).toBe('mariadb');
    expect(variables('symfony', engine)['DATABASE_URL']).toMatch(/\?serverVersion=11\.8\.0-MariaDB&charset=utf8mb4$/);
  });

  it('have another beginning, or another end with .NET, where the client wants it', () => {
    expect(Object.keys(variables('dotnet', Engine.postgres('17'), 'Orders'))).toEqual(['ConnectionStrings__Orders']);
    expect(Object.keys(variables('laravel', Engine.postgres('17'), 'DB2'))).toContain('DB2_PASSWORD');
  });

  it("that nobody knows are an error, and so are names of one's own beside them", () => {
    const { ids } = synth((stack) => {
      const app = new WebApp(stack, 'web', { image: node, port: 3000 });
      app.connect(new Cache(stack, 'cache', { engine: Engine.memcached('1.6') }), { for: 'laravel' });
    });
    expect(ids).toEqual(['framework-unknown: shop/web']);
    const both = synth((stack) => {
      const app = new WebApp(stack, 'web', { image: node, port: 3000 });
      app.connect(database(stack), { for: 'laravel', variables: { DB: 'url' } });
    });
    expect(both.ids).toContain('connect-choice: shop/web');
  });
});
