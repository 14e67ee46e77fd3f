import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { importProject } from '../../../../lib/import';
import { recognize } from '../../../../lib/import/recognize';
import { type Project, parseCompose } from '../../../../lib/languages/compose';
import { plant } from '../../planted-database';
import { project } from '../write/arbitrary';

const CASES = join(__dirname, 'cases');

describe('the program of a project in which something is known', () => {
  it.each(readdirSync(CASES))('says it with constructs: %s', (name) => {
    const folder = join(CASES, name);
    const files = ['compose.yaml', 'compose.prod.yaml'].filter((file) => existsSync(join(folder, file)));
    const { source = '', diagnostics, ...imported } = importProject({ files, cwd: folder, folder, recognize: true });
    // a password that stays is told, and is what some of these projects are about
    expect(diagnostics.filter(({ id }) => id !== 'secret-in-clear')).toEqual([]);
    const { notRecognized, remarks, secretFiles } = imported;
    const report = `${JSON.stringify({ notRecognized, remarks, secretFiles }, null, 2)}\n`;
    for (const [file, text] of [
      ['stack.ts', source],
      ['report.json', report],
    ] as const) {
      if (process.env['UPDATE_CASES']) writeFileSync(join(folder, file), text);
      expect(text).toBe(readFileSync(join(folder, file), 'utf8'));
    }
  });

  it('is the same as ever without being asked', () => {
    const folder = join(CASES, 'everything');
    const { source, notRecognized } = importProject({ files: ['compose.yaml'], cwd: folder, folder });
    expect(source).not.toContain('Database');
    expect(notRecognized).toEqual([]);
  });
});

const POSTGRES = `
    image: postgres:17
    environment: { POSTGRES_PASSWORD: s3cr3t }
    volumes: [data:/var/lib/postgresql/data]
`;
const MARIADB = `
    image: mariadb:11.8
    environment: { MARIADB_DATABASE: shop, MARIADB_USER: web, MARIADB_PASSWORD: s3cr3t, MARIADB_ROOT_PASSWORD: r00t }
    volumes: [data:/var/lib/mysql]
`;

/** A server that is recognized, with these changes. */
function judged(service: string, rest = 'volumes: { data: }', overlay?: string, base = POSTGRES) {
  const keys = new Set([...service.matchAll(/^ {4}(\w+):/gm)].map(([, key]) => key));
  const lines = base.split('\n').filter((line) => !keys.has(/^ {4}(\w+):/.exec(line)?.[1] ?? ''));
  const text = `services:\n  db:\n${lines.join('\n')}\n${service}\n${rest}\n`;
  const environments = overlay === undefined ? [] : [{ name: 'dev', overlay: parseCompose(overlay).project }];
  const look = (path: string) => (path === './private' ? 'private' : 'readable') as 'private' | 'readable';
  return recognize({ name: 'shop', project: parseCompose(text).project, environments, look });
}

