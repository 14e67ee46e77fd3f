/**
 * What our constructs count on in the official postgres images. It holds for the official ones and for the stand-ins alike: a
 * failure says that a stand-in is not true, or that an official image has changed.
 */
import { imageConfig, images, locked, run, sandbox, until } from './support';

const box = sandbox();

// https://github.com/docker-library/postgres
describe.each([
  { version: 15, data: '/var/lib/postgresql/data', volume: '/var/lib/postgresql/data' },
  { version: 17, data: '/var/lib/postgresql/data', volume: '/var/lib/postgresql/data' },
  { version: 18, data: '/var/lib/postgresql/18/docker', volume: '/var/lib/postgresql' },
])('postgres:$version', ({ version, data, volume }) => {
  const image = `postgres:${version}`;
  beforeAll(() => images(image));

  const writable = ['--tmpfs', '/tmp', '--tmpfs', '/run/postgresql'];
  const password = 'pass word $1';
  /** Over TCP, which the server of the init phase does not listen on. */
  async function query(id: string, sql: string, user = 'postgres'): Promise<string> {
    const psql = ['psql', '--no-psqlrc', '--tuples-only', '--no-align', '--host', '127.0.0.1', '--username', user];
    const options = ['--env', `PGPASSWORD=${password}`];
    return until(`an answer to ${sql}`, async () => {
      const { code, stdout, stderr } = await box.exec(id, [...psql, '--command', sql], options);
      if (code !== 0) throw new Error(`${stderr}\n${await box.logs(id)}`);
      return stdout.trim();
    });
  }

  it('keeps its data where its version does, in a folder of postgres with mode 0700', async () => {
    expect(await imageConfig(image)).toMatchObject({ Volumes: { [volume]: {} }, StopSignal: 'SIGINT' });
    const id = await box.start(['--env', `POSTGRES_PASSWORD=${password}`], image);
    expect(await query(id, 'SHOW data_directory')).toBe(data);
    expect((await box.exec(id, ['stat', '--format', '%a %u', data])).stdout.trim()).toBe('700 999');
  });

  it('has a mount point that any user may use before its first start', async () => {
    const { stdout } = await box.run([], image, 'stat', '--format', '%a %U:%G', volume);
    expect(stdout.trim()).toBe('1777 postgres:postgres');
  });

  it('starts as postgres, read-only, without capabilities, and keeps rows when its container is replaced', async () => {
    const rows = await box.volume();
    const secret = box.file(`${password}\n`, 0o644, '/run/secrets/password');
    const settings = ['--env', 'POSTGRES_PASSWORD_FILE=/run/secrets/password', '--env', 'POSTGRES_DB=kitteh'];
    const options = [
      ...locked,
      ...writable,
      '--user',
      'postgres',
      '--volume',
      `${rows}:${volume}`,
      ...secret,
      ...settings,
    ];
    const first = await box.start(options, image);
    expect(await query(first, 'SELECT current_user')).toBe('postgres');
    await box.exec(first, ['psql', '--dbname', 'kitteh', '--command', "CREATE TABLE cats AS SELECT 'tom' AS name"]);
    await run('docker', ['stop', first]);

    const second = await box.start(options, image);
    await query(second, 'SELECT 1');
    const { stdout } = await box.exec(second, ['psql', '--dbname', 'kitteh', '-tAc', 'SELECT name FROM cats']);
    expect(stdout.trim()).toBe('tom');
    expect(await box.logs(second)).toContain('Skipping initialization');
  });

  it('reads a password file that only root may read, when started as root', async () => {
    const secret = box.file(password, 0o600, '/run/secrets/password');
    const settings = ['--env', 'POSTGRES_PASSWORD_FILE=/run/secrets/password', '--env', 'POSTGRES_USER=kitteh'];
    const id = await box.start([...secret, ...settings], image);
    expect(await query(id, 'SELECT current_database()', 'kitteh')).toBe('kitteh');
  });

  it('cannot read that file when started as postgres', async () => {
    const secret = box.file(password, 0o600, '/run/secrets/password');
    const settings = ['--env', 'POSTGRES_PASSWORD_FILE=/run/secrets/password', '--user', 'postgres'];
    const { code, stderr } = await box.run([...secret, ...settings], image);
    expect(code).not.toBe(0);
    expect(stderr).toContain('Permission denied');
  });

  it('refuses to start without a password, and with a password given twice', async () => {
    const none = await box.run([], image);
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('POSTGRES_PASSWORD');
    const twice = await box.run(['--env', 'POSTGRES_PASSWORD=a', '--env', 'POSTGRES_PASSWORD_FILE=/a'], image);
    expect(twice.code).toBe(1);
    expect(twice.stderr).toContain('POSTGRES_PASSWORD_FILE');
  });

  it('runs init files in order, in the database that it made', async () => {
    const settings = ['--env', `POSTGRES_PASSWORD=${password}`, '--env', 'POSTGRES_DB=kitteh'];
    const one = box.file('CREATE TABLE t (n int);', 0o644, '/docker-entrypoint-initdb.d/1.sql');
    const two = box.file('docker_process_sql <<<"INSERT INTO t VALUES (7)"', 0o644, '/docker-entrypoint-initdb.d/2.sh');
    const id = await box.start([...settings, ...one, ...two], image);
    await query(id, 'SELECT 1');
    expect(
      (await box.exec(id, ['psql', '-U', 'postgres', '-d', 'kitteh', '-tAc', 'SELECT n FROM t'])).stdout.trim(),
    ).toBe('7');
  });

  it('has pg_isready for a health check, and neither curl nor wget', async () => {
    expect(await box.commandsOf(image, ['pg_isready', 'psql', 'gosu', 'curl', 'wget'])).toEqual([
      'pg_isready',
      'psql',
      'gosu',
    ]);
  });
});

describe('a volume at the old place of the data', () => {
  beforeAll(() => images('postgres:18'));

  it('stops postgres:18 from starting with an empty database beside it', async () => {
    const rows = await box.volume();
    const options = ['--env', 'POSTGRES_PASSWORD=a', '--volume', `${rows}:/var/lib/postgresql/data`];
    const { code, stderr } = await box.run(options, 'postgres:18');
    expect(code).toBe(1);
    expect(stderr).toContain('/var/lib/postgresql/data (unused mount/volume)');
  });

  it('stops postgres:18 from leaving the data of 17 aside', async () => {
    const rows = await box.volume();
    await box.run(
      ['--volume', `${rows}:/v`, '--entrypoint', 'sh'],
      'postgres:17',
      '-c',
      'mkdir /v/data && echo 17 >/v/data/PG_VERSION',
    );
    const options = ['--env', 'POSTGRES_PASSWORD=a', '--volume', `${rows}:/var/lib/postgresql`];
    const { code, stderr } = await box.run(options, 'postgres:18');
    expect(code).toBe(1);
    expect(stderr).toContain('/var/lib/postgresql/data');
  });
});
