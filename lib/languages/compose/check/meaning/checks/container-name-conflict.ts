import { excerpt } from '../../../../../words';
import type { Check } from '../check';
import { integerOf } from '../numbers';
import { at, type ServiceView } from '../view';

/** Two containers cannot have one name. */
export const containerNameConflict: Check = {
  id: 'container-name-conflict',
  *check(view) {
    const taken = new Map<string, ServiceView>();
    for (const view_ of view.services) {
      const { name, pointer, service } = view_;
      const container = service.container_name;
      if (typeof container !== 'string' || container === '') continue;
      const place = [...pointer, 'container_name'];
      const scale = integerOf(service.scale ?? at(service, 'deploy', 'replicas')) ?? 1;
      if (scale > 1) {
        yield {
          pointer: place,
          message: `Service "${name}" runs ${scale} times, and only one container can be named ${excerpt(container)}.`,
          remedy: 'Remove "container_name", so that Compose names the containers.',
        };
      }
      const first = taken.get(container);
      if (first === undefined) taken.set(container, view_);
      else if (view.runsWith(view_, first) || view.runsWith(first, view_)) {
        yield {
          pointer: place,
          message: `Services "${first.name}" and "${name}" both name their container ${excerpt(container)}.`,
          remedy: 'Give one of them another name, or remove "container_name".',
        };
      }
    }
  },
};
