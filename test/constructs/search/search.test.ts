import { DataVolume, Engine, Search, type SearchProps, SecretSource } from 'compose-constructs';
import type { Framework } from '../../../lib';
import { node, synth, web } from '../support';

const searchWith = (props: Partial<SearchProps> = {}, framework?: Framework) =>
  synth((stack) => {
    const search = new Search(stack, 'search', { engine: Engine.elasticsearch('9.2.1'), ...props });
    web(stack, { image: node }).connect(search, framework === undefined ? {} : { for: framework });
  });

describe('a server of Elasticsearch', () => {
  it.each(['9.2.1', '8.19.3', '7.17.29'])('of version %s is the official image, alone and without root', (version) => {
    expect(searchWith({ engine: Engine.elasticsearch(version) }).service('search')).toMatchObject({
      image: `docker.elastic.co/elasticsearch/elasticsearch:${version}`,
      user: '1000:0',
      read_only: true,
      cap_drop: ['ALL'],
      tmpfs: ['/tmp:exec', '/usr/share/elasticsearch/logs'],
      volumes: [{ source: 'search-data', target: '/usr/share/elasticsearch/data' }],
      stop_grace_period: '2m',
      environment: {
        'discovery.type': 'single-node',
        'xpack.security.enabled': 'true',
        'transport.host': '127.0.0.1',
        ELASTICSEARCH_PASSWORD_FILE: '/run/secrets/search-password',
      },
    });
  });

  it('has half of its memory as heap, and threads for machines with many cores', () => {
    expect(searchWith().service('search')).toMatchObject({
      environment: { ES_JAVA_OPTS: '-Xms1024m -Xmx1024m' },
      deploy: { resources: { limits: { memory: '2g', pids: 4096 } } },
    });
    expect(searchWith({ memory: '1g', processes: 600 }).service('search')).toMatchObject({
      environment: { ES_JAVA_OPTS: '-Xms512m -Xmx512m' },
      deploy: { resources: { limits: { memory: '1g', pids: 600 } } },
    });
  });

  it('takes the settings of its author, also in place of ours', () => {
    const { service } = searchWith({ settings: { 'node.store.allow_mmap': 'false', 'node.name': 'one' } });
    expect(service('search')['environment']).toMatchObject({ 'node.store.allow_mmap': 'false', 'node.name': 'one' });
  });

  it('tells its clients where it is, and who they are', () => {
    const { service, file } = searchWith();
    expect(service('web')['environment']).toMatchObject({
      ELASTICSEARCH_HOST: 'search',
      ELASTICSEARCH_PORT: '9200',
      ELASTICSEARCH_USER: 'elastic',
      ELASTICSEARCH_PASSWORD_FILE: '/run/secrets/search-password',
    });
    expect(file('web/with-secrets.sh')).toContain(
      'ELASTICSEARCH_URL=http://elastic:"$(encoded /run/secrets/search-password)"@search:9200\n',
    );
    expect(service('web')['depends_on']).toMatchObject({ search: { condition: 'service_healthy' } });
  });
});

describe('a server of OpenSearch', () => {
  it('is the official image without its entrypoint, which would refuse passwords', () => {
    const { service } = searchWith({ engine: Engine.opensearch('3.8.0'), settings: { 'node.name': 'one' } });
    expect(service('search')).toMatchObject({
      image: 'opensearchproject/opensearch:3.8.0',
      user: '1000:1000',
      environment: { OPENSEARCH_JAVA_OPTS: '-Xms1024m -Xmx1024m' },
      command: [
        '/usr/share/opensearch/bin/opensearch',
        '-Ediscovery.type=single-node',
        '-Enode.name=one',
        '-Ehttp.host=0.0.0.0',
        '-Etransport.host=127.0.0.1',
      ],
    });
  });
});

