import {
  Database,
  type DatabaseProps,
  DataVolume,
  Engine,
  type Environment,
  Network,
  SecretSource,
  type Stack,
} from 'compose-constructs';
import { development, production, synth } from '../support';

function database(stack: Stack, props: Partial<DatabaseProps> = {}, id = 'db'): Database {
  return new Database(stack, id, { engine: Engine.postgres('17'), database: 'shop', ...props });
}
const serviceOf = (props: Partial<DatabaseProps> = {}) => synth((stack) => database(stack, props)).service('db');

describe('the data of a database', () => {
  it.each(['13', '14', '15', '16', '17', '17.6', '17-alpine', '17.6-alpine3.22', '16-bookworm'])(
    'of PostgreSQL %s is in the folder that its image keeps it in, so that a new container finds it again',
    (version) => {
      const service = serviceOf({ engine: Engine.postgres(version) });
      expect(service['image']).toBe(`postgres:${version}`);
      expect(service['volumes']).toEqual([{ type: 'volume', source: 'db-data', target: '/var/lib/postgresql/data' }]);
    },
  );

  it.each(['18', '18.1', '18-alpine', '19'])(
    'of PostgreSQL %s is in the parent folder, which changed in 18',
    (version) => {
      expect(serviceOf({ engine: Engine.postgres(version) })['volumes']).toEqual([
        { type: 'volume', source: 'db-data', target: '/var/lib/postgresql' },
      ]);
    },
  );

  it('is in a volume of its own', () => {
    const { section, ids } = synth((stack) => database(stack));
    expect(section('volumes')).toEqual({ 'db-data': {} });
    expect(ids).toEqual([]);
  });

  it('can be in a volume that is there already, and keeps its name', () => {
    const { section, service, ids } = synth((stack) => {
      const data = new DataVolume(stack, 'pgdata', { name: 'shop-2019', external: true });
      expect(database(stack, { data }).data).toBe(data);
    });
    expect(section('volumes')).toEqual({ pgdata: { name: 'shop-2019', external: true } });
    expect(service('db')['volumes']).toMatchObject([{ source: 'pgdata', target: '/var/lib/postgresql/data' }]);
    expect(ids).toEqual([]);
  });

  it('has one database only: a second one in its volume is an error', () => {
    const { ids } = synth((stack) => {
      const data = new DataVolume(stack, 'pgdata');
      database(stack, { data });
      database(stack, { data }, 'other');
    });
    expect(ids).toEqual(['second-writer: shop/pgdata']);
  });

  it('is nowhere else: what is no DataVolume is told', () => {
    // what the types do not allow, and a program without types can pass
    const data = 'pgdata' as unknown as DataVolume;
    expect(synth((stack) => database(stack, { data })).ids).toEqual(['not-a-construct: shop/db']);
  });

  it('has time to be written down when the server stops', () => {
    expect(serviceOf()['stop_grace_period']).toBe('1m');
  });
});

describe('the server', () => {
  it.each([
    ['17', '999:999'],
    ['17-bookworm', '999:999'],
    ['17-alpine', '70:70'],
    ['18-alpine3.22', '70:70'],
  ])('of %s runs as its own user from the start: %s', (version, user) => {
    expect(serviceOf({ engine: Engine.postgres(version) })['user']).toBe(user);
  });

  it('is asked over TCP, because the image listens to its socket while it is still being set up', () => {
    expect(serviceOf({ database: 'shop', user: 'keeper' })['healthcheck']).toMatchObject({
      test: ['CMD', 'pg_isready', '--quiet', '--host=127.0.0.1', '--username=keeper', '--dbname=shop'],
    });
  });

  it('has no capability, no way to more privileges, a read-only root and limits', () => {
    expect(serviceOf()).toMatchObject({
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      read_only: true,
      tmpfs: ['/tmp', '/var/run/postgresql'],
      deploy: { resources: { limits: { memory: '1g', pids: 512 } } },
      logging: { options: { 'max-size': '10m', 'max-file': '3' } },
    });
    expect(serviceOf({ memory: '4g', cpus: 1.5, processes: 100 })['deploy']).toEqual({
      resources: { limits: { memory: '4g', cpus: '1.5', pids: 100 } },
    });
  });

  it.each(['', 'much', '1 g', '-1g', '512', '1t'])('cannot be given %j of memory', (memory) => {
    expect(synth((stack) => database(stack, { memory })).ids).toEqual(['size-invalid: shop/db']);
  });

  it('is reached from nowhere but the network of its clients', () => {
    const { service, section } = synth((stack) => database(stack));
    expect(service('db')['ports']).toBeUndefined();
    expect(service('db')['networks']).toEqual({ 'db-private': {} });
    expect(section('networks')).toEqual({ 'db-private': Network.closed });
  });

  it('comes back after a reboot in production only', () => {
    const restart = (environment: Environment) =>
      synth((stack) => database(stack), { environment }).service('db')['restart'];
    expect(restart(production)).toBe('unless-stopped');
    expect(restart(development)).toBeUndefined();
  });
});

