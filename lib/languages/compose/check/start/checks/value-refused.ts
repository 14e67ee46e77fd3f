import { readMount, valueIn } from '../../../forms';
import { listOf, type ServiceView } from '../../meaning/view';
import { amountsRefused } from '../amounts';
import type { StartCheck } from '../check';
import type { EngineRefusal } from '../refusal';
import { absolute, LOOKS, namesRefused } from '../vocabulary';

/** Texts that the schema accepts, and the engine refuses when it makes or starts the container. */
export const valueRefused: StartCheck = {
  id: 'value-refused',
  severity: 'error',
  *check(view) {
    for (const service of view.services) {
      for (const { pointer, problem, remedy } of refusalsOf(service)) {
        yield {
          pointer: [...service.pointer, ...pointer],
          message: `Service "${service.name}" does not start: ${problem}.`,
          remedy,
        };
      }
    }
  },
};

function* refusalsOf({ service }: ServiceView): Iterable<EngineRefusal> {
  for (const [property, look] of LOOKS) {
    const value = service[property];
    const all = Array.isArray(value) ? value : [value];
    for (const [index, item] of all.entries()) {
      const found = typeof item === 'string' ? look(item) : undefined;
      if (found) yield { pointer: [property, ...(Array.isArray(value) ? [String(index)] : [])], ...found };
    }
  }
  for (const [index, entry] of listOf(service.volumes).entries()) {
    const { target } = valueIn(readMount(entry)) ?? {};
    const found = typeof target === 'string' ? absolute('The target of a mount')(target) : undefined;
    if (found) yield { pointer: ['volumes', String(index)], ...found };
  }
  yield* namesRefused(service);
  yield* amountsRefused(service);
}
