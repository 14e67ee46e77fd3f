/**
 * Backups on the real engine: everything comes back as it was, nothing is overwritten by mistake, and a backup that stops is
 * noticed.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  Backup,
  type BackupProps,
  BackupTarget,
  Database,
  DataVolume,
  Engine,
  SecretSource,
  Service,
  type Stack,
  Volume,
} from 'compose-constructs';
import { type ComposeProject, images, run, Sources, until } from './support';

const PASSWORD = 'a "very" secret $HOME password';
const PARTS = ['databases/db', 'databases/wiki', 'volumes/uploads'];

/** A database of each product and files, with a backup of all that goes on every ten minutes, and what a test changes. */
function build(stack: Stack, props: Partial<BackupProps> = {}): void {
  const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' });
  const wiki = new Database(stack, 'wiki', { engine: Engine.mariadb('11.8'), database: 'wiki' });
  const uploads = new DataVolume(stack, 'uploads');
  const web = new Service(stack, 'web', { image: 'busybox:1.37', command: ['sleep', '86400'], init: true });
  web.mount(uploads, { at: '/uploads' });
  new Backup(stack, 'backup', {
    of: [db, wiki, uploads],
    to: BackupTarget.folder('./backups'),
    schedule: '10m',
    password: SecretSource.file('./private/password'),
    ...props,
  });
}

const FILES = `cd /uploads
printf a > 'two words'; printf b > "$(printf 'new\\nline')"; printf c > ./-rf; printf d > 'ümläut "quoted" $HOME'
mkdir -p deep/er 'sticky dir'; chmod 1777 'sticky dir'; chmod 2750 deep; chmod 0000 ./-rf
printf e > deep/er/setuid; chown 1000:1001 deep/er/setuid; chmod 4711 deep/er/setuid
ln -s ../nowhere deep/dangling; ln -s /etc/passwd absolute; ln 'two words' deep/hardlink; mkfifo deep/fifo
: > empty; head -c 3000000 /dev/urandom > big; touch -d '2001-02-03 04:05:06' big; chown 33:44 .; chmod 0751 .`;

class Shop {
  constructor(readonly project: ComposeProject) {}

  /** Runs a task as a person does. */
  async task(name: string, ...args: readonly string[]): Promise<{ code: number; text: string }> {
    const { code, stdout, stderr } = await this.project.run(`backup-${name}`, args);
    return { code, text: stdout + stderr };
  }

  async fill(): Promise<void> {
    const { project } = this;
    const sql = `CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE SCHEMA other;
      CREATE TABLE cats (id serial PRIMARY KEY, name text NOT NULL, mood mood, paws bytea, seen timestamptz DEFAULT now());
      INSERT INTO cats (name, mood, paws) SELECT 'cät ' || n || chr(10) || E'\\\\', 'good', decode(md5(n::text), 'hex') FROM generate_series(1, 5000) n;
      CREATE TABLE other.toys (cat int REFERENCES cats, price numeric(10, 2)); INSERT INTO other.toys SELECT id, id / 7.0 FROM cats;
      CREATE VIEW happy AS SELECT * FROM cats WHERE mood = 'good'; CREATE INDEX ON cats (name);
      CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT n * 2';
      CREATE ROLE "read er" LOGIN PASSWORD 'p;$role$'; CREATE ROLE team; GRANT team TO "read er"; ALTER ROLE "read er" SET work_mem = '8MB';
      GRANT SELECT ON cats TO "read er"; ALTER TABLE other.toys OWNER TO team; CREATE EXTENSION pg_trgm;`;
    await done(project.exec('db', ['psql', '-qU', 'shop', '-v', 'ON_ERROR_STOP=1', '-c', sql]));
    const wiki = `CREATE TABLE pages (id INT AUTO_INCREMENT PRIMARY KEY, title VARCHAR(200), body LONGBLOB, at DATETIME(6) DEFAULT NOW(6));
      INSERT INTO pages (title, body) SELECT CONCAT('pägé ', seq, '\\n\\\\'), UNHEX(MD5(seq)) FROM seq_1_to_5000;
      CREATE VIEW recent AS SELECT id, title FROM pages; CREATE PROCEDURE twice(n INT) SELECT n * 2;
      CREATE TRIGGER titled BEFORE INSERT ON pages FOR EACH ROW SET NEW.title = UPPER(NEW.title);`;
    await done(this.mariadb(wiki));
    await done(project.exec('web', ['sh', '-c', FILES]));
  }

