import { readPort } from '../../../forms';
import { listOf } from '../../meaning/view';
import type { StartCheck } from '../check';

/** Port 443 of the host, where browsers speak TLS, with a port behind it where programs speak plain HTTP. */
export const tlsMissing: StartCheck = {
  id: 'tls-missing',
  severity: 'warning',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      for (const [index, entry] of listOf(service.ports).entries()) {
        const read = readPort(entry);
        const found = ('value' in read ? read.value : []).find(
          ({ published, target, protocol = 'tcp' }) =>
            numberOf(published) === 443 && protocol === 'tcp' && PLAIN.has(numberOf(target) ?? 0),
        );
        if (!found) continue;
        yield {
          pointer: [...pointer, 'ports', String(index)],
          message: `Service "${name}" answers at port 443 of the host with its port ${String(found.target)}, where programs speak HTTP without TLS.`,
          remedy: 'Publish the port at which it speaks TLS, or publish this one as port 80.',
        };
      }
    }
  },
};

/** 80 by https://www.iana.org/assignments/service-names-port-numbers, the others by habit. */
const PLAIN: ReadonlySet<number> = new Set([80, 3000, 5000, 8000, 8080]);

/** Nothing where only the deploying host knows. */
function numberOf(port: unknown): number | undefined {
  return typeof port === 'number' || typeof port === 'string' ? Number(port) : undefined;
}
