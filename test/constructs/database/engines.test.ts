import {
  type Connection,
  Database,
  type DatabaseEngine,
  type DatabaseProps,
  DataVolume,
  Engine,
  SecretSource,
  type Stack,
} from 'compose-constructs';
import { known } from '../../../lib/images';
import { quokka } from '../../lib/planted-database';
import { node, synth, web } from '../support';

function mariadb(stack: Stack, props: Partial<DatabaseProps> = {}, id = 'db'): Database {
  return new Database(stack, id, { engine: Engine.mariadb('11.8'), database: 'shop', ...props });
}
const serviceOf = (props: Partial<DatabaseProps> = {}) => synth((stack) => mariadb(stack, props)).service('db');

describe('a server of MariaDB', () => {
  it.each(['10', '10.6', '10.11', '10.11.8-jammy', '11', '11.8', '11.8.8', '12.3', '12.3.2-noble', '13.0-rc'])(
    'of version %s is the official image, and keeps its data where that does',
    (version) => {
      const service = serviceOf({ engine: Engine.mariadb(version) });
      expect(service['image']).toBe(`mariadb:${version}`);
      expect(service['volumes']).toEqual([{ type: 'volume', source: 'db-data', target: '/var/lib/mysql' }]);
      expect(service['user']).toBe('999:999');
    },
  );

  it.each(['5.5', '10.3', '10.5.8', '10.12', '10.1', 'lts', 'latest', '', '11.8;', '1', '011'])(
    'of version %j is none that has an image',
    (version) => {
      const { ids, diagnostics } = synth((stack) => mariadb(stack, { engine: Engine.mariadb(version) }));
      expect(ids).toEqual(['version-unknown: shop/db']);
      expect(diagnostics[0]?.message).toContain(`MariaDB ${JSON.stringify(version)}`);
    },
  );

  it('is told names, and the files of two passwords: of its user, and of root, who gets in from inside only', () => {
    expect(serviceOf({ user: 'web' })['environment']).toEqual({
      MARIADB_DATABASE: 'shop',
      MARIADB_USER: 'web',
      MARIADB_ROOT_HOST: 'localhost',
      MARIADB_AUTO_UPGRADE: '1',
      TMPDIR: '/var/lib/mysql',
      MARIADB_PASSWORD_FILE: '/run/secrets/db-password',
      MARIADB_ROOT_PASSWORD_FILE: '/run/secrets/db-root-password',
    });
    const { section, generation } = synth((stack) => mariadb(stack));
    expect(section('secrets')).toEqual({
      'db-password': { file: '../../secrets/shop/db-password' },
      'db-root-password': { file: '../../secrets/shop/db-root-password' },
    });
    expect(generation.stacks[0]?.assembly.secrets.map(({ construct }) => construct)).toEqual([
      'shop/db/password',
      'shop/db/root-password',
    ]);
  });

  it('takes the password of root from elsewhere, and shows it', () => {
    const { section } = synth((stack) => {
      const db = mariadb(stack, { rootPassword: SecretSource.environment('ROOT') });
      expect(db.rootPassword?.secret.name).toBe('db-root-password');
    });
    expect(section('secrets')['db-root-password']).toEqual({ environment: 'ROOT' });
  });

  it('is asked as its user, with the password of the file, over TCP', () => {
    expect(serviceOf({ user: 'web' })['healthcheck']).toMatchObject({
      test: [
        'CMD',
        'sh',
        '-c',
        // in a Compose file a dollar is two
        'MYSQL_PWD="$$(cat "$$MARIADB_PASSWORD_FILE")" exec mariadb "$$@"',
        'mariadb',
        '--no-defaults',
        '--protocol=tcp',
        '--host=127.0.0.1',
        '--skip-ssl-verify-server-cert',
        '--user=web',
        '--database=shop',
        '--execute=SELECT 1',
      ],
    });
  });

  it('has what every server has', () => {
    expect(serviceOf()).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      tmpfs: ['/tmp', '/run/mysqld'],
      // the script of a first start must not be ended half-way
      init: false,
      stop_grace_period: '1m',
      deploy: { resources: { limits: { memory: '1g', pids: 512 } } },
    });
    expect(serviceOf({ engine: Engine.mariadb('11.8-ubi') })['tmpfs']).toEqual(['/tmp', '/run/mariadb']);
    expect(serviceOf()['shm_size']).toBeUndefined();
  });

  it('is told to its clients under the same names as any other', () => {
    const { service, file } = synth((stack) => web(stack, { image: node }).connect(mariadb(stack)));
    expect(service('web')['environment']).toMatchObject({
      DATABASE_HOST: 'db',
      DATABASE_PORT: '3306',
      DATABASE_NAME: 'shop',
      DATABASE_USER: 'shop',
      DATABASE_PASSWORD_FILE: '/run/secrets/db-password',
    });
    expect(file('web/with-secrets.sh')).toContain(
      'DATABASE_URL=mysql://shop:"$(encoded /run/secrets/db-password)"@db:3306/shop\n',
    );
  });

  it.each(['', '1a', 'my-shop', 'a b', 'a`b', 'a'.repeat(65), 'é'])('has no database called %j', (name) => {
    expect(synth((stack) => mariadb(stack, { database: name })).ids).toEqual(['database-name-invalid: shop/db']);
  });

  it.each([
    ['Shop', 'web', []],
    ['mysql', 'web', ['database-name-taken: shop/db']],
    ['shop', 'root', ['database-name-taken: shop/db']],
    ['shop', 'healthcheck', ['database-name-taken: shop/db']],
    ['root', 'web', []],
  ])('has nothing against %s for %s but what it has for itself', (database, user, ids) => {
    expect(synth((stack) => mariadb(stack, { database, user })).ids).toEqual(ids);
  });
});

