import {
  Backup,
  type BackupProps,
  type BackupRetention,
  BackupTarget,
  Database,
  DataVolume,
  Engine,
  reachableOnlyFrom,
  SecretSource,
  type Stack,
  Volume,
  WebApp,
} from 'compose-constructs';
import { type Circumstances, node, postgres, production, synth } from '../support';

const S3 = BackupTarget.s3({
  endpoint: 'https://s3.example',
  bucket: 'shop-backups',
  prefix: 'live',
  region: 'eu-central-1',
  keyId: 'AKIA',
  secretKey: SecretSource.file('./key'),
});

function backup(stack: Stack, props: Partial<BackupProps> = {}): Backup {
  const uploads = new DataVolume(stack, 'uploads');
  return new Backup(stack, 'backup', { of: [postgres(stack), uploads], to: BackupTarget.folder('/srv'), ...props });
}
const built = (props: Partial<BackupProps> = {}, circumstances: Circumstances = {}) =>
  synth((stack) => backup(stack, props), circumstances);
/** The ids of what is reported, but for a file that is not there. */
const mistakes = (props: Partial<BackupProps>): readonly string[] =>
  built(props).ids.filter((id) => !id.startsWith('source-missing'));

describe('the service that makes backups', () => {
  it('is restic in a pinned version, reads volumes and cannot write to them, and reaches nobody', () => {
    const { service, ids } = built();
    expect(service('backup')).toMatchObject({
      image: 'restic/restic:0.18.1',
      network_mode: 'none',
      read_only: true,
      cap_drop: ['ALL'],
      cap_add: ['DAC_OVERRIDE'],
    });
    expect(service('backup')['volumes']).toEqual([
      { type: 'volume', source: 'backup-state', target: '/state', volume: { nocopy: true } },
      { type: 'bind', source: '/srv', target: '/repository' },
      { type: 'volume', source: 'uploads', target: '/volumes/uploads', read_only: true, volume: { nocopy: true } },
      { type: 'volume', source: 'backup-dump-db', target: '/databases/db', volume: { nocopy: true } },
    ]);
    expect(ids).toEqual([]);
  });

  it('has the password of the repository as a file, generated unless its author says where it comes from', () => {
    expect(built().section('secrets')['backup-password']).toEqual({ file: '../../secrets/shop/backup-password' });
    const { section, service } = built({ password: SecretSource.file('./password') });
    expect(section('secrets')['backup-password']).toEqual({ file: '../../password' });
    expect(service('backup')['environment']).toMatchObject({
      RESTIC_PASSWORD_FILE: '/run/secrets/backup-password',
      RESTIC_REPOSITORY: '/repository',
    });
  });

  it('has a health check that its script answers, and waits for nothing but the clients', () => {
    const { service } = built();
    expect(service('backup')).toMatchObject({
      healthcheck: { test: ['CMD', '/bin/sh', '/usr/local/bin/backup', 'healthy'] },
      depends_on: { 'backup-dump-db': { condition: 'service_started' } },
    });
  });

  it('can keep backups in a volume', () => {
    const { service } = synth((stack) => {
      const to = BackupTarget.volume(new Volume(stack, 'nas', { external: true }));
      backup(stack, { to });
    });
    expect(service('backup')['volumes']).toContainEqual({
      type: 'volume',
      source: 'nas',
      target: '/repository',
      volume: { nocopy: true },
    });
  });

  it('can keep them in a bucket: it has a way out, reads what others own, and gets the key from a file', () => {
    const { service, file, section } = built({ to: S3 });
    const own = service('backup');
    expect(own['environment']).toMatchObject({
      RESTIC_REPOSITORY: 's3:https://s3.example/shop-backups/live',
      AWS_ACCESS_KEY_ID: 'AKIA',
      AWS_DEFAULT_REGION: 'eu-central-1',
    });
    expect(own).toMatchObject({ networks: { 'backup-public': {} }, cap_add: ['DAC_READ_SEARCH'] });
    expect(section('secrets')['backup-secret-key']).toEqual({ file: '../../key' });
    expect(file('backup/backup.sh')).toContain('AWS_SECRET_ACCESS_KEY=$(cat /run/secrets/backup-secret-key) || exit');
  });

  it('can join a network, where an object store of the same stack answers', () => {
    const { service } = synth((stack) => {
      const store = postgres(stack, 'store');
      backup(stack, { to: S3 }).join(store.network);
    });
    for (const name of ['backup', 'backup-list', 'backup-restore']) {
      expect(service(name)['networks']).toHaveProperty('store-private');
    }
  });
});

