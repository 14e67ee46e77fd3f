import { excerpt } from '../../../../../words';
import { readMount } from '../../../forms';
import { type Section, singular } from '../../../sections';
import type { Check, Violation } from '../check';
import { at, listOf, type Mention, mentionsIn, type ServiceView, sourcesIn } from '../view';
import { choices } from '../words';

/** Networks, volumes, secrets, configs and models that a service names must be defined. */
export const undefinedElement: Check = {
  id: 'undefined-element',
  *check(view) {
    const isDefined = (section: Section, name: string): boolean =>
      Object.hasOwn(view.defined(section), name) ||
      (section === 'networks' && name === 'default') ||
      view.isKnown(section, name) ||
      view.isElsewhere(name);
    for (const service of view.services) {
      for (const [section, mention] of mentionsOf(service)) {
        if (isDefined(section, mention.name)) continue;
        if (!isKey(mention.name)) yield impossible(service, section, mention);
        if (view.isFragment || !isKey(mention.name)) continue;
        const defined = Object.keys(view.defined(section));
        yield {
          pointer: mention.pointer,
          message: `Service "${service.name}" names ${singular(section)} ${excerpt(mention.name)}, which the project does not define.`,
          remedy: `Define it below "${section}" or correct the name: ${choices(mention.name, defined, section)}`,
          missing: { section, name: mention.name },
        };
      }
    }
  },
};

/** Whether a file can define an element of that name: https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json */
function isKey(name: string): boolean {
  return /^[a-zA-Z0-9._-]+$/.test(name);
}

/** Names that no file can define. */
function impossible({ name: service }: ServiceView, section: Section, { name, pointer }: Mention): Violation {
  const isPath = section === 'volumes' && name.includes('/');
  return {
    pointer,
    message: `Service "${service}" names ${singular(section)} ${excerpt(name)}, and no file can define one of that name.`,
    remedy: isPath
      ? `For a folder of the host write ${excerpt(`./${name}`)}; the name of a volume has letters, digits, ".", "_" and "-".`
      : 'Correct the name: it has letters, digits, ".", "_" and "-".',
  };
}

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
