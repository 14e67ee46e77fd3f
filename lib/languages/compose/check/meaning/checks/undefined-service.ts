import { excerpt } from '../../../../../words';
import type { Check, Violation } from '../check';
import { contextsOf, dependenciesOf } from '../dependencies';
import type { ServiceView } from '../view';
import { choices } from '../words';

/** Services that others depend on, share a namespace or volumes with, or build from must be there. */
export const undefinedService: Check = {
  id: 'undefined-service',
  *check(view) {
    const names = view.services.map(({ name }) => name);
    const report = (from: ServiceView, name: string, pointer: readonly string[], what: string): Violation => ({
      pointer,
      message: `Service "${from.name}" ${what} service ${excerpt(name)}, which the project does not define.`,
      remedy: `Define it or correct the name: ${choices(name, names, 'services')}`,
      missing: { section: 'services', name },
    });
    if (view.isFragment) return;
    const isMissing = (name: string): boolean =>
      view.service(name) === undefined && !view.isKnown('services', name) && !view.isElsewhere(name);
    for (const service of view.services) {
      for (const { name, pointer, property } of dependenciesOf(service)) {
        if (isMissing(name)) yield report(service, name, pointer, `needs (${property})`);
      }
      for (const { name, pointer } of contextsOf(service)) {
        if (isMissing(name)) yield report(service, name, pointer, 'builds from');
      }
    }
  },
};
