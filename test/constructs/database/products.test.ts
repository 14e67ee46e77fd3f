/** Products whose images cannot be had everywhere: held against what their sources say, which their facts name. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Backup, BackupTarget, Database, type DatabaseEngine, type DatabaseProps, Engine } from 'compose-constructs';
import { node, synth, web } from '../support';

const serviceOf = (engine: DatabaseEngine, props: Partial<DatabaseProps> = {}) =>
  synth((stack) => new Database(stack, 'db', { engine, database: 'shop', ...props })).service('db');

describe('images that are made of the official one of PostgreSQL', () => {
  it.each([
    [Engine.pgvector('0.8.1-pg17'), 'pgvector/pgvector:0.8.1-pg17', '999:999', '/var/lib/postgresql/data'],
    [Engine.pgvector('pg18'), 'pgvector/pgvector:pg18', '999:999', '/var/lib/postgresql'],
    [Engine.postgis('17-3.5-alpine'), 'postgis/postgis:17-3.5-alpine', '70:70', '/var/lib/postgresql/data'],
    [Engine.postgis('18-3.6'), 'postgis/postgis:18-3.6', '999:999', '/var/lib/postgresql'],
    [Engine.timescaledb('2.22.1-pg17'), 'timescale/timescaledb:2.22.1-pg17', '70:70', '/var/lib/postgresql/data'],
  ])('run as that does: %#', (engine, image, user, target) => {
    expect(engine.problems).toEqual([]);
    expect(serviceOf(engine)).toMatchObject({ image, user, volumes: [{ source: 'db-data', target }] });
  });

  it.each([[Engine.pgvector('0.8.1')], [Engine.postgis('17')], [Engine.timescaledb('latest')]])(
    'need a version of PostgreSQL in their tag: %#',
    (engine) => {
      expect(engine.problems).toMatchObject([{ id: 'version-unknown' }]);
    },
  );

  it('have their extension where the author asks for it', () => {
    const { file } = synth((stack) => {
      const engine = Engine.pgvector('0.8.1-pg17');
      new Database(stack, 'db', { engine, database: 'shop', extensions: ['vector'] });
    });
    expect(file('db/with-databases.sh')).toContain('sql --set name=vector');
  });
});

describe('a server of MySQL', () => {
  it.each(['8.4', '8.4.6-oraclelinux9', '9', '9.7.2', '26.7'])('of version %s is the official image', (version) => {
    expect(serviceOf(Engine.mysql(version))).toMatchObject({
      image: `mysql:${version}`,
      user: '999:999',
      command: ['mysqld'],
      tmpfs: ['/tmp', '/var/run/mysqld'],
      init: false,
      environment: { MYSQL_ROOT_HOST: 'localhost', MYSQL_PASSWORD_FILE: '/run/secrets/db-password' },
      volumes: [{ source: 'db-data', target: '/var/lib/mysql' }],
    });
  });

  it.each(['5.7', 'latest', 'lts', ''])('of version %j is none', (version) => {
    expect(Engine.mysql(version).problems).toMatchObject([{ id: 'version-unknown' }]);
  });

  describe('starts with a script that', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mysql-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    /** What the image's own script would be given. */
    function started(password: string, root = 'abc') {
      writeFileSync(join(folder, 'password'), `${password}\n`);
      writeFileSync(join(folder, 'root'), root);
      writeFileSync(join(folder, 'docker-entrypoint.sh'), '#!/bin/sh\ncat "$MYSQL_PASSWORD_FILE"; printf " %s" "$@"\n');
      chmodSync(join(folder, 'docker-entrypoint.sh'), 0o755);
      const start = (Engine.mysql('8.4').image.start ?? '').replaceAll('/tmp/password', join(folder, 'escaped'));
      const env = {
        PATH: `${folder}:${process.env['PATH']}`,
        MYSQL_PASSWORD_FILE: join(folder, 'password'),
        MYSQL_ROOT_PASSWORD_FILE: join(folder, 'root'),
      };
      const { stdout, stderr, status } = spawnSync('sh', ['-c', start, 'sh', 'mysqld'], { env, encoding: 'utf8' });
      return { stdout, stderr, status };
    }

    it('gives the image a password in the form that it puts between quotes', () => {
      expect(started(`a'b\\c"d$1\`é`).stdout).toBe(`a\\'b\\\\c"d$1\`é mysqld`);
    });

    it.each(["it's", 'a"b', 'a\\b'])('refuses a password of root that the image cannot take: %s', (root) => {
      expect(started('x', root)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('a quote or a backslash'),
      });
    });

    it('refuses a password that is empty', () => {
      expect(started('')).toMatchObject({ status: 1, stderr: expect.stringContaining('is empty') });
    });
  });

  it('makes further databases, as MariaDB does', () => {
    const { file, service } = synth((stack) => {
      new Database(stack, 'db', { engine: Engine.mysql('8.4'), database: 'shop' }).database('bss_x', { user: 'bss' });
    });
    expect(file('db/with-databases.sh')).toContain('mysql --no-defaults --protocol=socket --socket=/var/run/mysqld/');
    expect(file('db/with-databases.sh')).toContain("GRANT ALL PRIVILEGES ON \\`bss\\\\_x\\`.* TO 'bss'@'%';");
    const entrypoint = service('db')['entrypoint'] as readonly string[]; // words
    expect(entrypoint.slice(0, 4)).toEqual(['/bin/sh', '/usr/local/bin/with-databases', '/bin/sh', '-c']);
    expect(service('db')['command']).toEqual(['mysqld']);
  });
});

