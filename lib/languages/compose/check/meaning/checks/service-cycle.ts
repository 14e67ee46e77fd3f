import type { Check } from '../check';
import { dependenciesOf } from '../dependencies';
import type { ServiceView, View } from '../view';

/** Services that need each other in a circle never start. */
export const serviceCycle: Check = {
  id: 'service-cycle',
  *check(view) {
    for (const cycle of cyclesOf(view)) {
      const [first] = cycle;
      if (first === undefined) continue;
      const names = [...cycle, first].map(({ name }) => name).join(' → ');
      yield {
        pointer: first.pointer,
        message:
          cycle.length === 1
            ? `Service "${first.name}" needs itself.`
            : `Services need each other in a circle: ${names}.`,
        related: cycle.slice(1).map(({ name, pointer }) => ({ message: `service "${name}" takes part`, pointer })),
        remedy: `Remove one of these dependencies (depends_on, links, volumes_from or a shared namespace).`,
      };
    }
  },
};

/**
 * The circles that a depth-first walk closes, each once. Every service is entered once, so the walk is linear. It keeps
 * its own stack, so a long chain cannot overflow the call stack.
 */
function cyclesOf(view: View): ServiceView[][] {
  const found: ServiceView[][] = [];
  const done = new Set<string>();
  for (const root of view.services) {
    const path: ServiceView[] = [];
    const depth = new Map<string, number>();
    const pending: { service: ServiceView; next: Iterator<ServiceView> }[] = [];
    const enter = (service: ServiceView): void => {
      depth.set(service.name, path.length);
      path.push(service);
      pending.push({ service, next: neighbours(view, service)[Symbol.iterator]() });
    };
    if (!done.has(root.name)) enter(root);
    for (let top = pending[pending.length - 1]; top; top = pending[pending.length - 1]) {
      const step = top.next.next();
      if (step.done) {
        done.add(top.service.name);
        depth.delete(top.service.name);
        path.pop();
        pending.pop();
      } else if (depth.has(step.value.name)) found.push(path.slice(depth.get(step.value.name)));
      else if (!done.has(step.value.name)) enter(step.value);
    }
  }
  return found;
}

function neighbours(view: View, service: ServiceView): ServiceView[] {
  return dependenciesOf(service).flatMap(({ name }) => {
    const other = view.service(name);
    return other !== undefined && view.runsWith(service, other) ? [other] : [];
  });
}
