import { excerpt } from '../../../../../words';
import { readPort } from '../../../forms';
import { listOf, type ServiceView } from '../../meaning/view';
import { callsOf } from '../calls';
import type { StartCheck } from '../check';
import { portNumber } from '../port-number';

/**
 * A database at `localhost`, where only the container itself is. The services of a project have their names:
 * https://docs.docker.com/compose/how-tos/networking/
 */
export const localhostCalled: StartCheck = {
  id: 'localhost-called',
  severity: 'warning',
  *check(view) {
    for (const caller of view.services) {
      // containers that share a network have one localhost
      if (caller.service.network_mode !== undefined) continue;
      if (view.services.some(({ service }) => service.network_mode === `service:${caller.name}`)) continue;
      for (const { scheme, host, port, pointer, variable } of callsOf(caller)) {
        if (!LOCAL.test(host)) continue;
        const product = PRODUCTS.find(({ calls }) => calls.test(variable?.replace(/_?HOST(?:NAME)?$/i, '') ?? scheme));
        const called = product && view.services.find((one) => one !== caller && runs(one, product.image));
        if (!called || runs(caller, product.image) || (port !== undefined && offers(caller, port))) continue;
        yield {
          pointer: [...caller.pointer, ...pointer],
          message: `Service "${caller.name}" calls ${excerpt(host)}, where it finds nobody but itself. ${excerpt(called.name)} is another container.`,
          remedy: `Write ${excerpt(called.name)} in place of ${excerpt(host)}.`,
        };
      }
    }
  },
};

const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i;

/** Schemes and beginnings of variables that mean a product, and names of its images. */
const PRODUCTS: readonly { readonly calls: RegExp; readonly image: RegExp }[] = [
  {
    calls: /^(?:postgres(?:ql)?(?:\+\w+)?|postgis|PG|POSTGRES(?:QL)?)$/i,
    image: /(?:^|[/-])(?:postgres|postgresql|postgis|pgvector|timescaledb(?:-ha)?)$/,
  },
  {
    calls: /^(?:mysql2?(?:\+\w+)?|mariadb|MYSQL|MARIADB)$/i,
    image: /(?:^|[/-])(?:mysql|mariadb|mysql-server|percona)$/,
  },
  {
    calls: /^(?:rediss?|REDIS|VALKEY)$/i,
    image: /(?:^|[/-])(?:redis|valkey|redis-stack(?:-server)?|keydb|dragonfly)$/,
  },
  { calls: /^(?:mongodb|MONGO(?:DB)?)$/i, image: /(?:^|[/-])(?:mongo|mongodb|mongodb-community-server)$/ },
  { calls: /^(?:amqps?|RABBITMQ|AMQP)$/i, image: /(?:^|[/-])rabbitmq$/ },
  { calls: /^(?:memcached?|MEMCACHED?)$/i, image: /(?:^|[/-])memcached$/ },
  {
    calls: /^(?:DB|DATABASE)$/i,
    image: /(?:^|[/-])(?:postgres|postgresql|postgis|pgvector|timescaledb(?:-ha)?|mysql|mysql-server|mariadb|percona)$/,
  },
];

function runs({ service: { image } }: ServiceView, wanted: RegExp): boolean {
  return typeof image === 'string' && wanted.test(image.replace(/@.*/, '').replace(/:[^/:]*$/, ''));
}

/** Whether the service itself has the port: it then means itself. */
function offers({ service }: ServiceView, port: number): boolean {
  const targets = listOf(service.ports).flatMap((entry) => {
    const read = readPort(entry);
    return 'value' in read ? read.value.map(({ target }) => portNumber(target)) : [];
  });
  return [...targets, ...listOf(service.expose).map(portNumber)].includes(port);
}
