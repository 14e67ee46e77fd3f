import { Service, type ServiceProps, type Stack, text, Variable, Volume } from '../../../lib';
import { plant } from '../planted-database';
import { messages, said } from './support';

/** What the rule says of a service with these folders of the host. */
function misplaced(props: ServiceProps, ...targets: readonly string[]): readonly string[] {
  const volumes = targets.map((target) => ({ type: 'bind', source: '/srv/data', target }) as const);
  return messages('data-path', (stack) => new Service(stack, 'db', { ...props, volumes }));
}

/** The same with a volume that has a name. */
function inVolume(props: ServiceProps, target: string): readonly string[] {
  return messages('data-path', (stack) => {
    new Service(stack, 'db', props).mount(new Volume(stack, 'data'), { at: target });
  });
}

describe('a volume beside the folder where a database keeps its data', () => {
  it.each([
    ['postgres:17', '/var/lib/postgresql', '/var/lib/postgresql/data'],
    ['postgres:17', '/var/lib/postgres/data', '/var/lib/postgresql/data'],
    ['postgres:17', '/var/lib/pgsql/data', '/var/lib/postgresql/data'],
    ['postgres:17', '/var/lib/postgresql/data/pgdata', '/var/lib/postgresql/data'],
    ['postgres:17', '/var/lib', '/var/lib/postgresql/data'],
    ['postgres:9.6', '/var/lib/postgresql', '/var/lib/postgresql/data'],
    ['postgres:18', '/var/lib/postgresql/data', '/var/lib/postgresql'],
    ['postgres:18.1-alpine@sha256:4eb15de8', '/var/lib/postgresql/data', '/var/lib/postgresql'],
    ['registry.internal:5000/team/postgres:16', '/var/lib/postgresql', '/var/lib/postgresql/data'],
    ['ghcr.io/immich-app/postgres:14-vectorchord0.4.3', '/var/lib/postgresql', '/var/lib/postgresql/data'],
    ['postgis/postgis:17-3.5', '/var/lib/postgresql', '/var/lib/postgresql/data'],
    ['pgvector/pgvector:0.8.1-pg18', '/var/lib/postgresql/data', '/var/lib/postgresql'],
    ['timescale/timescaledb:latest-pg16', '/var/lib/postgresql', '/var/lib/postgresql/data'],
    ['timescale/timescaledb-ha:pg17', '/var/lib/postgresql/data', '/home/postgres/pgdata'],
    ['supabase/postgres:15.8.1.060', '/var/lib/postgres/data', '/var/lib/postgresql/data'],
    ['bitnami/postgresql:17', '/var/lib/postgresql/data', '/bitnami/postgresql'],
    ['bitnami/postgresql:17', '/bitnami', '/bitnami/postgresql'],
    ['docker.io/bitnamilegacy/postgresql:16.4.0-debian-12-r0', '/var/lib/postgresql/data', '/bitnami/postgresql'],
    ['mariadb:11.8', '/var/lib/mariadb', '/var/lib/mysql'],
    ['mariadb:11.8', '/var/lib/mysql/data', '/var/lib/mysql'],
    ['mariadb', '/var/lib', '/var/lib/mysql'],
    ['mariadb:10.5', '/bitnami/mariadb', '/var/lib/mysql'],
    ['lscr.io/linuxserver/mariadb:11.4.5', '/var/lib/mysql', '/config'],
    ['bitnami/mariadb:11', '/var/lib/mysql', '/bitnami/mariadb'],
    ['jc21/mariadb-aria:latest', '/var/lib/mariadb', '/var/lib/mysql'],
  ])('is an error: %s at %s', (image, target, wanted) => {
    const found = misplaced({ image }, target);
    expect(found).toEqual([expect.stringContaining(`Service "db" mounts "${target}", but `)]);
    expect(found[0]?.endsWith(` keeps its data in "${wanted}".`)).toBe(true);
  });

  it('names the place, and the construct where that could run the image', () => {
    const remedyFor = (image: string) =>
      said('data-path', (stack) => new Service(stack, 'db', { image, volumes: ['/srv/a:/var/lib/mariadb'] }))[0];
    expect(remedyFor('mariadb:11.8')?.message).toBe(
      'Service "db" mounts "/var/lib/mariadb", but MariaDB 11.8 keeps its data in "/var/lib/mysql".',
    );
    expect(remedyFor('mariadb:11.8')?.remedy).toBe(
      'Mount the volume at "/var/lib/mysql", or use Database, which knows the place for each version.',
    );
    expect(remedyFor('jc21/mariadb-aria:1')?.remedy).toBe('Mount the volume at "/var/lib/mysql".');
  });

  it.each([
    ['postgres:17', '/var/lib/postgresql/data'],
    ['postgres:17', '/var/lib/postgresql/data/'],
    ['postgres:18', '/var/lib/postgresql'],
    ['postgres:18', '/var/lib/postgresql/18'],
    ['postgres:18', '/var/lib/postgresql/18/docker'],
    ['postgres:17', '/docker-entrypoint-initdb.d'],
    ['postgres:17', '/var/lib/postgresql/data/postgresql.conf'],
    ['postgres:latest', '/var/lib/postgresql/data'],
    ['timescale/timescaledb-ha:pg17', '/home/postgres/pgdata/data'],
    ['supabase/postgres:15.8.1.060', '/var/lib/postgresql'],
    ['mariadb:11.8', '/var/lib/mysql'],
    ['mariadb:11.8', '/etc/mysql/conf.d'],
    ['linuxserver/mariadb:11.4.5', '/config'],
    ['acme/postgres-exporter:1', '/var/lib/postgresql'],
    ['postgrest/postgrest:v12', '/var/lib/postgresql'],
  ])('is none: %s at %s', (image, target) => {
    expect(misplaced({ image }, target)).toEqual([]);
  });

  it('is none where the data has a place, whatever is mounted beside it or in it', () => {
    const targets = ['/var/lib/postgresql/data', '/var/lib/postgresql/backups', '/var/lib/postgresql/data/pg_wal'];
    expect(misplaced({ image: 'postgres:17' }, ...targets)).toEqual([]);
    expect(misplaced({ image: 'postgres:17', tmpfs: '/var/lib/postgresql/data' }, '/var/lib/pgsql')).toEqual([]);
    expect(misplaced({ image: 'postgres:17', volumes_from: ['container:old'] }, '/var/lib/postgresql')).toEqual([]);
  });

  it('is none without a volume for it: a database for tests may be new each time', () => {
    expect(misplaced({ image: 'postgres:17', environment: { PGDATA: '/tmp/data' } })).toEqual([]);
    expect(misplaced({ image: 'mariadb:11.8', command: '--datadir=/tmp/data' }, '/docker-entrypoint-initdb.d')).toEqual(
      [],
    );
  });

  it.each([
    ['mariadb:11.8', '/var/www/mysql', 1],
    ['postgres:17', '/data', 1],
    ['postgres:17', '/pgdata', 1],
    ['postgres:17', '/var/run/postgresql', 0],
    ['postgres:17', '/backups/data', 0],
    ['mariadb:11.8', '/etc/mysql/conf.d', 0],
  ] as const)('is a volume with a name that nothing else explains: %s at %s', (image, target, count) => {
    expect(inVolume({ image }, target)).toHaveLength(count);
    if (target === '/data') expect(misplaced({ image }, target)).toEqual([]); // a folder of the host may hold anything
  });

  it('is seen behind a variable of the deploying host, as far as its place is known', () => {
    const withVariable = (target: string) => {
      const volumes = [text`${Variable.withDefault('DATA', './data')}:${target}`];
      return messages('data-path', (stack) => new Service(stack, 'db', { image: 'mariadb:11.8', volumes }));
    };
    expect(withVariable('/var/lib/mariadb')).toHaveLength(1);
    expect(withVariable('/var/lib/mariadb:z')).toHaveLength(1);
    expect(withVariable('/var/lib/mysql')).toEqual([]);
    const unknown = (stack: Stack) =>
      new Service(stack, 'db', {
        image: 'mariadb:11.8',
        volumes: ['/a:/var/lib/mariadb', text`${Variable.of('DATA')}`],
      });
    expect(messages('data-path', unknown)).toEqual([]);
  });
});