describe('a version', () => {
  it.each(['9.6', 'latest', '', '17 ', '17; rm', '17@sha256:x', '017', '1', '171', '17-Alpine', 'v17'])(
    'that no image has is an error: %j',
    (version) => {
      const { ids, diagnostics } = synth((stack) => database(stack, { engine: Engine.postgres(version) }));
      expect(ids).toEqual(['version-unknown: shop/db']);
      expect(diagnostics[0]?.message).toContain(JSON.stringify(version));
    },
  );
});

describe('database and user', () => {
  it('are created under the name given, which the server and its clients are told alike', () => {
    const { environment } = serviceOf({ database: 'kitteh_prod' });
    expect(environment).toEqual({
      POSTGRES_DB: 'kitteh_prod',
      POSTGRES_USER: 'kitteh_prod',
      POSTGRES_PASSWORD_FILE: '/run/secrets/db-password',
    });
    expect(serviceOf({ user: 'keeper' })['environment']).toMatchObject({
      POSTGRES_DB: 'shop',
      POSTGRES_USER: 'keeper',
    });
  });

  it.each(['', '1a', 'Shop', 'my-shop', 'a b', 'a/b', 'a?sslmode=disable', 'a'.repeat(64), 'é'])(
    'cannot be called %j',
    (name) => {
      expect(synth((stack) => database(stack, { database: name })).ids).toEqual(['database-name-invalid: shop/db']);
      expect(synth((stack) => database(stack, { user: name })).ids).toEqual(['database-name-invalid: shop/db']);
    },
  );
});

describe('the password', () => {
  it('is generated into a file that is no part of the output, unless it comes from elsewhere', () => {
    const { section, generation } = synth((stack) => database(stack));
    expect(section('secrets')).toEqual({ 'db-password': { file: '../../secrets/shop/db-password' } });
    expect(generation.stacks[0]?.assembly.secrets).toMatchObject([
      { length: 32, mode: 0o444, construct: 'shop/db/password' },
    ]);
  });

  it('can be a file of the deploying host', () => {
    const { section, generation } = synth((stack) =>
      database(stack, { password: SecretSource.file('/etc/shop/password') }),
    );
    expect(section('secrets')).toEqual({ 'db-password': { file: '/etc/shop/password' } });
    expect(generation.stacks[0]?.assembly.secrets).toEqual([]);
  });

  it("can be a variable of the deploying shell, which only the server's own user may then read", () => {
    const { section, service } = synth((stack) =>
      database(stack, { password: SecretSource.environment('DB_PASSWORD') }),
    );
    expect(section('secrets')).toEqual({ 'db-password': { environment: 'DB_PASSWORD' } });
    expect(service('db')).toMatchObject({
      secrets: [{ source: 'db-password', uid: '999', gid: '999', mode: '0400' }],
      // Compose copies such a secret into the container, and cannot where the root is read-only
      read_only: false,
    });
  });

  it('is never a variable of the server', () => {
    expect(JSON.stringify(serviceOf())).not.toContain('"POSTGRES_PASSWORD"');
  });
});