describe('the client of a database', () => {
  it('has the image, the user, the variables and the password of the database, and no network but its', () => {
    const { service } = built();
    expect(service('backup-dump-db')).toMatchObject({
      image: 'postgres:17',
      user: '999:999',
      networks: { 'db-private': {} },
      environment: { POSTGRES_DB: 'shop', POSTGRES_PASSWORD_FILE: '/run/secrets/db-password' },
      depends_on: { db: { condition: 'service_healthy' } },
      read_only: true,
      cap_drop: ['ALL'],
    });
  });

  it('shares a volume with the backup alone: clients do not see the copies of others', () => {
    const { service } = synth((stack) => {
      const wiki = new Database(stack, 'wiki', { engine: Engine.mariadb('11.8'), database: 'wiki' });
      new Backup(stack, 'backup', { of: [postgres(stack), wiki], to: BackupTarget.folder('/srv') });
    });
    for (const name of ['db', 'wiki']) {
      expect(service(`backup-dump-${name}`)['volumes']).toEqual([
        { type: 'volume', source: `backup-dump-${name}`, target: '/exchange', volume: { nocopy: true } },
      ]);
    }
  });

  it.each([
    [Engine.postgres('17'), ['/var/lib/postgresql/data']],
    [Engine.mariadb('11.8'), ['/var/lib/mysql']],
    [Engine.mongodb('8.0'), ['/data/db', '/data/configdb']],
  ])('leaves no anonymous volume behind, although its image declares some: %#', (engine, declared) => {
    const { service, ids } = synth((stack) => {
      const db = new Database(stack, 'db', { engine, database: 'shop' });
      new Backup(stack, 'backup', { of: [db], to: BackupTarget.folder('/srv') });
    });
    expect(ids).toEqual([]);
    expect(service('backup-dump-db')['tmpfs']).toEqual(['/tmp', ...declared]);
  });

  it('has no part in what the database promises to others, unless it is named', () => {
    const promise = (isNamed: boolean) =>
      synth((stack) => {
        const db = postgres(stack);
        const web = new WebApp(stack, 'web', { image: node, port: 3000 });
        web.connect(db);
        const made = new Backup(stack, 'backup', { of: [db], to: BackupTarget.folder('/srv') });
        reachableOnlyFrom(db, isNamed ? [web, ...made.clients.values()] : [web]);
      }).ids.filter((id) => id.startsWith('reach'));
    expect(promise(false)).toHaveLength(1);
    expect(promise(true)).toEqual([]);
  });
});

describe('a further database of a server', () => {
  it('has a client of its own, under its own name', () => {
    const { service, ids } = synth((stack) => {
      const db = postgres(stack);
      const wiki = new Database(stack, 'wiki', { engine: Engine.mariadb('11.8'), database: 'wiki' });
      const of = [db, db.database('bss'), wiki, wiki.database('blog')];
      new Backup(stack, 'backup', { of, to: BackupTarget.folder('/srv') });
    });
    // the first user of PostgreSQL knows all roles; MariaDB's knows its own database
    expect(service('backup-dump-db-bss')['environment']).toMatchObject({
      POSTGRES_PASSWORD_FILE: '/run/secrets/db-password',
    });
    expect(service('backup-dump-wiki-blog')['environment']).toMatchObject({
      MARIADB_PASSWORD_FILE: '/run/secrets/wiki-blog-password',
    });
    expect(ids).toEqual([]);
  });
});

