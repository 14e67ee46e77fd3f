import { readMount } from '../../../forms';
import { cleanPath } from '../../../forms/clean-path';
import type { Check } from '../check';
import { listOf, type ServiceView } from '../view';
import { placeOf, quote } from '../words';

/** One place of a container holds one mount. */
export const mountTargetRepeated: Check = {
  id: 'mount-target-repeated',
  *check(view) {
    for (const service of view.services) {
      const taken = new Map<string, readonly string[]>();
      for (const [target, pointer] of mountsOf(service)) {
        const first = taken.get(target);
        if (first === undefined) taken.set(target, pointer);
        else {
          yield {
            pointer,
            message: `Service "${service.name}" mounts two things at ${quote(target)}: the other one stands at ${placeOf(first)}.`,
            remedy: 'Remove one of them, or mount it elsewhere.',
          };
        }
      }
    }
  },
};

/** What Compose compares: of two volumes with the same spelling of a target it has dropped the first one before. */
function* mountsOf({ service, pointer }: ServiceView): Iterable<readonly [target: string, pointer: readonly string[]]> {
  const { tmpfs } = service;
  const seen = new Set<string>();
  for (const [index, entry] of (typeof tmpfs === 'string' ? [tmpfs] : listOf(tmpfs)).entries()) {
    if (typeof entry !== 'string') continue;
    // Equal entries are one, up to a first "=".
    const key = entry.split('=')[0] ?? '';
    if (seen.has(key) && typeof tmpfs !== 'string') continue;
    seen.add(key);
    const place = typeof tmpfs === 'string' ? ['tmpfs'] : ['tmpfs', String(index)];
    yield [entry.split(':')[0] ?? '', [...pointer, ...place]];
  }
  const spelled = new Map<string, readonly string[]>();
  for (const [index, entry] of listOf(service.volumes).entries()) {
    const mount = readMount(entry);
    const target = 'value' in mount ? mount.value.target : undefined;
    if (typeof target !== 'string') continue;
    spelled.set(typeof entry === 'string' ? cleanPath(target) : target, [...pointer, 'volumes', String(index)]);
  }
  for (const [target, place] of spelled) yield [cleanPath(target), place];
}