describe('a server', () => {
  it('of the official image with a volume and a password is a Database', () => {
    const { servers, notRecognized } = judged('');
    expect(notRecognized).toEqual([]);
    expect(servers).toMatchObject([{ id: 'db', version: '17', database: 'postgres', user: 'postgres', rest: {} }]);
  });

  it.each([
    ['    image: postgres:16.4'],
    ['    image: library/postgres:17-bookworm'],
    [`    image: postgres:17@sha256:${'a'.repeat(64)}`],
    ['    user: 999:999'],
    ['    command: [postgres, -c, max_connections=200, --work-mem=8MB, -N, "50"]'],
    ['    command: ["-c", "log_statement=${LOG:-none}"]'],
    ['    healthcheck: { test: "pg_isready -U $$POSTGRES_USER -d shop" }'],
    ['    healthcheck: { test: [CMD, pg_isready, -U, "${X}"] }'],
    ['    healthcheck: { test: [CMD, sh, -c, "pg_isready"] }'],
    ['    mem_limit: 512m\n    cpus: 0.5\n    pids_limit: 100'],
    [
      '    cap_drop: [ALL]\n    cap_add: [CHOWN, SETUID]\n    security_opt: ["no-new-privileges:true"]\n    read_only: true',
    ],
    ['    tmpfs: [/tmp, "/run/postgresql:size=1m"]'],
    ['    labels: { a: b }\n    logging: { driver: local }\n    stop_grace_period: 2m\n    expose: [5432]'],
    ['    ports: []\n    depends_on: {}'],
    ['    ports: ["5432:5432", "${PORT}:5432"]\n    sysctls: { net.core.somaxconn: 1024 }'],
    ['    volumes: [./data:/var/lib/postgresql/data]'],
    ['    volumes: [data:/var/lib/postgresql/data, ./init:/docker-entrypoint-initdb.d]'],
    ['    healthcheck: { test: "psql -c \'SELECT 1\'" }'],
    ['    environment: { POSTGRES_PASSWORD: a, POSTGRES_MULTIPLE_DATABASES: "a,b" }'],
    ['    environment: { POSTGRES_PASSWORD: }'],
    ['    environment: { POSTGRES_PASSWORD: 12345, POSTGRES_DB: "" }'],
  ])('may say what a Database lets pass or decides itself: %s', (service) => {
    expect(judged(service)).toMatchObject({ notRecognized: [], servers: [{ id: 'db' }] });
  });

  it.each([
    ['    image: postgres', 'the tag of postgres does not begin with a version such as 17'],
    ['    image: postgres:latest', 'the tag of postgres:latest does not begin with a version such as 17'],
    ['    image: postgres:9.6', 'PostgreSQL 9.6 is older than what a Database runs'],
    ['    image: ghcr.io/acme/postgres:17', 'ghcr.io/acme/postgres:17 is not the official image of PostgreSQL'],
    ['    image: "postgres:${VERSION:-17}"', 'a variable says which version it is'],
    ['    build: .', 'it is built'],
    ['    volumes: []', 'it has no volume at /var/lib/postgresql/data'],
    ['    volumes: [data:/var/lib/postgresql]', 'its volume is at /var/lib/postgresql, and PostgreSQL 17 keeps'],
    ['    volumes: [/var/lib/postgresql/data]', 'its data is in a volume without a name'],
    ['    volumes: [data:/var/lib/postgresql/data:ro]', 'the mount of its data says read_only'],
    ['    environment: {}', 'it has no password'],
    ['    environment: { POSTGRES_PASSWORD: a, POSTGRES_PASSWORD_FILE: /b }', 'it has two passwords'],
    ['    environment: { POSTGRES_PASSWORD: "${A:+b}" }', 'its password is a text wherever A is set'],
    ['    environment: { POSTGRES_PASSWORD: "a${A}" }', 'its password is a text with a variable in it'],
    ['    environment: { POSTGRES_PASSWORD: "" }', 'its password is empty'],
    ['    environment: { POSTGRES_PASSWORD: a, PGDATA: /d }', 'it sets PGDATA'],
    ['    environment: { POSTGRES_PASSWORD: a, POSTGRES_DB: my-shop }', 'POSTGRES_DB is "my-shop"'],
    [
      '    environment: { POSTGRES_PASSWORD: a, POSTGRES_USER: "x${U}" }',
      'POSTGRES_USER is a text with a variable in it',
    ],
    ['    environment: { POSTGRES_PASSWORD_FILE: /run/pw }', 'POSTGRES_PASSWORD_FILE is no secret'],
    ['    env_file: .env', 'some of its variables are in a file'],
    ['    entrypoint: /start.sh', 'it has an entrypoint of its own'],
    ['    command: sh -c "exec postgres"', 'its command is more than settings of the server'],
    ['    command: -c config_file=/etc/pg.conf', 'its command sets config_file'],
    ['    command: [postgres, --port=5433]', 'its command sets port'],
    ['    command: [postgres, -p, "5433"]', 'its command has the argument "-p"'],
    ['    command: -c log_directory=/var/log', 'its command sets log_directory'],
    ['    healthcheck: { disable: true }', 'its health check is turned off'],
    ['    user: "1000"', 'it runs as user 1000'],
    ['    privileged: true', 'it is privileged'],
    ['    cap_add: [SYS_ADMIN]', 'it has capabilities'],
    ['    security_opt: ["seccomp:unconfined"]', 'it has security options of its own'],
    ['    tmpfs: [/dev/shm]', 'it has a file system in memory at /dev/shm'],
    ['    network_mode: host', 'it has the network mode host'],
    ['    depends_on: [disk]', 'it waits for disk'],
    ['    configs: [conf]', 'it reads configs'],
    [
      '    volumes: [data:/var/lib/postgresql/data, ./private:/docker-entrypoint-initdb.d]',
      'only the owner of ./private may read it',
    ],
    ['    volumes: [data:/var/lib/postgresql/data, ./conf:/etc/conf]', 'it mounts ./conf at /etc/conf'],
    ['    volumes: ["./data:/var/lib/postgresql/data:z"]', 'the mount of its data says bind'],
    [
      '    healthcheck: { test: PGPASSWORD=$$POSTGRES_PASSWORD psql -h db }',
      'its health check asks for more than pg_isready does',
    ],
    ['    deploy: { replicas: 2 }', 'it has replicas'],
    ['    mem_limit: 1000000000', 'its memory limit is not a size'],
    ['    cpus: "${CPUS}"', 'its limit of cores is no number'],
    ['    dns: 1.1.1.1', 'a Database takes no dns'],
    ['    secrets: [other]', 'it reads the secret other'],
  ])('with %s is none: %s', (service, why) => {
    const { servers, notRecognized } = judged(service);
    expect(servers).toEqual([]);
    expect(notRecognized).toEqual([{ service: 'db', why: expect.stringContaining(why) }]);
  });

  it.each([
    ['volumes: { data: { driver: nfs } }', 'its volume data has a driver of its own'],
    ['volumes: { data: { driver_opts: { type: none } } }', 'its volume data has a driver of its own'],
    ['volumes: { data: , db: }', 'a service and a volume are called db'],
    ['volumes: { data: }\nnetworks: { data: }', 'a volume and a network are called data'],
    ['volumes: { data: }\nnetworks: { db-private: }', 'there is a network db-private already'],
    ['volumes: { data: }\nsecrets: { db-password: { file: ./a } }', 'there is a secret db-password already'],
    ['  side: { image: a, network_mode: "service:db" }\nvolumes: { data: }', 'side shares its network_mode'],
    ['  side: { image: a, volumes_from: [db] }\nvolumes: { data: }', 'side mounts its volumes'],
  ])('is none in a project with %s: %s', (rest, why) => {
    expect(judged('', rest).notRecognized).toEqual([{ service: 'db', why: expect.stringContaining(why) }]);
  });

  it.each([
    ['services: { db: { ports: ["5432:5432"] } }', 'the environment dev changes its ports'],
    ['services: { db: !reset }', 'the environment dev changes it as a whole'],
    ['volumes: { data: { external: true } }', 'the environment dev changes its volume'],
    ['services: { web: { network_mode: host } }', 'the environment dev gives web another network mode'],
  ])('is none if an environment says %s: %s', (overlay, why) => {
    const rest = '  web: { image: a }\nvolumes: { data: }';
    expect(judged('', rest, overlay).notRecognized).toEqual([{ service: 'db', why: expect.stringContaining(why) }]);
  });

  it('is none if only the owner of its password file may read that, because the server is another user', () => {
    const service = '    environment: { POSTGRES_PASSWORD_FILE: /run/secrets/pw }\n    secrets: [pw]';
    const { notRecognized } = judged(service, 'volumes: { data: }\nsecrets: { pw: { file: ./private } }');
    expect(notRecognized).toEqual([{ service: 'db', why: expect.stringContaining('only the owner of ./private') }]);
  });

  it('is none if another one has the same volume', () => {
    const other =
      '{ image: postgres:17, environment: [POSTGRES_PASSWORD=a], volumes: ["data:/var/lib/postgresql/data"] }';
    const { servers, notRecognized } = judged('', `  two: ${other}\nvolumes: { data: }`);
    expect(servers.map(({ id }) => id)).toEqual(['db']);
    expect(notRecognized).toEqual([{ service: 'two', why: 'its volume is that of db, too' }]);
  });
});