describe('the tasks', () => {
  it('are there for a person, and started by nobody else', () => {
    const { generation, service } = built();
    const commands = [...(generation.stacks[0]?.commands.onDemand.keys() ?? [])];
    expect(commands).toEqual(['backup-now', 'backup-list', 'backup-check', 'backup-restore']);
    expect(service('backup-restore')).toMatchObject({
      profiles: ['restore'],
      entrypoint: ['/bin/sh', '/usr/local/bin/backup', 'restore'],
      cap_add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID'],
    });
  });

  it('can write to volumes only where they restore', () => {
    const { service } = built();
    const writes = (name: string): unknown =>
      [service(name)['volumes']].flat().some((one) => {
        const { source, read_only = false } = one as { source: string; read_only?: boolean };
        return source === 'uploads' && !read_only;
      });
    expect(['backup', 'backup-now', 'backup-list', 'backup-check', 'backup-restore'].filter(writes)).toEqual([
      'backup-restore',
    ]);
  });

  it('take over the backups of another stack where that is named', () => {
    const { service, file } = built({ cloneFrom: 'shop-production' });
    expect(service('backup-clone')).toMatchObject({ profiles: ['clone'] });
    expect(file('backup/backup.sh')).toContain('from=shop-production');
  });
});

describe('the script', () => {
  it('says what is backed up, when, and what is kept', () => {
    const script = built({ schedule: '6h', keep: { last: 3, yearly: 2 }, exclude: ["it's", 'cache'] }).file(
      'backup/backup.sh',
    );
    expect(script).toContain("databases='db'\nvolumes='uploads'\n");
    expect(script).toContain("keep='--keep-last 3 --keep-yearly 2'\n");
    expect(script).toContain('next() { echo $(($1 + 21600)); }');
    expect(script).toContain("printf '%s\\n' 'it'\\''s' 'cache'");
  });

  it('runs at a time of the day in a time zone', () => {
    const { file, service } = built({ schedule: '30 3 * * *', timeZone: 'Europe/Berlin' }, { environment: production });
    expect(file('backup/backup.sh')).toContain("zone='Europe/Berlin'");
    expect(file('backup/backup.sh')).toContain('for hour in 3; do\n        for minute in 30; do');
    expect(service('backup')).toMatchObject({ environment: { TZ: 'Europe/Berlin' }, restart: 'unless-stopped' });
  });

  it('removes nothing where all is kept', () => {
    expect(built({ keep: 'all' }).file('backup/backup.sh')).toContain("keep=''");
  });
});

describe('a mistake', () => {
  it.each<[string, Partial<BackupProps>, string]>([
    ['nothing to back up', { of: [] }, 'backup-of-nothing'],
    ['times that are none', { schedule: '0 24 * * *' }, 'schedule-invalid'],
    ['an interval that is none', { schedule: 'daily' }, 'schedule-invalid'],
    ['nothing to keep', { keep: {} }, 'backup-keep-invalid'],
    ['a part of a backup', { keep: { daily: 0.5 } }, 'backup-keep-invalid'],
    ['itself to clone', { cloneFrom: 'shop' }, 'backup-clone-invalid'],
    ['a bucket with a scheme that is none', { to: { ...S3, endpoint: 's3.example' } }, 'backup-bucket-invalid'],
    ['a bucket whose name is none', { to: { ...S3, bucket: 'Shop' } }, 'backup-bucket-invalid'],
    ['a time zone that is none', { timeZone: 'Berlin' }, 'time-zone-unknown'],
    // a program without types can pass anything
    ['a kind of backups that is none', { keep: { days: 3 } as BackupRetention }, 'backup-keep-invalid'],
    ['no target', { to: '/srv' as unknown as BackupTarget }, 'backup-target-invalid'],
  ])('%s is reported', (_, props, id) => {
    expect(mistakes(props)).toEqual([`${id}: shop/backup`]);
  });

  it('is a thing that is named twice, the files of a running server, and what nobody can copy', () => {
    const { ids } = synth((stack) => {
      const [db, wiki] = [postgres(stack), postgres(stack, 'wiki')];
      const engine = Engine.postgres('17');
      const { client: _, ...image } = engine.image;
      const other = new Database(stack, 'other', { engine: { ...engine, image }, database: 'other' });
      new Backup(stack, 'backup', { of: [db, db, wiki.data, other], to: BackupTarget.folder('/srv') });
    });
    expect(ids).toEqual(['backup-twice', 'backup-of-server-files', 'backup-unknown'].map((id) => `${id}: shop/backup`));
  });
});