  mariadb(sql: string): ReturnType<ComposeProject['exec']> {
    const script =
      'MYSQL_PWD="$(cat "$MARIADB_PASSWORD_FILE")" exec mariadb -uwiki --default-character-set=utf8mb4 -N wiki -e "$1"';
    return this.project.exec('wiki', ['sh', '-c', script, 'sh', sql]);
  }

  /** Everything that there is: each row, and each file with its owner, mode, times and content. */
  async content(): Promise<readonly string[]> {
    const { project } = this;
    const rows = `SELECT md5(string_agg(c::text, ',' ORDER BY id)) FROM cats c; SELECT md5(string_agg(t::text, ',' ORDER BY cat)) FROM other.toys t;
      SELECT count(*), twice(21) FROM happy; SELECT last_value FROM cats_id_seq;
      SELECT r.rolname, r.rolcanlogin, left(r.rolpassword, 20), s.setconfig FROM pg_authid r LEFT JOIN pg_db_role_setting s ON s.setrole = r.oid WHERE r.rolname !~ '^pg_' AND r.rolname <> 'shop' ORDER BY 1;
      SELECT relname, relacl, relowner::regrole FROM pg_class WHERE relname IN ('cats', 'toys') ORDER BY 1`;
    const files = `cd /uploads && find . | sort | while IFS= read -r f; do stat -c '%n %a %u:%g %s %h %F' -- "$f"; done;
      find . -type f -exec md5sum {} \\; | sort; stat -c %Y big deep/er . ; find . -type l -exec readlink {} \\; | sort`;
    const wiki =
      'SELECT COUNT(*), MD5(GROUP_CONCAT(title, HEX(body), at ORDER BY id)) FROM pages; SELECT COUNT(*) FROM recent; CALL twice(21); SELECT trigger_name, action_statement FROM information_schema.triggers';
    return await Promise.all([
      done(project.exec('db', ['psql', '-qAtU', 'shop', '-c', rows])),
      done(this.mariadb(`SET SESSION group_concat_max_len = 100000000; ${wiki}`)),
      done(project.exec('web', ['sh', '-c', files])),
    ]);
  }

  async health(): Promise<{ status: string | undefined; says: string }> {
    const [container] = await this.project.inspect('backup');
    const said = await this.project.exec('backup', ['/bin/sh', '/usr/local/bin/backup', 'healthy']);
    return { status: container?.State.Health?.Status, says: said.stdout };
  }

  /** Waits until the engine says so. */
  becomes(status: 'healthy' | 'unhealthy'): Promise<{ status: string | undefined; says: string }> {
    return until(`a backup that is ${status}`, async () => {
      const health = await this.health();
      if (health.status !== status) throw new Error(`${health.status}: ${health.says}`);
      return health;
    });
  }
}

async function done(result: ReturnType<ComposeProject['exec']>): Promise<string> {
  const { code, stdout, stderr } = await result;
  if (code !== 0) throw new Error(stderr || stdout);
  return stdout;
}

let sources: Sources;
let shop: Shop;

/** A stack of this name in the folder of the sources, which all share. */
const stackOf = (name: string, props: Partial<BackupProps> = {}): Shop =>
  new Shop(sources.synthesize(name, (stack) => build(stack, props)));

