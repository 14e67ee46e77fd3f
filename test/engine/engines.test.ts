/**
 * Every engine of a Database, on the real server: what its pages promise, asked through the drivers of real programs.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  Database,
  Engine,
  Environment,
  generate,
  Image,
  SecretSource,
  Stack,
  WebApp,
  write,
} from 'compose-constructs';
import { attempt, type ComposeProject, compose, images, until } from './support';

/** Whatever a URL, a shell, SQL or an option file could stumble over. */
const PASSWORD = `p%40 'a"b\\c$1\`d;/?#[é]&=+:@`;

describe.each([
  { name: 'postgres', image: 'postgres:17', engine: Engine.postgres('17') },
  { name: 'mariadb', image: 'mariadb:11.8', engine: Engine.mariadb('11.8') },
])('$image', ({ name, image, engine }) => {
  let folder: string;
  let stack: ComposeProject;
  let db: Database;

  beforeAll(async () => {
    await images(image, 'node:22-bookworm-slim');
    folder = mkdtempSync(join(tmpdir(), 'engines-'));
    cpSync(join(__dirname, 'clients'), join(folder, 'web'), { recursive: true });
    // as an editor leaves it
    writeFileSync(join(folder, 'password'), `${PASSWORD}\n`, { mode: 0o644 });
    // a first start that takes its time
    writeFileSync(join(folder, 'slow.sh'), 'sleep 2\ndocker_process_sql <<<"CREATE TABLE n (n int)"\n', {
      mode: 0o644,
    });
    const app = new App({ root: folder });
    const shop = new Stack(app, 'engines', { environment: Environment.development() });
    db = new Database(shop, 'db', { engine, database: 'shop', user: 'web', password: SecretSource.file('password') });
    db.service.merge({ volumes: ['./slow.sh:/docker-entrypoint-initdb.d/slow.sh:ro'] });
    const web = new WebApp(shop, 'web', { image: Image.node({ source: './web' }), port: 3000 });
    web.connect(db);
    const generation = generate(app);
    expect(generation.diagnostics).toEqual([]);
    write(generation);
    stack = compose(join(folder, 'synth.out', 'engines'));
    await stack.up('--build');
  });

  afterAll(async () => {
    await stack?.remove();
    await attempt('docker', ['image', 'rm', '--force', `${stack?.name}-web`, 'engines-web:development']);
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** What the app answers from inside of its container; nothing else reaches it. */
  async function app(path: string, body?: unknown): Promise<unknown> {
    const script = `fetch('http://127.0.0.1:3000${path}', ${JSON.stringify({ method: 'PUT', body: JSON.stringify(body ?? null) })})
      .then(async (answer) => { process.stdout.write(await answer.text()); process.exitCode = answer.ok ? 0 : 1; })`;
    const { code, stdout, stderr } = await stack.exec('web', ['node', '--eval', script]);
    if (code !== 0) throw new Error(stdout + stderr);
    return JSON.parse(stdout);
  }
  const sql = (text: string, ...values: readonly unknown[]): Promise<unknown> => app('/sql', [text, values]);
  const count = async (): Promise<number> => {
    const [row] = (await sql('SELECT COUNT(*) AS c FROM n')) as readonly [{ readonly c: string | number }]; // one row
    return Number(row.c);
  };
  /** The health check of the container, run by hand. */
  async function probed(): Promise<number> {
    const { stdout } = await attempt('docker', [
      'inspect',
      '--format',
      '{{json .Config.Healthcheck.Test}}',
      await id(),
    ]);
    const [, ...command] = JSON.parse(stdout) as readonly string[]; // ["CMD", …], as Compose hands it over
    return (await stack.exec('db', command)).code;
  }
  const id = async (): Promise<string> => (await stack.inspect('db'))[0]?.Id ?? '';

  it('is healthy when its first start is over, and not before', async () => {
    expect(await count()).toBe(0);
  });

  it('takes a password of odd characters, and text of any kind', async () => {
    await sql('CREATE TABLE cats (name VARCHAR(40))');
    await sql(name === 'mariadb' ? 'INSERT INTO cats VALUES (?)' : 'INSERT INTO cats VALUES ($1)', "🐱 d'Été \\");
    expect(await sql('SELECT name FROM cats')).toEqual([{ name: "🐱 d'Été \\" }]);
  });

  it('keeps every row that it confirmed, whenever it is killed', async () => {
    await app('/write');
    await until('some rows', async () => (await count()) > 50);
    await attempt('docker', ['kill', '--signal', 'KILL', await id()]);
    const confirmed = Number(await app('/written'));
    expect(confirmed).toBeGreaterThan(50);
    await stack.up();
    expect(await count()).toBeGreaterThanOrEqual(confirmed);
  });

  it('keeps its data when containers are removed, and ends without being killed', async () => {
    const before = await count();
    // what data lacks that was brought from elsewhere: https://github.com/MariaDB/mariadb-docker/issues/666
    await stack.exec('db', ['rm', '-f', '/var/lib/mysql/.my-healthcheck.cnf']);
    await stack.compose(['stop', 'db']);
    const [container] = await stack.inspect('db');
    expect([container?.State.ExitCode, container?.State.OOMKilled]).toEqual([0, false]);
    await stack.down();
    await stack.up();
    expect(await count()).toBe(before);
    expect(await sql('SELECT name FROM cats')).toHaveLength(1);
  });

  it('is copied and brought back by its two commands', async () => {
    await sql('CREATE VIEW loud AS SELECT UPPER(name) AS name FROM cats');
    if (name === 'mariadb') {
      await sql('CREATE PROCEDURE meow() INSERT INTO cats VALUES (NULL)');
      await sql('CREATE EVENT nap ON SCHEDULE EVERY 1 DAY DO CALL meow()');
      await sql('CREATE TRIGGER born BEFORE INSERT ON cats FOR EACH ROW SET NEW.name = COALESCE(NEW.name, 7)');
    }
    const file = join(folder, 'dump');
    const exec = `docker compose -p ${stack.name} -f ${stack.file} exec -T db`;
    const words = (command: readonly string[]) => command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    const shell = (line: string) => attempt('sh', ['-c', line]);
    expect(await shell(`${exec} ${words(db.dumpCommand)} >${file}`)).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(file).length).toBeGreaterThan(500);
    const before = await count();
    await sql('DROP VIEW loud');
    await sql('DROP TABLE cats');
    if (name === 'mariadb') await sql('DROP PROCEDURE meow');
    await sql('DELETE FROM n');
    expect(await shell(`${exec} ${words(db.restoreCommand)} <${file}`)).toMatchObject({ code: 0, stderr: '' });
    expect(await count()).toBe(before);
    expect(await sql('SELECT name FROM loud')).toEqual([{ name: "🐱 D'ÉTÉ \\" }]);
    if (name === 'mariadb') {
      await sql('CALL meow()');
      expect(await sql('SELECT COUNT(*) AS c FROM cats WHERE name = 7')).toEqual([{ c: 1 }]);
      expect(await sql('SELECT event_name AS name FROM information_schema.events')).toEqual([{ name: 'nap' }]);
    }
    expect((await shell(`echo 'no dump' | ${exec} ${words(db.restoreCommand)}`)).code).not.toBe(0);
  });

  it('has nothing in its log and its variables that is secret', async () => {
    const [container] = await stack.inspect('db');
    const root = db.rootPassword ? readFileSync(join(folder, 'secrets/engines/db-root-password'), 'utf8') : PASSWORD;
    const shown = `${await stack.logs()}${JSON.stringify(container?.Config.Env)}`;
    expect([shown.includes(PASSWORD), shown.includes(root), /GENERATED/.test(shown)]).toEqual([false, false, false]);
  });

  if (name === 'mariadb') {
    it('is unhealthy with a password that is not the one of its user', async () => {
      expect(await probed()).toBe(0);
      const container = await id();
      writeFileSync(join(folder, 'password'), 'another'); // the same file, so that the container sees it
      expect(await probed()).not.toBe(0);
      writeFileSync(join(folder, 'password'), `${PASSWORD}\n`);
      expect([await probed(), await id()]).toEqual([0, container]);
    });

    it('lets root in from inside of its container, and from nowhere else', async () => {
      const login = (options: string) =>
        `MYSQL_PWD=$(cat "$MARIADB_ROOT_PASSWORD_FILE") mariadb --user=root ${options} --batch --execute 'SELECT CURRENT_USER()'`;
      expect((await stack.exec('db', ['sh', '-c', login('')])).stdout).toContain('root@localhost');
      const far = await stack.exec('db', [
        'sh',
        '-c',
        login('--protocol=tcp --host="$(hostname -i)" --skip-ssl-verify-server-cert'),
      ]);
      expect([far.code, far.stderr]).toEqual([1, expect.stringContaining("Access denied for user 'root'")]);
    });

    it('sorts on the disk: more than its memory would hold', async () => {
      const [row] = (await sql('SELECT @@tmpdir AS d')) as readonly [{ readonly d: string }]; // one row
      expect(row.d).toBe('/var/lib/mysql');
      expect((await sql('SHOW DATABASES')) as unknown).toEqual([
        { Database: 'information_schema' },
        { Database: 'shop' },
      ]);
    });
  }
});

describe('MariaDB', () => {
  let folder: string;
  let stack: ComposeProject | undefined;

  beforeAll(async () => {
    await images('mariadb:10.11', 'mariadb:11.8');
    folder = mkdtempSync(join(tmpdir(), 'engines-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The same stack with this version. */
  function database(version: string): { readonly db: Database; readonly project: ComposeProject } {
    const app = new App({ root: folder });
    const wiki = new Stack(app, 'wiki', { environment: Environment.development() });
    const db = new Database(wiki, 'db', { engine: Engine.mariadb(version), database: 'wiki' });
    write(generate(app));
    stack ??= compose(join(folder, 'synth.out', 'wiki'));
    return { db, project: stack };
  }
  const sql = (project: ComposeProject, text: string) =>
    project.exec('db', [
      ...['sh', '-c', 'MYSQL_PWD="$(cat "$MARIADB_PASSWORD_FILE")" exec mariadb "$@"', 'mariadb'],
      ...['--user=wiki', '--batch', '--skip-column-names', 'wiki', '--execute', text],
    ]);

  it('that is asked to stop during its first start makes its data all the same', async () => {
    const { project } = database('10.11');
    await project.compose(['up', '--detach']);
    await until('system tables', async () => (await project.exec('db', ['ls', '/var/lib/mysql/mysql'])).code === 0);
    const [container] = await project.inspect('db');
    await attempt('docker', ['kill', '--signal', 'TERM', container?.Id ?? '']);
    await project.up();
    expect(await sql(project, 'CREATE TABLE pages AS SELECT 11 AS n')).toMatchObject({ code: 0 });
  });

  it('of a newer version takes over the data of an older one, procedures and copies included', async () => {
    const { project } = database('10.11');
    expect(await sql(project, 'CREATE PROCEDURE p() SELECT n FROM pages')).toMatchObject({ code: 0, stderr: '' });
    const { db } = database('11.8');
    await project.up();
    expect((await sql(project, 'SELECT @@version')).stdout).toMatch(/^11\.8/);
    // system tables of an older version break dumps from 12 on, so they are brought up to date
    expect((await project.exec('db', ['cat', '/var/lib/mysql/mariadb_upgrade_info'])).stdout).toMatch(/^11\.8/);
    expect(await sql(project, 'CALL p()')).toMatchObject({ code: 0, stdout: '11\n', stderr: '' });
    const dump = await project.exec('db', db.dumpCommand);
    expect(dump).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('PROCEDURE `p`') });
  });
});
