import { isPlainMap } from '../../../data';
import type { Check } from '../check';
import { at, entriesOf, listOf, type ServiceView } from '../view';

/** A service without a health check never becomes healthy; Compose notices when it starts the other. */
export const healthNever: Check = {
  id: 'health-never',
  severity: 'warning',
  *check(view) {
    for (const service of view.services) {
      for (const [name, dependency] of entriesOf(service.service.depends_on)) {
        if (!isPlainMap(dependency) || dependency.condition !== 'service_healthy') continue;
        const other = view.service(name);
        if (other === undefined || !isSwitchedOff(other)) continue;
        yield {
          pointer: [...service.pointer, 'depends_on', name],
          message: `Service "${service.name}" waits until service "${name}" is healthy, whose health check is switched off.`,
          remedy: `Give "${name}" a health check, or wait for "service_started".`,
        };
      }
    }
  },
};

/** Without one of its own, a service has that of its image. */
function isSwitchedOff({ service }: ServiceView): boolean {
  const test = at(service, 'healthcheck', 'test');
  return at(service, 'healthcheck', 'disable') === true || listOf(test)[0] === 'NONE';
}
