/**
 * What our constructs count on in the official mariadb image. It holds for the official one and for the stand-in alike: a
 * failure says that the stand-in is not true, or that the official image has changed.
 */
import { imageConfig, images, locked, sandbox, until } from './support';

const box = sandbox();
const image = 'mariadb:11.8';

// https://github.com/MariaDB/mariadb-docker
describe('mariadb:11.8', () => {
  beforeAll(() => images(image));

  const password = "pass 'word' \"\\ $1";
  /** Names of time zones are most of what a first start writes. */
  const quick = ['--env', 'MARIADB_INITDB_SKIP_TZINFO=1'];
  const secret = (mode: number): readonly string[] => box.file(`${password}\n`, mode, '/run/secrets/password');
  const files = (user: string): readonly string[] => [
    ...['--env', 'MARIADB_DATABASE=kitteh', '--env', `MARIADB_USER=${user}`],
    ...[
      '--env',
      'MARIADB_PASSWORD_FILE=/run/secrets/password',
      '--env',
      'MARIADB_ROOT_PASSWORD_FILE=/run/secrets/password',
    ],
  ];

  /** Over TCP, which the server of the first start does not listen to. */
  async function query(id: string, sql: string, user = 'tom', options: readonly string[] = []): Promise<string> {
    const client = ['mariadb', '--no-defaults', '--protocol=tcp', '--host=127.0.0.1', '--skip-ssl-verify-server-cert'];
    const ask = [...client, `--user=${user}`, '--skip-column-names', '--batch', ...options, '--execute', sql];
    return until(`an answer to ${sql}`, async () => {
      const { code, stdout, stderr } = await box.exec(id, ask, ['--env', `MYSQL_PWD=${password}`]);
      if (code !== 0) throw new Error(`${stderr}\n${await box.logs(id)}`);
      return stdout.trim();
    });
  }

  it('keeps its data in a folder of mysql that it declares, and stops at SIGTERM', async () => {
    const config = await imageConfig(image);
    expect(config).toMatchObject({ Volumes: { '/var/lib/mysql': {} } });
    expect(config).not.toHaveProperty('StopSignal');
    const { stdout } = await box.run([], image, 'stat', '--format', '%a %u:%g', '/var/lib/mysql', '/run/mysqld');
    expect(stdout).toBe('755 999:999\n1777 999:999\n');
  });

  it('has its programs under their own names, and no curl', async () => {
    const wanted = ['mariadbd', 'mariadb', 'mariadb-dump', 'mariadb-admin', 'healthcheck.sh', 'sh', 'cat', 'gosu'];
    expect(await box.commandsOf(image, [...wanted, 'curl', 'wget'])).toEqual(wanted);
  });

  it('starts as mysql, read-only, without capabilities, for text of every kind', async () => {
    const rows = await box.volume();
    const mounts = ['--tmpfs', '/tmp', '--tmpfs', '/run/mysqld', '--volume', `${rows}:/var/lib/mysql`];
    const options = [
      ...locked,
      ...mounts,
      ...secret(0o644),
      ...files('tom'),
      ...quick,
      '--env',
      'TMPDIR=/var/lib/mysql',
    ];
    const id = await box.start(['--user', '999:999', ...options], image);
    expect(await query(id, 'SELECT CURRENT_USER(), @@character_set_server, @@tmpdir, @@datadir')).toBe(
      'tom@%\tutf8mb4\t/var/lib/mysql\t/var/lib/mysql/',
    );
    // the user may do everything with the one database, and nothing with others
    expect(await query(id, 'SHOW DATABASES')).toBe('information_schema\nkitteh');
    expect(
      await query(id, "CREATE TABLE t AS SELECT '🐱' AS cat; SELECT HEX(cat) FROM t", 'tom', ['--database=kitteh']),
    ).toBe('F09F90B1');
  });

  it('refuses to start without a password for root, with one given twice, and with a file that it cannot read', async () => {
    const none = await box.run([], image);
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('password option is not specified')]);
    const twice = await box.run(['--env', 'MARIADB_PASSWORD=a', '--env', 'MARIADB_PASSWORD_FILE=/a'], image);
    expect([twice.code, twice.stderr]).toEqual([1, expect.stringContaining('MARIADB_PASSWORD_FILE')]);
    const closed = await box.run(['--user', '999:999', ...secret(0o600), ...files('tom')], image);
    expect([closed.code, closed.stderr]).toEqual([1, expect.stringContaining('Permission denied')]);
  });

  it('runs init files in order and does not look ready meanwhile, except for those who ask at its socket', async () => {
    const one = box.file('CREATE TABLE t (n int);', 0o644, '/docker-entrypoint-initdb.d/1.sql');
    const two = box.file(
      'sleep 3; docker_process_sql <<<"INSERT INTO t VALUES (7)"',
      0o644,
      '/docker-entrypoint-initdb.d/2.sh',
    );
    // as root, who may read a file of their own
    const id = await box.start([...secret(0o600), ...files('tom'), ...quick, ...one, ...two], image);
    await until('the second file', async () => (await box.logs(id)).includes('2.sh'));
    // `access denied` is an answer to a ping
    expect((await box.exec(id, ['mariadb-admin', '--user=nobody', 'ping'])).code).toBe(0);
    expect((await box.exec(id, ['healthcheck.sh', '--connect', '--innodb_initialized'])).code).not.toBe(0);
    expect((await box.exec(id, ['mariadb-admin', '--protocol=tcp', '--host=127.0.0.1', 'ping'])).code).not.toBe(0);
    expect(await query(id, 'SELECT n FROM t', 'tom', ['--database=kitteh'])).toBe('7');
    expect((await box.exec(id, ['healthcheck.sh', '--connect', '--innodb_initialized'])).code).toBe(0);
    // unless it is told otherwise, root may log in from anywhere
    expect(await query(id, "SELECT host FROM mysql.user WHERE user = 'root' ORDER BY host", 'root')).toBe(
      '%\nlocalhost',
    );
  });
});
