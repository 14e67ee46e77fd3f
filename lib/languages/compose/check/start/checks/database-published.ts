import { excerpt } from '../../../../../words';
import { readPort } from '../../../forms';
import { listOf } from '../../meaning/view';
import type { StartCheck } from '../check';
import { portNumber } from '../port-number';

/**
 * The port of a database on every address of the host. The engine opens it in front of the host's firewall:
 * https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-and-ufw
 */
export const databasePublished: StartCheck = {
  id: 'database-published',
  severity: 'warning',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      if (service.network_mode === 'host' || service.network_mode === 'none') continue;
      for (const [index, entry] of listOf(service.ports).entries()) {
        const read = readPort(entry);
        const open = ('value' in read ? read.value : []).find(
          ({ target, host_ip: address = '' }) =>
            productAt(target) !== undefined &&
            typeof address === 'string' &&
            EVERY.has(address.replace(/^\[|\]$/g, '')),
        );
        if (!open) continue;
        const { target, published } = open;
        const port = typeof published === 'string' || typeof published === 'number' ? `${published}:` : ':';
        yield {
          pointer: [...pointer, 'ports', String(index)],
          message: `Service "${name}" publishes port ${String(target)} (${productAt(target)}) on every address of the host, past its firewall.`,
          remedy: `Publish it on one address: ${excerpt(`127.0.0.1:${port}${String(target)}`)}. Services reach it through a network without \`ports\`.`,
        };
      }
    }
  },
};

function productAt(port: unknown): string | undefined {
  const number = portNumber(port);
  return number === undefined ? undefined : PRODUCTS.get(number);
}

const EVERY: ReadonlySet<string> = new Set(['', '0.0.0.0', '::']);

/**
 * Ports at which a product alone listens, by its own documentation; most are in
 * https://www.iana.org/assignments/service-names-port-numbers, too.
 */
const PRODUCTS: ReadonlyMap<number, string> = new Map([
  [1433, 'SQL Server'],
  [1521, 'Oracle Database'],
  [2379, 'etcd'],
  [3306, 'MySQL or MariaDB'],
  [5432, 'PostgreSQL'],
  [5672, 'RabbitMQ'],
  [5984, 'CouchDB'],
  [6379, 'Redis or Valkey'],
  [7687, 'Neo4j'],
  [9042, 'Cassandra'],
  [9200, 'Elasticsearch or OpenSearch'],
  [11211, 'Memcached'],
  [26257, 'CockroachDB'],
  [27017, 'MongoDB'],
]);
