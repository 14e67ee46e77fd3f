import { readMount } from '../../../forms';
import type { Check } from '../check';
import { at, type Kind, listOf, type Mention, mentionsIn, type ServiceView, sourcesIn } from '../view';
import { choices, quote } from '../words';

/** Networks, volumes, secrets, configs and models that a service names must be defined. */
export const undefinedElement: Check = {
  id: 'undefined-element',
  *check(view) {
    if (view.isFragment) return;
    const isDefined = (kind: Kind, name: string): boolean =>
      Object.hasOwn(view.defined(kind), name) ||
      (kind === 'networks' && name === 'default') ||
      view.isKnown(kind, name);
    for (const service of view.services) {
      for (const [kind, mention] of mentionsOf(service)) {
        if (isDefined(kind, mention.name)) continue;
        const defined = Object.keys(view.defined(kind));
        yield {
          pointer: mention.pointer,
          message: `Service "${service.name}" names ${kind.slice(0, -1)} ${quote(mention.name)}, which the project does not define.`,
          remedy: `Define it below "${kind}" or correct the name: ${choices(mention.name, defined, kind)}`,
        };
      }
    }
  },
};

function* mentionsOf({ service, pointer }: ServiceView): Iterable<readonly [Kind, Mention]> {
  for (const kind of ['networks', 'models'] as const) {
    for (const mention of mentionsIn(service[kind], [...pointer, kind])) yield [kind, mention];
  }
  for (const kind of ['secrets', 'configs'] as const) {
    for (const mention of sourcesIn(service[kind], [...pointer, kind])) yield [kind, mention];
  }
  for (const mention of sourcesIn(at(service, 'build', 'secrets'), [...pointer, 'build', 'secrets'])) {
    yield ['secrets', mention];
  }
  for (const [index, entry] of listOf(service.volumes).entries()) {
    const mount = readMount(entry);
    const { type, source } = 'value' in mount ? mount.value : {};
    if (type !== 'volume' || typeof source !== 'string' || source === '') continue;
    yield ['volumes', { name: source, pointer: [...pointer, 'volumes', String(index)] }];
  }
}