describe('a server of MariaDB', () => {
  const mariadb = (service: string, rest?: string) => judged(service, rest, undefined, MARIADB);

  it('of the official image with a database, a user and a volume is a Database', () => {
    const { servers, notRecognized, secretValues } = mariadb('');
    expect(notRecognized).toEqual([]);
    expect(servers).toMatchObject([{ engine: 'mariadb', version: '11.8', database: 'shop', user: 'web' }]);
    expect(secretValues).toEqual([
      { file: 'secrets/shop/db-password', value: 's3cr3t', service: 'db' },
      { file: 'secrets/shop/db-root-password', value: 'r00t', service: 'db' },
    ]);
  });

  it('lets root in from where it did, and says so', () => {
    const { servers, remarks } = mariadb('');
    expect(servers[0]?.rest).toEqual({ environment: { MARIADB_ROOT_HOST: '%' } });
    expect(remarks.map(({ what }) => what)).toContainEqual(expect.stringContaining('MARIADB_ROOT_HOST: %'));
    const own = '{ MYSQL_DATABASE: a, MYSQL_USER: a, MYSQL_PASSWORD: a, MARIADB_ROOT_HOST: localhost }';
    expect(mariadb(`    environment: ${own}`).servers[0]?.rest).toEqual({
      environment: { MARIADB_ROOT_HOST: 'localhost' },
    });
  });

  it.each([['MARIADB_RANDOM_ROOT_PASSWORD: 1'], ['MYSQL_RANDOM_ROOT_PASSWORD: "yes"'], ['MARIADB_AUTO_UPGRADE: 1']])(
    'whose root has a password that nobody wrote down keeps it: %s',
    (variable) => {
      const { servers, remarks } = mariadb(
        `    environment: { MYSQL_DATABASE: a, MYSQL_USER: b, MYSQL_PASSWORD: c, ${variable} }`,
      );
      expect(servers).toMatchObject([{ database: 'a', user: 'b' }]);
      expect(servers[0]).not.toHaveProperty('rootPassword');
      expect(remarks.map(({ what }) => what)).toContainEqual(expect.stringContaining('Its root keeps the password'));
    },
  );

  it.each([
    ['    image: mariadb:10.5.8', 'MariaDB 10.5.8 is older than what a Database runs'],
    ['    image: linuxserver/mariadb:11', 'linuxserver/mariadb:11 is not the official image of MariaDB'],
    ['    volumes: [data:/var/lib/mariadb]', 'its volume is at /var/lib/mariadb, and MariaDB 11.8 keeps its data in'],
    ['    volumes: [data:/var/lib/mysql, ./my.cnf:/etc/mysql/conf.d/my.cnf]', 'it mounts ./my.cnf at /etc/mysql'],
    ['    environment: { MARIADB_ROOT_PASSWORD: a }', 'it makes no user, and a Database has one'],
    ['    environment: { MARIADB_ROOT_PASSWORD: a, MARIADB_USER: b, MARIADB_PASSWORD: c }', 'it makes no database'],
    [
      '    environment: { MARIADB_DATABASE: a, MARIADB_USER: root, MARIADB_PASSWORD: c }',
      'MARIADB_USER is "root", which',
    ],
    ['    environment: { MYSQL_DATABASE: a-b, MYSQL_USER: a, MYSQL_PASSWORD: c }', 'MYSQL_DATABASE is "a-b", and'],
    [
      '    environment: { MYSQL_DATABASE: a, MYSQL_USER: a, MYSQL_PASSWORD: c, MARIADB_PASSWORD: c }',
      'it has two passwords, MARIADB_PASSWORD and MYSQL_PASSWORD',
    ],
    [
      '    environment: { MYSQL_DATABASE: a, MYSQL_USER: a, MYSQL_PASSWORD: c, MYSQL_ALLOW_EMPTY_PASSWORD: 1 }',
      'it sets MYSQL_ALLOW_EMPTY_PASSWORD',
    ],
    [
      '    environment: { MYSQL_DATABASE: a, MYSQL_USER: a, MYSQL_PASSWORD: c, MYSQL_ROOT_PASSWORD: "$' + '{A:+b}" }',
      'its password is a text wherever A is set',
    ],
    ['    command: --datadir=/srv', 'its command sets datadir'],
    ['    command: mysqld --port 3307', 'its command sets port'],
    ['    command: --log-bin=/logs/bin', 'its command sets log-bin'],
    ['    command: mariadbd-safe', 'its command is more than settings of the server'],
    ['    command: -v', 'its command has the argument "-v"'],
    [
      '    healthcheck: { test: "mariadb -e \'SELECT * FROM orders\'" }',
      'its health check asks for more than a login does',
    ],
    ['    healthcheck: { test: "mysqladmin ping && check" }', 'its health check asks for more than a login does'],
  ])('with %s is none: %s', (service, why) => {
    const { servers, notRecognized } = mariadb(service);
    expect(servers).toEqual([]);
    expect(notRecognized).toEqual([{ service: 'db', why: expect.stringContaining(why) }]);
  });

  it.each([
    ['    image: docker.io/library/mariadb:10.11.8-jammy'],
    ['    image: mariadb:11'],
    ['    user: mysql'],
    ['    tmpfs: [/tmp, "/var/run/mysqld:size=1m"]'],
    // https://docs.nextcloud.com/server/stable/admin_manual/configuration_database/linux_database_configuration.html
    ['    command: --transaction-isolation=READ-COMMITTED --log-bin=binlog --binlog-format=ROW'],
    ['    command: [mysqld, --character-set-server=utf8mb4, --max-connections, "300", --skip-name-resolve]'],
    ['    healthcheck: { test: [CMD, healthcheck.sh, --connect, --innodb_initialized] }'],
    ['    healthcheck: { test: [CMD, healthcheck.sh, --su-mysql, --connect, --innodb_initialized] }'],
    [
      '    healthcheck: { test: [CMD-SHELL, "mysqladmin ping -h localhost -u root -p$$MYSQL_ROOT_PASSWORD || exit 1"] }',
    ],
    ['    healthcheck: { test: "mariadb -uweb -ps3cr3t -e \'SELECT 1;\'" }'],
  ])('may say what a Database lets pass or decides itself: %s', (service) => {
    expect(mariadb(service)).toMatchObject({ notRecognized: [], servers: [{ id: 'db' }] });
  });

  it('reads both passwords from secrets, which nobody else needs any more', () => {
    const service = `    environment: { MARIADB_DATABASE: a, MARIADB_USER: a, MARIADB_PASSWORD_FILE: /run/secrets/pw, MYSQL_ROOT_PASSWORD_FILE: /run/secrets/root }
    secrets: [pw, root]`;
    const rest =
      'volumes: { data: }\nsecrets: { pw: { file: ./pw }, root: { environment: ROOT }, key: { file: ./key } }';
    const { servers, project } = mariadb(service, rest);
    expect(servers).toMatchObject([
      { password: { kind: 'file', file: './pw' }, rootPassword: { kind: 'environment', variable: 'ROOT' } },
    ]);
    expect(Object.keys(project.secrets ?? {})).toEqual(['key']);
  });
});

