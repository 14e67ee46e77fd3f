/**
 * OpenSearch: the official image, https://hub.docker.com/r/opensearchproject/opensearch, from https://github.com/opensearch-project/opensearch-build/blob/main/docker/release/dockerfiles/opensearch.al2023.dockerfile.
 * It declares no volume, and refuses to run as root.
 *
 * @module
 */
import { curlWithPassword, passwordFrom } from '../http-login';
import { aloneWith, heapOf, settingsInMemory } from '../like-elasticsearch';
import type { SearchFamily, SearchRun, SearchSettings } from '../search';
import { namedBy, serverFamily } from '../server-family';

const DATA = { dataPath: '/usr/share/opensearch/data', folder: '/usr/share/opensearch/data', declared: [] } as const;

const PASSWORD = 'OPENSEARCH_PASSWORD_FILE';

const server = serverFamily({
  id: 'opensearch',
  product: 'OpenSearch',
  repository: 'opensearchproject/opensearch',
  versions: '"3.8.0" or "2.19.6"',
  example: '3.8.0',
  tags: /^([23](?:\.\d+)?)(?:\.\d+)?$/,
  user: { name: 'opensearch', uid: 1000, gid: 1000 },
  port: 9200,
  // libraries are unpacked in /tmp: https://docs.opensearch.org/latest/install-and-configure/install-opensearch/index/
  tmpfs: ['/tmp:exec', '/usr/share/opensearch/logs'],
  stopGrace: '2m',
  data: DATA,
  elsewhere: ['/var/lib/opensearch', '/usr/share/elasticsearch/data'],
  named: namedBy('path.data'),
  construct: 'Search',
});

/** It needs a login, and says who that was: https://docs.opensearch.org/latest/security/access-control/api/ */
const WHO = 'http://127.0.0.1:9200/_plugins/_security/authinfo';

export const opensearch: SearchFamily = {
  ...server,
  facts: (tag) => {
    const facts = server.facts(tag);
    return (
      facts && {
        ...facts,
        ...DATA,
        word: 'OPENSEARCH',
        login: 'admin',
        passwordFile: PASSWORD,
        usualMemory: '2g',
        usualProcesses: 4096,
        probeTimeout: '20s',
        start: START,
        probe: [
          'bash',
          '-c',
          `set -o pipefail; ${curlWithPassword('user = "admin:%s"', PASSWORD, "'http://127.0.0.1:9200/_cluster/health?wait_for_status=yellow&timeout=3s'")}`,
        ],
        run,
      }
    );
  },
};

function run({ memory, settings }: SearchSettings): SearchRun {
  const options = Object.entries(aloneWith(settings)).map(([name, value]) => `-E${name}=${value}`);
  return {
    environment: { OPENSEARCH_JAVA_OPTS: heapOf(memory) },
    command: ['/usr/share/opensearch/bin/opensearch', ...options],
  };
}

/** The user that gives `admin` a new password. Its own is made at the first start, and stands beside the data. */
const KEEPER = 'compose-constructs';

/**
 * The image has no variable for the file of a password. The setup that it has for trying things out refuses passwords
 * that it thinks are weak: https://docs.opensearch.org/latest/security/configuration/demo-configuration/. So the script
 * makes users and certificates itself: https://docs.opensearch.org/latest/security/configuration/yaml/ and
 * https://docs.opensearch.org/latest/security/configuration/tls/. The files of users count for a new server alone.
 * After that, only another user can set a password that has changed in the secret.
 */
const START = [
  ...passwordFrom(PASSWORD),
  ...settingsInMemory('opensearch'),
  'export OPENSEARCH_PATH_CONF=/tmp/config',
  'home=/usr/share/opensearch keeper=/usr/share/opensearch/data/.keeper',
  '[ -s "$keeper" ] || { od -An -N24 -tx1 /dev/urandom | tr -d " \\n" >"$keeper.new" && mv "$keeper.new" "$keeper"; }',
  // without a locale, Java reads variables as ASCII
  `hashed() { LC_ALL=C.UTF-8 bash "$home/plugins/opensearch-security/tools/hash.sh" -env SECRET 2>/dev/null | grep '^\\$2'; }`,
  'hash=$(SECRET=$password hashed)',
  'cat >/tmp/config/opensearch-security/internal_users.yml <<YAML',
  '_meta: { type: internalusers, config_version: 2 }',
  'admin: { hash: "$hash", backend_roles: [admin] }',
  `${KEEPER}: { hash: "$(SECRET=$(cat "$keeper") hashed)", hidden: true, backend_roles: [admin] }`,
  'YAML',
  // its servers talk to each other over TLS alone, also where there is one. The key is new with each start
  'keys() { "$(command -v keytool || echo "$JAVA_HOME/bin/keytool")" "$@" -storepass changeit 2>/dev/null; }',
  'keys -genkeypair -alias node -keyalg EC -groupname secp256r1 -dname CN=node -validity 3650 -storetype PKCS12 -keystore /tmp/config/node.p12',
  'keys -exportcert -alias node -keystore /tmp/config/node.p12 -file /tmp/config/node.crt',
  'keys -importcert -noprompt -alias node -storetype PKCS12 -keystore /tmp/config/trusted.p12 -file /tmp/config/node.crt',
  'cat >>/tmp/config/opensearch.yml <<YAML',
  '',
  'plugins.security.ssl.transport.keystore_type: PKCS12',
  'plugins.security.ssl.transport.keystore_filepath: node.p12',
  'plugins.security.ssl.transport.truststore_type: PKCS12',
  'plugins.security.ssl.transport.truststore_filepath: trusted.p12',
  'plugins.security.ssl.http.enabled: false',
  'plugins.security.allow_default_init_securityindex: true',
  'plugins.security.restapi.roles_enabled: [all_access]',
  'YAML',
  `as_keeper() { printf 'user = "${KEEPER}:%s"\\n' "$(cat "$keeper")" | curl --config - --noproxy '*' --fail --silent --show-error --output /dev/null "$@"; }`,
  `as_admin() { ${curlWithPassword('user = "admin:%s"', PASSWORD, '"$@"')}; }`,
  '(',
  `  until as_keeper ${WHO} 2>/dev/null; do sleep 1; done`,
  `  as_admin ${WHO} 2>/dev/null && exit 0`,
  `  as_keeper --request PUT --header 'Content-Type: application/json' --data "{\\"hash\\":\\"$hash\\",\\"backend_roles\\":[\\"admin\\"]}" http://127.0.0.1:9200/_plugins/_security/api/internalusers/admin`,
  ') &',
  'unset password',
  'exec "$@"',
].join('\n');
