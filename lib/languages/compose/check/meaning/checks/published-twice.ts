import { readPort } from '../../../forms';
import type { Check } from '../check';
import { listOf, type ServiceView } from '../view';
import { placeOf } from '../words';

interface Published {
  readonly service: ServiceView;
  readonly pointer: readonly string[];
  readonly address: string;
}

const ANY = new Set(['', '0.0.0.0', '::']);

/** A port of the host belongs to one container; the engine refuses the second when it starts. */
export const publishedTwice: Check = {
  id: 'published-twice',
  severity: 'warning',
  *check(view) {
    const taken = new Map<string, Published[]>();
    for (const service of view.services) {
      for (const [port, published] of publishedBy(service)) {
        const others = taken.get(port) ?? [];
        taken.set(port, [...others, published]);
        const other = others.find(
          (one) =>
            one.service !== service &&
            (view.runsWith(service, one.service) || view.runsWith(one.service, service)) &&
            (one.address === published.address || ANY.has(one.address) || ANY.has(published.address)),
        );
        if (other === undefined) continue;
        yield {
          pointer: published.pointer,
          message: `Services "${other.service.name}" and "${service.name}" both publish port ${port} of the host (${placeOf(other.pointer)}).`,
          remedy: 'Publish one of them on another port, or on another address of the host.',
        };
      }
    }
  },
};

function* publishedBy(service: ServiceView): Iterable<readonly [port: string, published: Published]> {
  for (const [index, entry] of listOf(service.service.ports).entries()) {
    const read = readPort(entry);
    if (!('value' in read)) continue;
    for (const { published, protocol = 'tcp', host_ip: address = '' } of read.value) {
      const port = typeof published === 'number' ? String(published) : published;
      if (typeof port !== 'string' || !/^\d+$/.test(port) || port === '0') continue;
      if (typeof address !== 'string' || typeof protocol !== 'string') continue;
      yield [`${port}/${protocol}`, { service, pointer: [...service.pointer, 'ports', String(index)], address }];
    }
  }
}