describe('a product that is added to the list', () => {
  plant();
  const SERVER = `
    image: quokka:3.1
    environment: { QUOKKA_DB: qshop, QUOKKA_USER: qweb, QUOKKA_PASSWORD: s3cr3t, QUOKKA_COLOUR: brown }
    volumes: [data:/quokka]
`;
  const quokka = (service: string) => judged(service, undefined, undefined, SERVER);

  it('is recognized like the others', () => {
    const [database] = quokka('    command: quokkad --near\n    healthcheck: { test: quokka-ask }').servers;
    expect(database).toMatchObject({
      engine: 'quokka',
      version: '3.1',
      database: 'qshop',
      user: 'qweb',
      volume: { id: 'data' },
    });
    expect(database?.rest['environment']).toEqual({ QUOKKA_COLOUR: 'brown' });
  });

  it.each([
    ['    image: quokka:2.9', 'Quokka 2.9 is older than what a Database runs'],
    ['    image: acme/quokka:3.1', 'acme/quokka:3.1 is not the official image of Quokka'],
    [
      '    volumes: [data:/var/lib/quokka]',
      'its volume is at /var/lib/quokka, and Quokka 3.1 keeps its data in /quokka',
    ],
    ['    environment: { QUOKKA_DB: shop, QUOKKA_USER: qa, QUOKKA_PASSWORD: a }', 'takes a "q" and what follows only'],
    ['    environment: { QUOKKA_DB: qa, QUOKKA_USER: qroot, QUOKKA_PASSWORD: a }', 'which Quokka has for itself'],
    ['    command: quokkad --far', 'its command sets far'],
    ['    healthcheck: { test: "ask $$QUOKKA_PASSWORD" }', 'its health check asks for more than quokka-ask does'],
  ])('and told why it is none: %s: %s', (service, why) => {
    expect(quokka(service).notRecognized).toEqual([{ service: 'db', why: expect.stringContaining(why) }]);
  });
});

