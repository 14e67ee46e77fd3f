/**
 * Meilisearch: the official image, https://hub.docker.com/r/getmeili/meilisearch, from https://github.com/meilisearch/meilisearch/blob/main/Dockerfile.
 * It declares no volume; its folder is the working directory, and it runs as root.
 *
 * @module
 */
import { curlWithPassword, passwordFrom } from '../http-login';
import type { SearchFamily, SearchRun, SearchSettings } from '../search';
import { namedBy, serverFamily } from '../server-family';

const DATA = { dataPath: '/meili_data', folder: '/meili_data/data.ms', declared: [] } as const;

const PASSWORD = 'MEILI_MASTER_KEY_FILE';

const server = serverFamily({
  id: 'meilisearch',
  product: 'Meilisearch',
  repository: 'getmeili/meilisearch',
  versions: '"v1.53" or "v1.53.1"',
  example: 'v1.53',
  tags: /^(v1\.\d+)(?:\.\d+)?$/,
  // a new volume belongs to root, as the image's folder does. Here root has no capability
  user: { name: 'root', uid: 0, gid: 0 },
  port: 7700,
  tmpfs: ['/tmp'],
  stopGrace: '30s',
  data: DATA,
  elsewhere: ['/data.ms', '/var/lib/meilisearch', '/data'],
  named: namedBy('MEILI_DB_PATH'),
  construct: 'Search',
});

export const meilisearch: SearchFamily = {
  ...server,
  facts: (tag) => {
    const facts = server.facts(tag);
    return (
      facts && {
        ...facts,
        ...DATA,
        word: 'MEILISEARCH',
        passwordFile: PASSWORD,
        usualMemory: '512m',
        start: START,
        // `/health` asks nobody for a key: https://www.meilisearch.com/docs/reference/api/version
        probe: [
          'sh',
          '-c',
          curlWithPassword('header = "Authorization: Bearer %s"', PASSWORD, 'http://127.0.0.1:7700/version'),
        ],
        run,
      }
    );
  },
};

/** Settings are variables, by https://www.meilisearch.com/docs/learn/self_hosted/configure_meilisearch_at_launch. */
function run({ memory, settings }: SearchSettings): SearchRun {
  const named = Object.entries(settings).map(([name, value]) => [variableOf(name), value]);
  return {
    environment: {
      // a key is then obligatory, and the page for trying things out is off
      MEILI_ENV: 'production',
      MEILI_NO_ANALYTICS: 'true',
      // it sees the memory of the host, not the limit: https://github.com/meilisearch/meilisearch/issues/4686
      MEILI_MAX_INDEXING_MEMORY: String(Math.floor(memory / 2)),
      ...Object.fromEntries(named),
    },
    command: ['/bin/meilisearch'],
  };
}

/** `max-indexing-threads`, as the manual names the option, and its variable. */
function variableOf(name: string): string {
  return /^MEILI_/.test(name) ? name : `MEILI_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** The image takes no key from a file. A variable of the process alone is in no `docker inspect`. */
const START = [
  ...passwordFrom(PASSWORD),
  // https://www.meilisearch.com/docs/learn/self_hosted/configure_meilisearch_at_launch#master-key
  `[ "$(printf %s "$password" | wc -c)" -ge 16 ] || { echo "The secret $${PASSWORD} is shorter than 16 bytes, and Meilisearch wants that many." >&2; exit 1; }`,
  'export MEILI_MASTER_KEY="$password"',
  `unset password ${PASSWORD}`,
  'exec tini -- "$@"',
].join('\n');
