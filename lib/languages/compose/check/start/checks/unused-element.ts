import { readMount, valueIn } from '../../../forms';
import { type Section, singular } from '../../../sections';
import { at, listOf, sourcesIn } from '../../meaning/view';
import type { StartCheck } from '../check';

/** Something that no service uses, often because a name was changed at one place only. */
export const unusedElement: StartCheck = {
  id: 'unused-element',
  severity: 'warning',
  *check(view) {
    // other files may use it
    if (view.isFragment || view.services.length === 0) return;
    for (const [section, namesOf] of USERS) {
      const defined = Object.keys(view.defined(section)).filter((name) => !name.startsWith('x-'));
      if (defined.length === 0) continue;
      const used = new Set(view.services.flatMap(({ service }) => namesOf(service)));
      if (used.has(undefined)) continue;
      for (const name of defined) {
        if (used.has(name)) continue;
        const what = singular(section);
        yield {
          pointer: [section, name],
          message: `No service uses the ${what} "${name}".`,
          remedy: section === 'volumes' ? 'Mount it, or leave it out.' : 'Use it, or leave it out.',
        };
      }
    }
  },
};

/** The names that a service uses; undefined where a variable hides one. */
type Names = (service: Readonly<Record<string, unknown>>) => readonly (string | undefined)[];

const USERS: readonly (readonly [section: Section, names: Names])[] = [
  ['volumes', (service) => listOf(service.volumes).map(volumeIn)],
  ['configs', (service) => sources(service.configs)],
  ['secrets', (service) => [...sources(service.secrets), ...sources(at(service, 'build', 'secrets'))]],
];

/** An empty text is no name of a volume. */
function volumeIn(entry: unknown): string | undefined {
  const read = readMount(entry);
  if ('problem' in read) return '';
  const mount = valueIn(read);
  if (mount === undefined) return undefined;
  const { source = '' } = mount;
  return isString(source) ? source : undefined;
}

function sources(list: unknown): readonly (string | undefined)[] {
  const named = sourcesIn(list, []).map(({ name }) => name);
  return named.length === listOf(list).length ? named : [...named, undefined];
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}