describe('whoever could reach a server', () => {
  const clientsOf = (rest: string) => judged('', `${rest}\nvolumes: { data: }`).servers[0]?.clients;

  it.each([
    ['environment: [ "URL=postgres://a:b@db/c" ]', true],
    ['environment: { HOST: "${HOST:-db}" }', true],
    ['command: wait-for db:5432', true],
    ['links: [ "db:orders" ]', true],
    ['depends_on: [ db ]', true],
    ['environment: { NAME: dbs }', false],
    ['ports: [ "80:80" ]', false],
  ])('still does, and is asked whether it needs to unless it names it: %s', (says, isNamed) => {
    expect(clientsOf(`  web: { image: a, ${says} }`)).toEqual([{ id: 'web', isNamed }]);
  });

  it('does not from other networks', () => {
    expect(clientsOf('  web: { image: a, networks: [front], depends_on: [db] }\nnetworks: { front: }')).toEqual([]);
    expect(clientsOf('  web: { image: a, network_mode: host }')).toEqual([]);
  });
});

describe('a password in plain text', () => {
  const found = judged(
    '',
    `  web: { image: a, environment: { URL: "postgres://postgres:s3cr3t@db/", PGPASSWORD: s3cr3t, NAME: s3cr3t } }
x-more: [ "DB_PASSWORD=s3cr3t" ]
volumes: { data: }`,
  );

  it('goes into a file, and nowhere else', () => {
    expect(found.secretValues).toEqual([{ file: 'secrets/shop/db-password', value: 's3cr3t', service: 'db' }]);
    expect(JSON.stringify(found.servers)).not.toContain('s3cr3t');
    expect(found.servers[0]?.password).toEqual({ kind: 'file', file: 'secrets/shop/db-password' });
  });

  it('that clients still have is told', () => {
    expect(found.remarks.map(({ service, what }) => `${service}: ${what}`)).toEqual(
      expect.arrayContaining([
        'web: Still holds the password of db, in URL, PGPASSWORD.',
        'x-more: Still holds the password of db, in DB_PASSWORD.',
      ]),
    );
  });
});

