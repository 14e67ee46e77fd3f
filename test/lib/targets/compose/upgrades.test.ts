/** Servers on the data of another version: told before they start, with the way. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, compare, type Diagnostic, Environment, generate, Service, Stack, Volume, write } from '../../../../lib';
import { upgradeNeed } from '../../../../lib/images';
import { lineOf } from '../../tree';

const need = (before: string, now: string, variables = {}): string | undefined => {
  const found = upgradeNeed(before, now, variables);
  return found && `${found.from} -> ${found.to}: ${found.way({ service: 'db', volume: 'shop_data' })}`;
};

describe('data of another version', () => {
  it.each([
    ['postgres:15.4', 'postgres:17', 'pg_dumpall'],
    ['postgres:17', 'postgres:18-alpine', 'docker volume rm shop_data'],
    ['postgres:18', 'postgres:17', 'pg_dumpall'],
    ['pgvector/pgvector:pg15', 'pgvector/pgvector:0.8.1-pg17', 'pg_dumpall'],
    ['postgis/postgis:16-3.4', 'postgis/postgis:17-3.5', 'pg_dumpall'],
    ['postgres:15', 'pgvector/pgvector:pg17', 'pg_dumpall'],
    ['mysql:8.0', 'mysql:9.7', 'Start 8.4 once'],
    ['mysql:8.4', 'mysql:26.7', 'Start 9.7 once'],
    ['mysql:8.4.3', 'mysql:8.0', 'Go back to MySQL 8.4'],
    ['mariadb:11.8', 'mariadb:10.11', 'Go back to MariaDB 11.8'],
    ['mongo:7.0', 'mongo:8.0', 'setFeatureCompatibilityVersion: "8.0"'],
    ['mongo:6.0', 'mongo:8.0', 'setFeatureCompatibilityVersion: "7.0"'],
    ['elasticsearch:7.14.1', 'elasticsearch:8.19.3', 'Start 7.17 once'],
    ['elasticsearch:7.17.1', 'elasticsearch:9.2.1', 'Start 7.17, then 8.19 once'],
    ['elasticsearch:8.19.3', 'elasticsearch:8.18.0', 'Go back to Elasticsearch 8.19'],
    ['opensearchproject/opensearch:2.11.0', 'opensearchproject/opensearch:3.8.0', 'Start 2.19 once'],
    ['getmeili/meilisearch:v1.52', 'getmeili/meilisearch:v1.53', "MEILI_UPGRADE_DB: 'true'"],
    ['getmeili/meilisearch:v1.12', 'getmeili/meilisearch:v1.13', 'MEILI_EXPERIMENTAL_DUMPLESS_UPGRADE'],
    ['rabbitmq:4.2', 'rabbitmq:4.3-management', 'enable_feature_flag all'],
    ['rabbitmq:4.1', 'rabbitmq:4.3', 'Go to 4.2 first'],
    ['redis:8.2', 'redis:7.4', 'Go back to Redis 8.2'],
  ])('of %s needs a hand before %s', (before, now, way) => {
    expect(need(before, now)).toContain(way);
  });

  it.each([
    ['postgres:17.4', 'postgres:17.6-bookworm'],
    ['postgres:17', 'postgres:latest'],
    ['postgres:17', 'mysql:8.4'],
    ['mysql:8.0', 'mysql:8.4'],
    ['mysql:8.4', 'mysql:9.7'],
    ['mysql:8', 'mysql:8.4'],
    ['mariadb:10.11', 'mariadb:11.8'],
    ['mongo:8.0.1', 'mongo:8.0.29'],
    ['elasticsearch:8.19.1', 'elasticsearch:9.2.1'],
    ['elasticsearch:9.1.0', 'elasticsearch:9.2.1'],
    ['opensearchproject/opensearch:2.19.6', 'opensearchproject/opensearch:3.8.0'],
    ['redis:7.4', 'redis:8.2'],
    ['busybox:1.36', 'busybox:1.37'],
  ])('of %s is read by %s', (before, now) => {
    expect(need(before, now)).toBeUndefined();
  });

  it('is upgraded by Meilisearch, where a variable says so', () => {
    const variables = { MEILI_UPGRADE_DB: 'true' };
    expect(need('getmeili/meilisearch:v1.52', 'getmeili/meilisearch:v1.53', variables)).toBeUndefined();
  });
});

describe('a server on a kept volume', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'upgrades-')));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function app(image: string, { service = 'db', volume = 'data' } = {}): App {
    const made = new App({ root });
    const stack = new Stack(made, 'shop', { environment: Environment.development() });
    new Volume(stack, volume);
    new Service(stack, service, { image, volumes: [`${volume}:/var/lib/postgresql/data`] }); // ← server
    return made;
  }
  const synth = (...given: Parameters<typeof app>): readonly Diagnostic[] => write(generate(app(...given))).diagnostics;

  it('is told with its new version, once, at its line; `check` tells it until then', () => {
    expect(synth('postgres:15')).toEqual([]);
    const checked = compare(generate(app('postgres:17'))).diagnostics.map(({ id }) => id);
    expect(checked).toContain('data-of-another-version');
    const [found, ...others] = synth('postgres:17');
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      id: 'data-of-another-version',
      severity: 'warning',
      path: 'shop/db',
      location: { line: lineOf(__filename, 'server') },
    });
    expect(found?.message).toContain(
      'runs PostgreSQL 17 now, and the volume "shop_data" has the data of PostgreSQL 15',
    );
    expect(synth('postgres:17')).toEqual([]);
  });

  it('is told under another name, too', () => {
    synth('postgres:15');
    expect(synth('postgres:17', { service: 'postgres' }).map(({ id }) => id)).toContain('data-of-another-version');
  });

  it('is not told with another volume, or an image that only the deploying host knows', () => {
    synth('postgres:15');
    expect(synth('postgres:17', { volume: 'fresh' }).map(({ id }) => id)).toEqual(['volume-vanished']);
    synth('postgres:15');
    expect(synth('postgres:$' + '{TAG}')).toEqual([]);
  });
});
