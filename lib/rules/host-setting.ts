import type { Violation } from '../languages/compose';
import { quoted } from '../words';
import type { Rule } from './rule';

/**
 * Products that map files into memory, more of them than Linux allows by default:
 * https://www.elastic.co/docs/deploy-manage/deploy/self-managed/vm-max-map-count and
 * https://docs.opensearch.org/latest/install-and-configure/install-opensearch/index/#important-settings
 */
const MAPS_FILES = new Map([
  ['elasticsearch', 'Elasticsearch'],
  ['opensearch', 'OpenSearch'],
]);

/** A server that needs a setting of its host, which no container can make. */
export const hostSetting: Rule = {
  id: 'host-setting',
  severity: 'warning',
  reason: 'The server starts without it, and fails when its indexes have grown: no file can be mapped any more.',
  *check({ environment, intents }): Iterable<Violation> {
    if (environment.isDevelopment) return;
    for (const { engine, mounts } of intents.data) {
      const [writer] = mounts.filter(({ writes }) => writes);
      const product = MAPS_FILES.get(engine?.product ?? '');
      if (!writer || product === undefined) continue;
      yield {
        pointer: ['services', writer.service, 'image'],
        message: `${product} in service ${quoted(writer.service)} needs a setting of its host: vm.max_map_count of 262144 or more.`,
        remedy:
          'Run `sysctl -w vm.max_map_count=1048576` on the host, and write it into a file in /etc/sysctl.d. Then accept the rule.',
      };
    }
  },
};