describe('data that a service moves', () => {
  it.each([
    // https://github.com/docker-library/postgres/blob/master/15/bookworm/Dockerfile: its own volume lies over the mount
    ['postgres:15', { PGDATA: '/var/lib/postgresql/data/pgdata' }, undefined, '/var/lib/postgresql'],
    ['postgres:17', { PGDATA: '/pgdata' }, undefined, '/var/lib/postgresql/data'],
    ['postgres:17', { PGDATA: '/var/lib/pgsql' }, undefined, '/var/lib/pgsql/data'],
    ['postgres:18', { PGDATA: '/var/lib/postgresql/data' }, undefined, '/var/lib/postgresql/18/docker'],
    ['postgres:17', {}, 'postgres -D /srv/pg', '/var/lib/postgresql/data'],
    ['postgres:17', {}, '-c data_directory=/srv/pg -c work_mem=8MB', '/var/lib/postgresql/data'],
    ['bitnami/postgresql:17', { POSTGRESQL_DATA_DIR: '/srv/pg' }, undefined, '/bitnami/postgresql'],
    ['timescale/timescaledb-ha:pg17', { PGDATA: '/srv/pg' }, undefined, '/home/postgres/pgdata'],
    ['mariadb:11.8', {}, '--datadir=/srv/db', '/var/lib/mysql'],
    ['mariadb:11.8', {}, 'mariadbd --datadir /srv/db', '/var/lib/mysql'],
    ['mariadb:10.11', {}, ['mysqld', '-h', '/srv/db'], '/var/lib/mysql'],
  ])('out of the volume is lost: %s with %j and %j at %s', (image, environment, command, target) => {
    expect(misplaced({ image, environment, ...(command !== undefined && { command }) }, target)).toHaveLength(1);
  });

  it.each([
    ['postgres:17', { PGDATA: '/var/lib/postgresql/data/pgdata' }, undefined, '/var/lib/postgresql/data'],
    ['postgres:17', { PGDATA: '/var/lib/postgresql/shop' }, undefined, '/var/lib/postgresql'],
    ['postgres:17', { PGDATA: '/pgdata' }, undefined, '/pgdata'],
    ['postgres:18', { PGDATA: '/var/lib/postgresql/data' }, undefined, '/var/lib/postgresql/data'],
    ['postgres:17', { PGDATA: Variable.of('PGDATA') }, undefined, '/var/lib/postgresql'],
    ['postgres:17', {}, 'postgres -D /srv/pg', '/srv'],
    ['supabase/postgres:15.8.1.060', {}, 'postgres -D /etc/postgresql', '/var/lib/postgresql/data'],
    ['mariadb:11.8', {}, '--datadir=/srv/db', '/srv/db'],
    ['mariadb:11.8', {}, 'sh -c "exec mariadbd --datadir=/srv/db"', '/var/lib/mysql'],
    ['linuxserver/mariadb:11.4.5', {}, '--datadir=/srv/db', '/config'],
  ])('within a volume is kept: %s with %j and %j at %s', (image, environment, command, target) => {
    expect(misplaced({ image, environment, ...(command !== undefined && { command }) }, target)).toEqual([]);
  });

  it('is told with the way out', () => {
    const lost = said('data-path', (stack) => {
      const environment = { PGDATA: '/var/lib/postgresql/data/pgdata' };
      new Service(stack, 'db', { image: 'postgres:15', environment, volumes: ['/srv/pg:/var/lib/postgresql'] });
    })[0];
    expect(lost?.message).toBe(
      'Service "db" mounts "/var/lib/postgresql", but PGDATA puts its data into "/var/lib/postgresql/data/pgdata", in the volume that the image makes at "/var/lib/postgresql/data".',
    );
    expect(lost?.remedy).toBe(
      'Mount the volume at "/var/lib/postgresql/data", or let PGDATA name a folder below "/var/lib/postgresql" and not below "/var/lib/postgresql/data".',
    );
  });

  it.each([
    ['postgres:17', { POSTGRES_INITDB_WALDIR: '/wal' }, undefined, '/var/lib/postgresql/data', 'write-ahead log'],
    ['mariadb:11.8', {}, '--innodb_log_group_home_dir=/redo', '/var/lib/mysql', 'redo log'],
  ])('in part is lost as a whole: %s with %j and %j', (image, environment, command, target, part) => {
    const props = { image, environment, ...(command !== undefined && { command }) };
    expect(misplaced(props, target)).toEqual([expect.stringContaining(`puts its ${part}, without which`)]);
    expect(misplaced(props, target, '/wal', '/redo')).toEqual([]);
    expect(misplaced({ ...props, tmpfs: target })).toEqual([]);
  });
});

