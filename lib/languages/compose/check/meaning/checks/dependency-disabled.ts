import { quotedList } from '../../../../../words';
import type { Check, Violation } from '../check';
import { contextsOf, dependenciesOf, sharedWith } from '../dependencies';
import type { ServiceView } from '../view';

/** Services are off while none of their profiles is active; what needs them must be off as well. */
export const dependencyDisabled: Check = {
  id: 'dependency-disabled',
  *check(view) {
    for (const service of view.services) {
      for (const { name, pointer, isRequired } of dependenciesOf(service)) {
        const isShared = sharedWith(service.service.network_mode) === name;
        const other = view.service(name);
        if (other === undefined || (!isRequired && !isShared) || view.runsWith(service, other)) continue;
        yield disabled(service, other, pointer);
      }
      for (const { name, pointer } of contextsOf(service)) {
        const other = view.service(name);
        if (other !== undefined && !view.runsWith(service, other)) yield disabled(service, other, pointer);
      }
    }
  },
};

function disabled(service: ServiceView, other: ServiceView, pointer: readonly string[]): Violation {
  const profiles = quotedList(other.profiles ?? []);
  return {
    pointer,
    message: `Service "${service.name}" needs service "${other.name}", which only runs with one of its profiles: ${profiles}.`,
    remedy: `Give "${service.name}" one of these profiles, too, or mark the dependency as "required: false".`,
  };
}
