import type * as compose from '../languages/compose';
import type { Finding, Rule } from './rule';

/** Waiting for the health of a service that reports none may wait for ever. */
export const healthUnknown: Rule = {
  id: 'health-unknown',
  severity: 'warning',
  reason: 'Compose stops with "has no healthcheck configured" unless the image happens to define one.',
  *check({ canonical: project, origins }): Iterable<Finding> {
    for (const [name, service] of Object.entries(project.services ?? {})) {
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        const target = project.services?.[other];
        if (condition !== 'service_healthy' || !target || reportsHealth(target.healthcheck)) continue;
        yield {
          at: origins.get('services', name),
          message: `Service "${name}" waits until "${other}" is healthy, but "${other}" has no health check of its own.`,
          remedy: `Give "${other}" a \`healthcheck\`, or wait with "service_started".`,
        };
      }
    }
  },
};

function reportsHealth(healthcheck: compose.ServiceHealthcheck | undefined): boolean {
  if (!healthcheck || healthcheck.disable === true) return false;
  const { test } = healthcheck;
  return !(Array.isArray(test) && test[0] === 'NONE');
}