describe('a product that is added to the list', () => {
  plant();

  it('is asked like the others', () => {
    expect(misplaced({ image: 'quokka:3.1' }, '/var/lib/quokka')).toEqual([
      'Service "db" mounts "/var/lib/quokka", but Quokka keeps its data in "/quokka".',
    ]);
    expect(misplaced({ image: 'quokka:3.1' }, '/quokka')).toEqual([]);
    expect(misplaced({ image: 'quokka:3.1', environment: { QUOKKA_STORE: '/far' } }, '/quokka')).toHaveLength(1);
  });
});

describe('a volume beside the folder of a server of another kind', () => {
  it.each([
    ['redis:8.2', '/var/lib/redis', '/data'],
    ['valkey/valkey:9.0', '/var/lib/redis', '/data'],
    ['mysql:8.4', '/var/lib/mysql/data', '/var/lib/mysql'],
    ['mongo:8.0', '/var/lib/mongodb', '/data/db'],
    ['bitnami/mongodb:8.0', '/data/db', '/bitnami/mongodb'],
    ['rabbitmq:4.2', '/var/lib/rabbitmq/data', '/var/lib/rabbitmq'],
    ['docker.elastic.co/elasticsearch/elasticsearch:9.2.1', '/var/lib/elasticsearch', '/usr/share/elasticsearch/data'],
    ['opensearchproject/opensearch:3.8.0', '/usr/share/elasticsearch/data', '/usr/share/opensearch/data'],
    ['getmeili/meilisearch:v1.53', '/data.ms', '/meili_data'],
    ['couchdb:3.5', '/var/lib/couchdb', '/opt/couchdb/data'],
    ['clickhouse/clickhouse-server:26.3', '/bitnami/clickhouse', '/var/lib/clickhouse'],
    ['prom/prometheus:v3.14.0', '/var/lib/prometheus', '/prometheus'],
    ['caddy:2.11', '/root/.local/share/caddy', '/data'],
  ])('is an error: %s at %s', (image, target, wanted) => {
    expect(inVolume({ image }, target)).toEqual([expect.stringContaining(`keeps its data in "${wanted}"`)]);
  });

  it.each([
    ['redis:8.2', { command: ['redis-server', '--dir', '/redis-data'] }, '/redis-data'],
    ['redis:8.2', { command: ['redis-server', '/etc/redis.conf'] }, '/redis-data'],
    ['redis:8.2', {}, '/usr/local/etc/redis'],
    ['mongo:8.0', { command: ['--dbpath', '/srv/db'] }, '/srv/db'],
    ['quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z', { command: ['server', '/export'] }, '/export'],
    ['prom/prometheus:v3.14.0', { command: ['--storage.tsdb.path=/srv/data'] }, '/srv/data'],
    ['grafana/grafana:13.2.0', {}, '/var/lib/grafana/dashboards'],
    ['clickhouse/clickhouse-server:26.3', {}, '/var/lib/clickhouse/user_files'],
    ['smallstep/step-ca:0.30.2', {}, '/home/step/config'],
    ['memcached:1.6', {}, '/var/lib/memcached'],
  ])('is none where the server looks there, or keeps nothing: %s, %j at %s', (image, props, target) => {
    expect(inVolume({ image, ...props }, target)).toEqual([]);
  });
});
