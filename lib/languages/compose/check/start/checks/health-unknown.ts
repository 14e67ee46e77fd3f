import { entriesOf, isPlainMap, mapOf } from '../../../data';
import { castString } from '../../cast';
import { listOf } from '../../meaning/view';
import type { StartCheck } from '../check';

/** Waiting for the health of a service without a health check fails, unless its image has one. */
export const healthUnknown: StartCheck = {
  id: 'health-unknown',
  severity: 'warning',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      for (const [other, dependency] of entriesOf(service.depends_on)) {
        const target = view.service(other);
        if (!isPlainMap(dependency) || dependency.condition !== 'service_healthy') continue;
        if (target === undefined || reportsHealth(target.service.healthcheck)) continue;
        yield {
          pointer: [...pointer, 'depends_on', other],
          message: `Service "${name}" waits until "${other}" is healthy, but "${other}" has no health check of its own.`,
          remedy: `Give "${other}" a \`healthcheck\`, or wait with "service_started".`,
        };
      }
    }
  },
};

/** An author who only sets an interval knows that the image has a health check. */
function reportsHealth(healthcheck: unknown): boolean {
  if (healthcheck === undefined || healthcheck === null) return false;
  const { disable, test } = mapOf(healthcheck);
  const isOff = typeof disable === 'string' ? castString(disable, 'boolean') === true : disable === true;
  return !isOff && listOf(test)[0] !== 'NONE';
}