it('looks at any project without stumbling, and leaves those alone in which nothing is known', () => {
  fc.assert(
    fc.property(project, (data) => {
      const { servers, project: left } = recognize({
        name: 'p',
        project: data,
        environments: [],
        look: () => 'missing',
      });
      expect(servers).toEqual([]);
      expect(left).toBe(data);
    }),
  );
  const odd = { services: { db: { image: 'postgres:17', environment: 7, volumes: [7, { type: 7 }], deploy: [] } } };
  expect(
    recognize({ name: 'p', project: odd as unknown as Project, environments: [], look: () => 'missing' }),
  ).toMatchObject(
    { servers: [] }, // what no types allow
  );
});

describe('a part of a project', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recognize-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('stays as it is, because other files may have more to say', () => {
    const text = `services:
  db: { image: "postgres:17", environment: [POSTGRES_PASSWORD=a], volumes: ["data:/var/lib/postgresql/data"] }
  web: { image: a, depends_on: [elsewhere] }
volumes: { data: }
`;
    writeFileSync(join(folder, 'compose.yaml'), text);
    const imported = importProject({
      files: ['compose.yaml'],
      cwd: folder,
      folder,
      projectName: 'shop',
      recognize: true,
    });
    expect(imported.source).not.toContain('Database');
    expect(imported.secretFiles).toEqual([]);
    expect(imported.notRecognized).toEqual([{ service: 'db', why: expect.stringContaining('other files') }]);
  });
});

