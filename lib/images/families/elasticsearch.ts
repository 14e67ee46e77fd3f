/**
 * Elasticsearch: the official image, https://www.docker.elastic.co/r/elasticsearch/elasticsearch, from https://github.com/elastic/dockerfiles/blob/9.2/elasticsearch/Dockerfile.
 * It declares no volume: without a mount, nothing outlives the container.
 *
 * @module
 */
import { curlWithPassword, passwordFrom } from '../http-login';
import { aloneWith, heapOf, settingsInMemory } from '../like-elasticsearch';
import type { SearchFamily, SearchRun, SearchSettings } from '../search';
import { namedBy, serverFamily } from '../server-family';

const DATA = {
  dataPath: '/usr/share/elasticsearch/data',
  folder: '/usr/share/elasticsearch/data',
  declared: [],
} as const;

const PASSWORD = 'ELASTICSEARCH_PASSWORD_FILE';

const server = serverFamily({
  id: 'elasticsearch',
  product: 'Elasticsearch',
  repository: 'docker.elastic.co/elasticsearch/elasticsearch',
  versions: '"9.2.1" or "8.19.3"',
  example: '9.2.1',
  tags: /^([789]\.\d+)\.\d+(?:-[a-z0-9.]+)?$/,
  user: { name: 'elasticsearch', uid: 1000, gid: 0 },
  port: 9200,
  // libraries are unpacked in /tmp: https://www.elastic.co/docs/deploy-manage/deploy/self-managed/executable-jna-tmpdir
  tmpfs: ['/tmp:exec', '/usr/share/elasticsearch/logs'],
  stopGrace: '2m',
  data: DATA,
  likewise: /(^|\/)elasticsearch$/,
  elsewhere: ['/var/lib/elasticsearch', '/bitnami/elasticsearch'],
  named: namedBy('path.data'),
  construct: 'Search',
});

export const elasticsearch: SearchFamily = {
  ...server,
  facts: (tag) => {
    const facts = server.facts(tag);
    return (
      facts && {
        ...facts,
        ...DATA,
        word: 'ELASTICSEARCH',
        // the one user that a new server has: https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/built-in-users
        login: 'elastic',
        passwordFile: PASSWORD,
        usualMemory: '2g',
        usualProcesses: 4096,
        probeTimeout: '20s',
        start: START,
        // without the option of a failure, curl ends well with a wrong password
        probe: [
          'bash',
          '-c',
          `set -o pipefail; ${curlWithPassword('user = "elastic:%s"', PASSWORD, "'http://127.0.0.1:9200/_cluster/health?wait_for_status=yellow&timeout=3s'")}`,
        ],
        run,
      }
    );
  },
};

function run({ memory, settings }: SearchSettings): SearchRun {
  return {
    environment: {
      // the image makes options of them: https://www.elastic.co/docs/deploy-manage/deploy/self-managed/install-elasticsearch-docker-configure
      ...aloneWith({
        'xpack.security.enabled': 'true',
        // only clients join its network, which is closed
        'xpack.security.http.ssl.enabled': 'false',
        // it would look for new data on the internet, which it does not reach:
        // https://www.elastic.co/docs/reference/enrich-processor/geoip-processor
        'ingest.geoip.downloader.enabled': 'false',
        ...settings,
      }),
      ES_JAVA_OPTS: heapOf(memory),
    },
    command: ['eswrapper'],
  };
}

/**
 * The image takes a password from a file, if nobody else can read that: https://github.com/elastic/elasticsearch/issues/105828.
 * Compose leaves a secret's file as it is on the host. So the script does what the image would do. The password of the
 * keystore counts at every start: https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/built-in-users#bootstrap-elastic-passwords
 */
const START = [
  ...passwordFrom(PASSWORD),
  ...settingsInMemory('elasticsearch'),
  'export ES_PATH_CONF=/tmp/config',
  'rm -f /tmp/config/elasticsearch.keystore',
  'elasticsearch-keystore create >/dev/null',
  'printf %s "$password" | LC_ALL=C.UTF-8 elasticsearch-keystore add --stdin bootstrap.password >/dev/null',
  'unset password',
  'exec /usr/local/bin/docker-entrypoint.sh "$@"',
].join('\n');
