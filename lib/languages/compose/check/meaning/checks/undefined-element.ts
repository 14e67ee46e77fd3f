import { excerpt } from '../../../../../words';
import { readMount } from '../../../forms';
import { type Section, singular } from '../../../sections';
import type { Check } from '../check';
import { at, listOf, type Mention, mentionsIn, type ServiceView, sourcesIn } from '../view';
import { choices } from '../words';

/** Networks, volumes, secrets, configs and models that a service names must be defined. */
export const undefinedElement: Check = {
  id: 'undefined-element',
  *check(view) {
    if (view.isFragment) return;
    const isDefined = (section: Section, name: string): boolean =>
      Object.hasOwn(view.defined(section), name) ||
      (section === 'networks' && name === 'default') ||
      view.isKnown(section, name);
    for (const service of view.services) {
      for (const [section, mention] of mentionsOf(service)) {
        if (isDefined(section, mention.name)) continue;
        const defined = Object.keys(view.defined(section));
        yield {
          pointer: mention.pointer,
          message: `Service "${service.name}" names ${singular(section)} ${excerpt(mention.name)}, which the project does not define.`,
          remedy: `Define it below "${section}" or correct the name: ${choices(mention.name, defined, section)}`,
        };
      }
    }
  },
};

function* mentionsOf({ service, pointer }: ServiceView): Iterable<readonly [Section, Mention]> {
  for (const section of ['networks', 'models'] as const) {
    for (const mention of mentionsIn(service[section], [...pointer, section])) yield [section, mention];
  }
  for (const section of ['secrets', 'configs'] as const) {
    for (const mention of sourcesIn(service[section], [...pointer, section])) yield [section, mention];
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