beforeAll(async () => {
  await images('restic/restic:0.18.1', 'mariadb:11.8', 'busybox:1.37');
  sources = new Sources('backup');
  sources.put({ 'private/password': `${PASSWORD}\n`, 'private/wrong': 'another one\n' });
  mkdirSync(join(sources.folder, 'backups'));
  shop = stackOf('shop');
  await shop.project.up();
  await shop.fill();
});
afterAll(async () => {
  await shop.project.remove();
  // files of root
  sources.remove();
});

describe('a backup of databases and files', () => {
  let before: readonly string[];

  it('brings every row and every file back when all volumes are gone', async () => {
    before = await shop.content();
    expect(await shop.task('now')).toMatchObject({ code: 0, text: expect.stringContaining('is complete') });
    await shop.project.down('--volumes');
    const { code, text } = await shop.task('restore');
    expect([code, text]).toEqual([0, expect.stringContaining(`Restored: ${PARTS.join(' ')}`)]);
    await shop.project.up();
    expect(await shop.content()).toEqual(before);
    await shop.becomes('healthy');
  });

  it('is not overwritten: a stack with content refuses to restore, and changes nothing', async () => {
    const { code, text } = await shop.task('restore');
    expect([code, text]).toEqual([1, expect.stringContaining('not empty: db (has other.toys) wiki (has')]);
    expect(text).toContain('uploads (has');
    expect(await shop.content()).toEqual(before);
  });

  it('can be restored over what is there, and leaves nothing else behind', async () => {
    await done(shop.project.exec('db', ['psql', '-qU', 'shop', '-c', 'DELETE FROM other.toys; CREATE TABLE dogs ()']));
    await done(shop.mariadb('DROP TABLE pages; CREATE TABLE dogs (n INT)'));
    await done(
      shop.project.exec('web', ['sh', '-c', 'rm /uploads/big; echo > /uploads/new; chmod 7777 /uploads/deep']),
    );
    expect((await shop.task('restore', '--replace')).code).toBe(0);
    expect(await shop.content()).toEqual(before);
    expect(await done(shop.mariadb("SHOW TABLES LIKE 'dogs'"))).toBe('');
  });

  it('can be restored in parts', async () => {
    await done(shop.project.exec('web', ['sh', '-c', 'rm -r /uploads/deep; rm /uploads/big']));
    await done(shop.mariadb('DELETE FROM pages LIMIT 5'));
    expect((await shop.task('restore', '--only', 'uploads', '--replace')).code).toBe(0);
    const [, wiki, files] = await shop.content();
    expect([files, wiki === before[1]]).toEqual([before[2], false]);
    expect((await shop.task('restore', '--replace', '--only=wiki')).code).toBe(0);
    expect(await shop.content()).toEqual(before);
  });

  it('says what it does not know: a snapshot, a part, a stack', async () => {
    expect((await shop.task('restore', '12345678')).text).toContain('there is no snapshot 12345678');
    expect((await shop.task('restore', '--only', 'cellar')).text).toContain('no cellar here, only: db wiki uploads');
    expect((await shop.task('restore', '--all')).code).toBe(2);
  });

  it('is listed and checked', async () => {
    expect((await shop.task('list')).text).toMatch(/[0-9a-f]{8} .* shop +complete/);
    expect((await shop.task('check', '--read-data')).text).toContain('no errors were found');
  });

  it('is taken over by another stack, which keeps its own backups apart', async () => {
    const staging = stackOf('staging', { cloneFrom: 'shop' });
    await staging.project.up();
    await staging.becomes('healthy');
    expect((await staging.task('clone')).text).toContain('Restores shop as it was at');
    expect(await staging.content()).toEqual(before);
    expect((await staging.task('clone')).text).toContain('Not restored: not empty');
    expect((await staging.task('restore', '--replace')).text).toContain('Restores staging as it was at');
    await staging.project.remove();
  });

  it('keeps its password to itself', async () => {
    const { stdout } = await run('docker', [
      'ps',
      '--all',
      '--quiet',
      '--filter',
      `label=com.docker.compose.project=${shop.project.name}`,
    ]);
    const { stdout: inspected } = await run('docker', ['inspect', ...stdout.trim().split('\n')]);
    const database = readFileSync(join(sources.folder, 'secrets/shop/db-password'), 'utf8').trim();
    for (const secret of [PASSWORD, JSON.stringify(PASSWORD).slice(1, -1), database]) {
      expect(inspected).not.toContain(secret);
      expect(await shop.project.logs()).not.toContain(secret);
    }
  });
});