describe('a server of Meilisearch', () => {
  it('plans with the memory of its container, and sends nothing home', () => {
    const { service } = searchWith({
      engine: Engine.meilisearch('v1.53'),
      settings: { 'max-indexing-threads': '2', MEILI_LOG_LEVEL: 'WARN' },
    });
    expect(service('search')).toMatchObject({
      image: 'getmeili/meilisearch:v1.53',
      environment: {
        MEILI_ENV: 'production',
        MEILI_NO_ANALYTICS: 'true',
        MEILI_MAX_INDEXING_MEMORY: '268435456',
        MEILI_MAX_INDEXING_THREADS: '2',
        MEILI_LOG_LEVEL: 'WARN',
        MEILI_MASTER_KEY_FILE: '/run/secrets/search-password',
      },
      volumes: [{ source: 'search-data', target: '/meili_data' }],
      deploy: { resources: { limits: { memory: '512m', pids: 512 } } },
    });
  });

  it('has no user: its clients get a key, and a URL without it', () => {
    const { service } = searchWith({ engine: Engine.meilisearch('v1.53') });
    const environment = service('web')['environment'];
    expect(environment).toMatchObject({ MEILISEARCH_URL: 'http://search:7700' });
    expect(environment).not.toHaveProperty('MEILISEARCH_USER');
  });
});

describe('the words of frameworks', () => {
  it.each<[Framework, SearchProps['engine'], Record<string, string>]>([
    ['spring', Engine.elasticsearch('9.2.1'), { SPRING_ELASTICSEARCH_URIS: 'http://search:9200' }],
    ['spring', Engine.opensearch('3.8.0'), { OPENSEARCH_USERNAME: 'admin' }],
    ['laravel', Engine.meilisearch('v1.53'), { SCOUT_DRIVER: 'meilisearch', MEILISEARCH_HOST: 'http://search:7700' }],
    ['symfony', Engine.meilisearch('v1.53'), { MEILISEARCH_URL: 'http://search:7700' }],
    ['rails', Engine.meilisearch('v1.53'), { MEILISEARCH_HOST: 'http://search:7700' }],
  ])('for %s are there', (framework, engine, words) => {
    expect(searchWith({ engine }, framework).service('web')['environment']).toMatchObject(words);
  });

  it.each<[Framework, SearchProps['engine'], string]>([
    ['rails', Engine.elasticsearch('9.2.1'), 'ELASTICSEARCH_URL=http://elastic:'],
    ['symfony', Engine.elasticsearch('9.2.1'), 'ELASTICSEARCH_URL=http://elastic:'],
    ['dotnet', Engine.elasticsearch('9.2.1'), 'ConnectionStrings__elasticsearch'],
    ['rails', Engine.opensearch('3.8.0'), 'OPENSEARCH_URL=http://admin:'],
    ['laravel', Engine.meilisearch('v1.53'), 'MEILISEARCH_KEY='],
    ['dotnet', Engine.meilisearch('v1.53'), 'Endpoint=http://search:7700'],
  ])('for %s with a password in them come at the start', (framework, engine, text) => {
    expect(searchWith({ engine }, framework).file('web/with-secrets.sh')).toContain(text);
  });
});

it('a search engine keeps its indexes in a volume that is there already', () => {
  const { service } = synth((stack) => {
    const data = new DataVolume(stack, 'old');
    new Search(stack, 'search', { engine: Engine.meilisearch('v1.53'), data, password: SecretSource.file('key') });
  });
  expect(service('search')['volumes']).toEqual([{ type: 'volume', source: 'old', target: '/meili_data' }]);
});

it.each([
  [Engine.elasticsearch('9'), 'version-unknown: shop/search'],
  [Engine.opensearch('1.3'), 'version-unknown: shop/search'],
  [Engine.meilisearch('latest'), 'version-unknown: shop/search'],
])('an engine without a whole version is told', (engine, id) => {
  expect(searchWith({ engine }).ids).toEqual([id]);
});
