import type { Check } from '../check';
import { contextsOf } from '../dependencies';

/** A build that takes its context from another service needs that service to have a build. */
export const contextNotBuilt: Check = {
  id: 'context-not-built',
  *check(view) {
    for (const service of view.services) {
      for (const { name, pointer } of contextsOf(service)) {
        const other = view.service(name)?.service;
        if (other === undefined || other.build !== undefined || other.extends !== undefined) continue;
        yield {
          pointer,
          message: `Service "${service.name}" builds from service "${name}", which has no "build".`,
          remedy: `Add "build" to "${name}", or write its image as "docker-image://…".`,
        };
      }
    }
  },
};