describe('a stack that is made anew', () => {
  it('makes no backup of its emptiness, and says so until a person decides', async () => {
    await shop.project.down('--volumes');
    await shop.project.compose(['up', '--detach']);
    const { says } = await shop.becomes('unhealthy');
    expect(says).toContain('this stack is new here. Run backup-restore; or backup-now');
    expect((await shop.task('restore')).code).toBe(0);
    await shop.becomes('healthy');
  });
});

describe('a round that is killed', () => {
  it('leaves a repository that is whole, and the next round goes on', async () => {
    const locks = (): readonly string[] => readdirSync(join(sources.folder, 'backups/locks'));
    await done(shop.project.exec('web', ['sh', '-c', 'head -c 300000000 /dev/urandom > /uploads/large']));
    const [container] = await shop.project.inspect('backup');
    await shop.project.compose(['exec', '--detach', 'backup', '/bin/sh', '/usr/local/bin/backup', 'now']);
    await until('a lock', () => locks().length > 0, { every: 50 });
    await run('docker', ['kill', '--signal', 'KILL', container?.Id ?? '']);
    expect(locks()).toHaveLength(1);
    await shop.project.up();
    expect((await shop.task('now')).text).toContain('is complete');
    expect(locks()).toEqual([]);
    expect((await shop.task('check', '--read-data')).text).toContain('no errors were found');
    await done(shop.project.exec('web', ['rm', '/uploads/large']));
  });
});

describe('a round without one of the databases', () => {
  it('fails, keeps the rest, and is not what a restore takes', async () => {
    await shop.project.compose(['stop', 'wiki']);
    // not in a container of its own: that would start the database
    const { code, stdout } = await shop.project.exec('backup', ['/bin/sh', '/usr/local/bin/backup', 'now']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('Cannot copy wiki: ')]);
    expect((await shop.becomes('unhealthy')).says).toContain('The last round failed: wiki: ');
    expect((await shop.task('list')).text).toContain('incomplete');
    expect((await shop.task('restore', '--only', 'wiki', '--replace')).code).toBe(0);
    expect((await shop.task('now')).code).toBe(0);
    await shop.becomes('healthy');
  });
});