describe('a server of PostgreSQL', () => {
  const postgres = (props: Partial<DatabaseProps>) =>
    synth((stack) => new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop', ...props }));

  it('has nobody beside its user, so no password for them', () => {
    expect(postgres({ rootPassword: SecretSource.generated() }).ids).toEqual(['root-password-unused: shop/db']);
  });

  it.each([
    ['template1', 'web'],
    ['shop', 'pg_reader'],
    ['shop', 'public'],
  ])('has %s and %s for itself', (database, user) => {
    expect(postgres({ database, user }).ids).toEqual(['database-name-taken: shop/db']);
  });
});

describe('an engine', () => {
  it.each([undefined, 'postgres', null, 17, {}, Engine.valkey('8.1')])('is nothing else: %j', (engine) => {
    // what the types do not allow, and a program without types can pass
    const props = { engine: engine as unknown as DatabaseEngine, database: 'shop' };
    expect(synth((stack) => new Database(stack, 'db', props)).ids).toEqual(['engine-invalid: shop/db']);
  });

  it.each(known.filter(({ kind }) => kind === 'database'))('of every product that is known: $id', (entry) => {
    const factories: Readonly<
      Record<string, (version: string) => { readonly problems: unknown; readonly image: object }>
    > = Engine;
    const family = entry.load();
    const engine = factories[entry.id]?.(family.example);
    expect(engine?.problems).toEqual([]);
    expect(engine?.image).toMatchObject({ reference: `${family.repository}:${family.example}` });
  });
});

describe('an engine of a product that nobody has', () => {
  const image = quokka.facts('3.1');
  if (!image) throw new Error('the planted product has no version 3.1');
  const engine: DatabaseEngine = {
    kind: 'database',
    name: 'quokka',
    product: quokka.product,
    version: '3.1',
    image,
    problems: [],
    check: ({ user }) =>
      user === 'qbert' ? [{ id: 'quokka-taken', message: 'There is one.', remedy: 'Take another.' }] : [],
    environment: ({ database, user }) => ({ QUOKKA_DB: database, QUOKKA_USER: user }),
    passwordFile: 'QUOKKA_PASSWORD_FILE',
  };

  it('runs in a Database, and clients get to it, with nothing else touched', () => {
    const details: Connection['details'][] = [];
    const { service, section, file, ids } = synth((stack) => {
      const db = new Database(stack, 'db', { engine, database: 'qshop', data: new DataVolume(stack, 'burrow') });
      details.push(db.connection().details);
      expect([db.dumpCommand, db.restoreCommand, db.rootPassword]).toEqual([
        ['quokka-out', 'qshop'],
        ['quokka-in', 'qshop'],
        undefined,
      ]);
      web(stack, { image: node }).connect(db);
    });
    expect(ids).toEqual([]);
    expect(service('db')).toMatchObject({
      image: 'quokka:3.1',
      user: '70:71',
      environment: { QUOKKA_DB: 'qshop', QUOKKA_USER: 'qshop', QUOKKA_PASSWORD_FILE: '/run/secrets/db-password' },
      healthcheck: { test: ['CMD', 'quokka-ask', 'qshop', 'qshop'] },
      stop_grace_period: '5s',
      tmpfs: ['/run/quokka'],
      volumes: [{ source: 'burrow', target: '/quokka' }],
    });
    expect(Object.keys(section('secrets'))).toEqual(['db-password']);
    expect(details[0]).toMatchObject({ host: 'db', port: '7070', database: 'qshop', user: 'qshop' });
    expect(file('web/with-secrets.sh')).toContain('quokka://qshop:"$(encoded /run/secrets/db-password)"@db:7070/qshop');
  });

  it('has its own say about names and versions', () => {
    const said = (stack: Stack) => {
      const problems = [{ id: 'quokka-old', message: 'It is old.', remedy: 'Take a new one.' }];
      new Database(stack, 'db', { engine: { ...engine, problems }, database: 'qshop', user: 'qbert' });
    };
    expect(synth(said).ids).toEqual(['quokka-old: shop/db', 'quokka-taken: shop/db']);
  });
});
