import { capital, excerpt, inWords } from '../../../../../words';
import { entriesOf, isPlainMap } from '../../../data';
import { EXTERNAL, singular } from '../../../sections';
import { castString } from '../../cast';
import type { Check } from '../check';
import { at } from '../view';

/** Compose does not create external elements, so properties for their creation have no meaning. */
export const externalWithProperties: Check = {
  id: 'external-with-properties',
  *check(view) {
    for (const section of EXTERNAL) {
      for (const [name, element] of entriesOf(view.defined(section))) {
        if (!isPlainMap(element)) continue;
        const old = at(element, 'external', 'name');
        const what = `${capital(singular(section))} ${excerpt(name)}`;
        if (typeof old === 'string' && element.name !== undefined && element.name !== old) {
          yield {
            pointer: [section, name, 'external', 'name'],
            message: `${what} has two names: ${excerpt(old)} and ${excerpt(inWords(element.name))}.`,
            remedy: 'Keep "name" and write "external: true".',
          };
        }
        // Compose asks this of volumes only.
        if (section !== 'volumes' || !isExternal(element.external)) continue;
        const others = entriesOf(element).flatMap(([key]) =>
          key === 'external' || key === 'name' || key.startsWith('x-') ? [] : [excerpt(key)],
        );
        if (others.length === 0) continue;
        yield {
          pointer: [section, name],
          message: `${what} exists already ("external"), and yet has ${others.join(', ')}.`,
          remedy: `Remove ${others.join(', ')}, or "external" if Compose is to make it.`,
        };
      }
    }
  },
};

function isExternal(external: unknown): boolean {
  if (typeof external === 'string') return castString(external, 'boolean') === true;
  return external === true || isPlainMap(external);
}
