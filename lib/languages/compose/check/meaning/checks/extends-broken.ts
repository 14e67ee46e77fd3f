import { excerpt } from '../../../../../words';
import { isPlainMap } from '../../../data';
import type { Check } from '../check';
import type { ServiceView, View } from '../view';
import { choices } from '../words';

/** A service can extend a service of the same file only if that exists and does not extend it back. */
export const extendsBroken: Check = {
  id: 'extends-broken',
  early: true,
  *check(view) {
    for (const service of view.services) {
      const name = extended(service);
      if (name === undefined) continue;
      const pointer = [...service.pointer, 'extends'];
      if (!Object.hasOwn(view.defined('services'), name)) {
        const names = view.services.map((other) => other.name);
        yield {
          pointer,
          message: `Service "${service.name}" extends service ${excerpt(name)}, which the file does not define.`,
          remedy: `Correct the name, or add "file" if it stands in another file: ${choices(name, names, 'services')}`,
        };
      }
    }
    for (const cycle of cyclesOf(view)) {
      const [first] = cycle;
      if (first === undefined) continue;
      const names = [...cycle, first].map(({ name }) => name).join(' → ');
      yield {
        pointer: [...first.pointer, 'extends'],
        message: `Services extend each other in a circle: ${names}.`,
        remedy: 'Move what they share to a service of its own and extend that.',
      };
    }
  },
};

/** The service of the same file that this one extends. */
function extended({ service: { extends: from } }: ServiceView): string | undefined {
  if (typeof from === 'string') return from;
  if (!isPlainMap(from) || (from.file !== undefined && from.file !== null)) return undefined;
  return typeof from.service === 'string' ? from.service : undefined;
}

/** Each service extends one at most, so that following them is enough. */
function cyclesOf(view: View): ServiceView[][] {
  const found: ServiceView[][] = [];
  const done = new Set<string>();
  for (const root of view.services) {
    const path = new Set<ServiceView>();
    let current: ServiceView | undefined = root;
    while (current !== undefined && !done.has(current.name) && !path.has(current)) {
      path.add(current);
      current = view.service(extended(current) ?? '');
    }
    if (current !== undefined && path.has(current)) found.push([...path].slice([...path].indexOf(current)));
    for (const { name } of path) done.add(name);
  }
  return found;
}
