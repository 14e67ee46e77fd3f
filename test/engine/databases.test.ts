/**
 * Several databases on one server, each with a user of its own: on a new volume, and on one that is there already.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  Database,
  type DatabaseProps,
  Engine,
  Environment,
  type FurtherDatabaseProps,
  generate,
  Image,
  SecretSource,
  Stack,
  WebApp,
  write,
} from 'compose-constructs';
import { attempt, type ComposeProject, compose, images } from './support';

/** Whatever a URL, a shell, SQL or an option file could stumble over. */
const PASSWORD = `p%40 'a"b\\c$1\`d;/?#[é]&=+:@`;

describe.each([
  { name: 'postgres', image: 'postgres:17', engine: Engine.postgres('17') },
  { name: 'mariadb', image: 'mariadb:11.8', engine: Engine.mariadb('11.8') },
])('a further database of $image', ({ name, image, engine }) => {
  let folder: string;
  let stack: ComposeProject | undefined;

  beforeAll(async () => {
    await images(image, 'node:22-bookworm-slim');
    folder = mkdtempSync(join(tmpdir(), 'databases-'));
    cpSync(join(__dirname, 'clients'), join(folder, 'web'), { recursive: true });
    writeFileSync(join(folder, 'password'), `${PASSWORD}\n`, { mode: 0o644 });
  });
  afterAll(async () => {
    await stack?.remove();
    await attempt('docker', ['image', 'rm', '--force', 'databases-web:development']);
    rmSync(folder, { recursive: true, force: true });
  });

  /** The same stack, with a further database or without, whose client the app is. */
  function stackWith(further?: FurtherDatabaseProps, props: Partial<DatabaseProps> = {}): Promise<ComposeProject> {
    const app = new App({ root: folder });
    const shop = new Stack(app, 'databases', { environment: Environment.development() });
    const db = new Database(shop, 'db', { engine, database: 'shop', ...props });
    const source = SecretSource.file('password');
    const web = new WebApp(shop, 'web', { image: Image.node({ source: './web' }), port: 3000 });
    web.connect(further ? db.database('with_name', { user: 'bss', password: source, ...further }) : db);
    const generation = generate(app);
    expect(generation.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    write(generation);
    const project = stack ?? compose(join(folder, 'synth.out', 'databases'));
    stack = project;
    return project.up('--build').then(() => project);
  }

  async function sql(text: string): Promise<unknown> {
    const body = JSON.stringify([text, []]);
    const script = `fetch('http://127.0.0.1:3000/sql', ${JSON.stringify({ method: 'PUT', body })})
      .then(async (answer) => { process.stdout.write(await answer.text()); process.exitCode = answer.ok ? 0 : 1; })`;
    const { code, stdout, stderr } = (await stack?.exec('web', ['node', '--eval', script])) ?? {};
    if (code !== 0 || stdout === undefined) throw new Error(`${stdout}${stderr}`);
    return JSON.parse(stdout);
  }

  it('is made on data that is there already, with its user, whose password has any character', async () => {
    await stackWith();
    await sql('CREATE TABLE orders (n INT)');
    await stackWith({});
    await sql('CREATE TABLE nodes (n INT)');
    await sql('INSERT INTO nodes VALUES (7)');
    expect(await sql('SELECT n FROM nodes')).toEqual([{ n: 7 }]);
  });

  it('sees nothing of the others', async () => {
    if (name === 'postgres') {
      const rows = await sql("SELECT has_database_privilege('shop', 'CONNECT') AS may, current_user AS me");
      expect(rows).toEqual([{ may: false, me: 'bss' }]);
    } else {
      await expect(sql('SELECT n FROM shop.orders')).rejects.toThrow(/denied/);
      // a name with "_" is no pattern
      await expect(sql('CREATE DATABASE withXname')).rejects.toThrow(/denied/);
    }
  });

  it('has the password that its file has at the next start', async () => {
    writeFileSync(join(folder, 'password'), 'another');
    const project = await stackWith({});
    await project.compose(['up', '--detach', '--wait', '--force-recreate']);
    expect(await sql('SELECT n FROM nodes')).toEqual([{ n: 7 }]);
    const log = await project.logs();
    expect([log.includes('another'), log.includes(PASSWORD)]).toEqual([false, false]);
  });

  it('is there after the first start, too, beside scripts of the author', async () => {
    await stack?.compose(['down', '--volumes']);
    writeFileSync(join(folder, 'password'), `${PASSWORD}\n`);
    mkdirSync(join(folder, 'sql'));
    writeFileSync(join(folder, 'sql/one.sql'), 'CREATE TABLE first (n INT);');
    const inBerlin = { scripts: './sql', timeZone: 'Europe/Berlin' };
    await stackWith(undefined, name === 'postgres' ? { ...inBerlin, locale: 'de-DE' } : inBerlin);
    expect(await sql('SELECT n FROM first')).toEqual([]);
    if (name === 'postgres') {
      expect(await sql('SHOW timezone')).toEqual([{ TimeZone: 'Europe/Berlin' }]);
      expect(await sql("SELECT x FROM (VALUES ('zebra'), ('äpfel')) AS v(x) ORDER BY x")).toEqual([
        { x: 'äpfel' },
        { x: 'zebra' },
      ]);
    } else {
      expect(await sql('SELECT @@system_time_zone AS zone')).toEqual([{ zone: expect.stringMatching(/^CES?T$/) }]);
    }
  });

  if (name === 'postgres') {
    it('has its extensions, as the first one has', async () => {
      await stackWith({ extensions: ['citext'] }, { extensions: ['pg_trgm'] });
      expect(await sql("SELECT 'A'::citext = 'a'::citext AS same")).toEqual([{ same: true }]);
      await stackWith(undefined, { extensions: ['pg_trgm'] });
      expect(await sql("SELECT similarity('a', 'a') AS s")).toEqual([{ s: 1 }]);
    });

    it('that cannot be made keeps clients waiting, and the log says why', async () => {
      const started = stackWith({ extensions: ['no_such_thing'] });
      await expect(started).rejects.toThrow(/no_such_thing[\s\S]*The databases could not be made/);
    });
  }
});