describe('a backup that fails', () => {
  /** Files alone, with a backup of them. */
  const small = (name: string, props: (stack: Stack) => Partial<BackupProps>): Shop =>
    new Shop(
      sources.synthesize(name, (stack) => {
        const uploads = new DataVolume(stack, 'uploads');
        const web = new Service(stack, 'web', { image: 'busybox:1.37', command: ['sleep', '86400'], init: true });
        web.mount(uploads, { at: '/uploads' });
        new Backup(stack, 'backup', {
          of: [uploads],
          to: BackupTarget.folder('./backups'),
          password: SecretSource.file('./private/password'),
          ...props(stack),
        });
      }),
    );
  const target = (stack: Stack, o: string): BackupTarget =>
    BackupTarget.volume(new Volume(stack, 'target', { driver_opts: { type: 'tmpfs', device: 'tmpfs', o } }));

  let one: Shop;
  const start = async (name: string, props: (stack: Stack) => Partial<BackupProps>): Promise<void> => {
    one = small(name, props);
    await one.project.compose(['up', '--detach']);
  };
  afterEach(() => one.project.remove());

  it('is noticed when the password is not the one of the repository', async () => {
    await start('wrong', () => ({ password: SecretSource.file('./private/wrong') }));
    expect((await one.becomes('unhealthy')).says).toContain('the password is not that of the repository at ./backups');
    expect(await one.project.logs('backup')).toContain('The backup of wrong failed: the password is not that of');
  });

  it('is noticed when nobody can write to its target', async () => {
    await start('locked', (stack) => ({ to: target(stack, 'ro') }));
    expect((await one.becomes('unhealthy')).says).toMatch(/cannot make a repository at the volume target: .*read-only/);
  });

  it('is noticed when its target is full, and the backups before that are whole', async () => {
    await start('full', (stack) => ({ to: target(stack, 'size=8m') }));
    await one.becomes('healthy');
    await until('the first backup', async () => (await one.task('list')).text.includes('complete'));
    await done(one.project.exec('web', ['sh', '-c', 'head -c 30000000 /dev/urandom > /uploads/large']));
    expect((await one.task('now')).code).toBe(1);
    expect((await one.becomes('unhealthy')).says).toMatch(/restic cannot write to the volume target: .*no space left/);
    expect((await one.project.exec('backup', ['restic', 'check', '--no-lock'])).stdout).toContain(
      'no errors were found',
    );
  });

  it('is noticed when the rounds stop', async () => {
    await start('stopped', () => ({ schedule: '10s' }));
    await until('the first backup', async () => (await one.health()).says.startsWith('The last backup is'));
    const loop = String.raw`ps -o pid,args | sed -n 's|^ *\([0-9]*\) /bin/sh /usr/local/bin/backup run$|\1|p'`;
    await done(one.project.exec('backup', ['sh', '-c', `kill -STOP $(${loop})`]));
    expect((await one.becomes('unhealthy')).says).toMatch(/The last backup is \d+ seconds old, more than 15\./);
  });

  it('is noticed when its folder is empty again, and goes on when a person says so', async () => {
    mkdirSync(join(sources.folder, 'disk'));
    await start('unmounted', () => ({ to: BackupTarget.folder('./disk') }));
    await one.becomes('healthy');
    await until('the first backup', async () => (await one.task('list')).text.includes('complete'));
    for (const name of readdirSync(join(sources.folder, 'disk'))) {
      rmSync(join(sources.folder, 'disk', name), { recursive: true });
    }
    expect((await one.task('now')).text).toContain('the repository at ./disk is gone. Is a disk not mounted?');
    expect((await one.becomes('unhealthy')).says).toContain('is gone');
    expect(readdirSync(join(sources.folder, 'disk'))).toEqual([]);
    expect((await one.task('now', '--new-repository')).code).toBe(0);
    await one.becomes('healthy');
  });

  it('is not one that misses a file which vanished while it was read', async () => {
    mkdirSync(join(sources.folder, 'busy'));
    await start('busy', () => ({ to: BackupTarget.folder('./busy') }));
    await one.becomes('healthy');
    const churn = 'cd /uploads; while :; do for n in 1 2 3 4 5 6 7 8 9; do echo $n > tmp$n-$$; done; rm -f tmp*; done';
    await one.project.compose(['exec', '--detach', 'web', 'sh', '-c', churn]);
    const rounds: { readonly code: number; readonly text: string }[] = [];
    await until('a file that vanished', async () => {
      rounds.push(await one.task('now'));
      return rounds.some(({ text }) => text.includes('no such file or directory'));
    });
    expect(rounds.filter(({ code }) => code !== 0)).toEqual([]);
  });

  it('keeps as many backups as it shall', async () => {
    mkdirSync(join(sources.folder, 'few'));
    await start('few', () => ({ to: BackupTarget.folder('./few'), keep: { last: 2 } }));
    await one.becomes('healthy');
    for (let round = 0; round < 4; round++) expect((await one.task('now')).code).toBe(0);
    expect(readdirSync(join(sources.folder, 'few/snapshots'))).toHaveLength(2);
  });
});