describe('a server of MongoDB', () => {
  it('is the official image, with nothing in an anonymous volume', () => {
    expect(serviceOf(Engine.mongodb('8.0'), { user: 'web', settings: { wiredTigerCacheSizeGB: '0.5' } })).toMatchObject(
      {
        image: 'mongo:8.0',
        user: '999:999',
        command: ['mongod', '--wiredTigerCacheSizeGB', '0.5'],
        tmpfs: ['/tmp', '/data/configdb'],
        environment: {
          MONGO_INITDB_DATABASE: 'shop',
          MONGO_INITDB_ROOT_USERNAME: 'web',
          MONGO_INITDB_ROOT_PASSWORD_FILE: '/run/secrets/db-password',
        },
        volumes: [{ source: 'db-data', target: '/data/db' }],
      },
    );
  });

  it('tells its clients where its users are', () => {
    const { file, ids } = synth((stack) => {
      const db = new Database(stack, 'db', { engine: Engine.mongodb('8.0'), database: 'shop' });
      web(stack, { image: node }).connect(db);
      web(stack, { image: node }, 'api').connect(db, { for: 'spring' });
    });
    expect(ids).toEqual([]);
    const url = '=mongodb://shop:"$(encoded /run/secrets/db-password)"@db:27017/shop?authSource=admin\n';
    expect(file('web/with-secrets.sh').replaceAll("'", '')).toContain(`DATABASE_URL${url}`);
    expect(file('api/with-secrets.sh').replaceAll("'", '')).toContain(`SPRING_DATA_MONGODB_URI${url}`);
  });

  it('makes the users of further databases', () => {
    const { file } = synth((stack) => {
      new Database(stack, 'db', { engine: Engine.mongodb('8.0'), database: 'shop' }).database('events', { user: 'ev' });
    });
    expect(file('db/with-databases.sh')).toContain('"database":"events","user":"ev"');
  });

  it('has scripts that JavaScript and a shell can read', () => {
    const probe = serviceOf(Engine.mongodb('8.0'))['healthcheck'] as { readonly test: readonly string[] }; // as probe makes it
    const script = probe.test[3]?.replaceAll('$$', '$') ?? '';
    const fake = 'hostname() { echo here; }; mongosh() { printf "%s\\n" "$@"; }; ';
    const { stdout } = spawnSync('sh', ['-c', fake + script.replace('exec ', '')], { encoding: 'utf8' });
    const words = stdout.split('\n');
    expect(words.slice(0, 5)).toEqual(['--quiet', '--norc', '--host', 'here', '--eval']);
    expect(() => new Function(words[5] ?? '')).not.toThrow();
  });

  it('is copied by a client whose password stands in no argument, whose scripts can be read', () => {
    const { file } = synth((stack) => {
      const db = new Database(stack, 'db', { engine: Engine.mongodb('8.0'), database: 'shop', user: 'web' });
      new Backup(stack, 'backup', { of: [db, db.database('events')], to: BackupTarget.folder('/srv') });
    });
    const fakes = mkdtempSync(join(tmpdir(), 'mongo-'));
    for (const name of ['mongosh', 'mongodump', 'mongorestore', 'jq']) {
      writeFileSync(join(fakes, name), '#!/bin/sh\nprintf \'%s\\n\' "$OWN" "$@"\n', { mode: 0o755 });
    }
    const said = (script: string, verb: string): string[] => {
      const [, command = ''] = new RegExp(`^ +${verb}\\)\\s+(.*?) (?:</dev/null|<out/copy)`, 'ms').exec(script) ?? [];
      const env = { PATH: `${fakes}:${process.env['PATH']}` };
      const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8', env });
      return stdout.split('\n').slice(0, -1);
    };
    for (const [name, database] of [
      ['backup-dump-db', 'shop'],
      ['backup-dump-db-events', 'events'],
    ] as const) {
      const script = file(`${name}/dump.sh`);
      const login = ['--host=db', '--username=web', '--authenticationDatabase=admin', '--quiet', '--archive'];
      expect(said(script, 'dump').slice(2)).toEqual([...login, `--db=${database}`]);
      expect(said(script, 'restore').slice(2)).toEqual([...login, `--nsInclude=${database}.*`, '--stopOnError']);
      for (const verb of ['look', 'clear']) {
        const [own, ...words] = said(script, verb);
        expect([own, ...words.slice(0, 5)]).toEqual([database, '--quiet', '--norc', '--host', 'db', '--eval']);
        expect(() => new Function(words[5] ?? '')).not.toThrow();
      }
    }
    rmSync(fakes, { recursive: true });
  });
});