describe('a server that is built', () => {
  const built = (dockerfile: string, build = './db', overlay?: string) => {
    const text = `services:\n  db:\n    build: ${build}\n    environment: { POSTGRES_PASSWORD: s3cr3t }\n    volumes: ['data:/var/lib/postgresql/data']\nvolumes: { data: }\n`;
    const environments = overlay === undefined ? [] : [{ name: 'dev', overlay: parseCompose(overlay).project }];
    const read = (path: string) => (path === 'db/Dockerfile' ? dockerfile : undefined);
    const { project } = parseCompose(text);
    return recognize({ name: 'shop', project, environments, look: () => 'readable', read });
  };

  it.each([
    'FROM postgres:17\n',
    'from postgres:17',
    '# the server\nFROM postgres:17 AS db\nLABEL a=b\nMAINTAINER me\nEXPOSE 5432\nVOLUME /var/lib/postgresql/data\n',
  ])('from a Dockerfile that changes nothing runs the image itself: %j', (dockerfile) => {
    const { servers, remarks, project } = built(dockerfile);
    expect(servers).toMatchObject([{ id: 'db', engine: 'postgres', version: '17' }]);
    expect(remarks[0]).toEqual({
      service: 'db',
      what: 'Its Dockerfile says nothing but FROM postgres:17: it runs that image, and is built no more.',
    });
    expect(project.services).toEqual({});
  });

  it.each([
    'FROM postgres:17\nRUN apt-get update\n',
    'FROM postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/\n',
    'FROM postgres:17\nVOLUME /elsewhere\n',
    'FROM postgres:17\nENV PGDATA=/data\n',
    'ARG V=17\nFROM postgres:$V\n',
    'FROM --platform=linux/arm64 postgres:17\n',
    'FROM postgres:17 AS a\nFROM a\n',
    'FROM registry.example/own:17\n',
    'FROM scratch\n',
    '',
  ])('from any other Dockerfile stays what it is: %j', (dockerfile) => {
    const { servers, project } = built(dockerfile);
    expect(servers).toEqual([]);
    expect(project.services?.['db']).toHaveProperty('build', './db');
  });

  it.each([
    '{ context: ./db, target: x }',
    '{ context: ./db, args: { A: b } }',
    './other',
    'https://github.com/a/b.git',
  ])('in another way stays what it is: %s', (build) => {
    expect(built('FROM postgres:17', build).servers).toEqual([]);
  });

  it('in another way in an environment stays what it is, and says why', () => {
    const { servers, notRecognized } = built('FROM postgres:17', './db', 'services: { db: { build: ./own } }');
    expect(servers).toEqual([]);
    expect(notRecognized).toEqual([{ service: 'db', why: 'the environment dev changes its build' }]);
  });
});
